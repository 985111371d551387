"""Django's backend for PostgreSQL, where a small question costs less."""
