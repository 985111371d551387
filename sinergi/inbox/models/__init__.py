"""What is stored of the public: conversations, what was said in them, and how they went on."""

from sinergi.inbox.models.answering import Draft, Holding
from sinergi.inbox.models.aside import SpamHiding
from sinergi.inbox.models.batches import Batch, Change
from sinergi.inbox.models.cases import Case, CaseAnswer, CaseLine
from sinergi.inbox.models.clocks import Counted, Escalation, HoaxEscalation, Pause
from sinergi.inbox.models.conversations import Conversation
from sinergi.inbox.models.duties import Duty
from sinergi.inbox.models.handing import Handing
from sinergi.inbox.models.hoaxes import Evidence, Hoax, HoaxCheck
from sinergi.inbox.models.links import StatusLink
from sinergi.inbox.models.messages import Message, Note
from sinergi.inbox.models.outside import Government, OutsideText
from sinergi.inbox.models.privacy import CitizenRequest, Incident, Keeping, KeepingBegun
from sinergi.inbox.models.ratings import Rating
from sinergi.inbox.models.removals import Removal
from sinergi.inbox.models.routing import RoutingRule
from sinergi.inbox.models.sensitive import Proposal, SensitiveRule
from sinergi.inbox.models.steps import Step
from sinergi.inbox.models.terms import Ladder, Stage, Term, Way
from sinergi.inbox.models.timings import Judgement, Timing
from sinergi.inbox.models.transfers import Transfer
from sinergi.inbox.models.views import View

__all__ = [
    "Batch",
    "Case",
    "CaseAnswer",
    "CaseLine",
    "Change",
    "CitizenRequest",
    "Conversation",
    "Counted",
    "Draft",
    "Duty",
    "Escalation",
    "Evidence",
    "Government",
    "Handing",
    "Hoax",
    "HoaxCheck",
    "HoaxEscalation",
    "Holding",
    "Incident",
    "Judgement",
    "Keeping",
    "KeepingBegun",
    "Ladder",
    "Message",
    "Note",
    "OutsideText",
    "Pause",
    "Proposal",
    "Rating",
    "Removal",
    "RoutingRule",
    "SensitiveRule",
    "SpamHiding",
    "Stage",
    "StatusLink",
    "Step",
    "Term",
    "Timing",
    "Transfer",
    "View",
    "Way",
]
