"""The media library: what an office has to show, whose it is, and how long it may be used."""
