"""Django's backend for SQLite, where a small question costs less."""
