"""A new network by a stranger: a package outside the tree, and nothing of ours is touched."""
