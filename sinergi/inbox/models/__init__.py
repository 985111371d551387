"""What is stored of the public: conversations, what was said in them, and how they went on."""

from sinergi.inbox.models.answering import Draft, Holding
from sinergi.inbox.models.cases import Case
from sinergi.inbox.models.conversations import Conversation
from sinergi.inbox.models.messages import Message, Note
from sinergi.inbox.models.steps import Step

__all__ = ["Case", "Conversation", "Draft", "Holding", "Message", "Note", "Step"]
