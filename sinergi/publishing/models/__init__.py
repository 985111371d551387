"""What is stored of posts, of their files, and of what was approved."""

from sinergi.publishing.models.alerts import Alert, AlertDraft, AlertSource, Area
from sinergi.publishing.models.approvals import Approval
from sinergi.publishing.models.batches import Batch, BatchItem
from sinergi.publishing.models.calendar import CalendarFeed, Clash, NationalDay, Occasion, Slot
from sinergi.publishing.models.checks import BlockedWords, SwitchedOff
from sinergi.publishing.models.composing import Hashtag, OfficeField, Unsaved, Wording
from sinergi.publishing.models.corrections import Correction
from sinergi.publishing.models.emergencies import EIGHT, Emergency, Review
from sinergi.publishing.models.files import MediaFile
from sinergi.publishing.models.holds import Hold
from sinergi.publishing.models.hours import GoodHour, Weighed
from sinergi.publishing.models.ideas import Idea
from sinergi.publishing.models.library import LibraryFile
from sinergi.publishing.models.library_parts import LibraryCrop, LibraryVersion
from sinergi.publishing.models.policies import Absence, Policy, PolicyStep
from sinergi.publishing.models.posts import Post, PostLabel, PostMedia, Revision, Target
from sinergi.publishing.models.series import Series
from sinergi.publishing.models.signatures import Comment, Signature
from sinergi.publishing.models.topics import Topic

__all__ = [
    "EIGHT",
    "Absence",
    "Alert",
    "AlertDraft",
    "AlertSource",
    "Approval",
    "Area",
    "Batch",
    "BatchItem",
    "BlockedWords",
    "CalendarFeed",
    "Clash",
    "Comment",
    "Correction",
    "Emergency",
    "GoodHour",
    "Hashtag",
    "Hold",
    "Idea",
    "LibraryCrop",
    "LibraryFile",
    "LibraryVersion",
    "MediaFile",
    "NationalDay",
    "Occasion",
    "OfficeField",
    "Policy",
    "PolicyStep",
    "Post",
    "PostLabel",
    "PostMedia",
    "Review",
    "Revision",
    "Series",
    "Signature",
    "Slot",
    "SwitchedOff",
    "Target",
    "Topic",
    "Unsaved",
    "Weighed",
    "Wording",
]
