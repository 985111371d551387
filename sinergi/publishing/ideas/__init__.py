"""The board of ideas: where they come from, who works on them, and what came of each."""
