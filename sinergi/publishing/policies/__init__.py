"""Who must approve a post, who has, and what follows from an election or an emergency."""
