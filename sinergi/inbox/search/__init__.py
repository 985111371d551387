"""Search in what was said: an index that the database keeps by itself, and questions to it."""
