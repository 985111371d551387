"""Verified answers: what offices say to the public, who stands for it, and where it was said."""
