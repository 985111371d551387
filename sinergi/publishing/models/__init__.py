"""What is stored of posts, of their files, and of what was approved."""

from sinergi.publishing.models.approvals import Approval
from sinergi.publishing.models.checks import BlockedWords, SwitchedOff
from sinergi.publishing.models.files import MediaFile
from sinergi.publishing.models.posts import Post, PostMedia, Revision, Target
from sinergi.publishing.models.topics import Topic

__all__ = [
    "Approval",
    "BlockedWords",
    "MediaFile",
    "Post",
    "PostMedia",
    "Revision",
    "SwitchedOff",
    "Target",
    "Topic",
]
