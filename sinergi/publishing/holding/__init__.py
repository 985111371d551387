"""Hold everything scheduled of an office and all under it, and look at each of it afterwards."""
