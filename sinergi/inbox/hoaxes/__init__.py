"""The hoax desk: a claim, its evidence, how it was checked, what we said, where it stands."""
