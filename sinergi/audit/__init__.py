"""Who did what, when, from where. Append-only, hash-chained, sealed with the installation's key."""
