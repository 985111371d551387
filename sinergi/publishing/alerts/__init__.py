"""Official warnings become drafts: read, laid on the map, prepared for the offices they concern.

Nothing here publishes. Who takes a draft writes a post with it, which goes the way of every post.
"""
