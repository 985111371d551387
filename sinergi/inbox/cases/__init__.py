"""One incident with many voices: found by what they say, answered once in each thread."""
