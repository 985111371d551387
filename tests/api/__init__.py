"""The API, by itself and from outside."""
