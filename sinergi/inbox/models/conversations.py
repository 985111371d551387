from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CharField, F, Func, Q
from django.utils.translation import gettext_lazy as _

from sinergi.inbox.masking import citizen
from sinergi.inbox.models.ratings import Rating
from sinergi.lib.text import plain

#: What lists are limited by.
FILTERED = (
    "unit", "open", "spam", "danger", "state", "matter", "kind", "topic", "place", "account",
    "assigned_to", "due_at",
)  # fmt: skip


class District(Func):
    """The district of a place: "32.01.26" of "32.01.26.2003". Its numbers stand in the words of
    the query, not beside them: SQLite takes no index of an expression otherwise."""

    function = "SUBSTR"
    template = "%(function)s(%(expressions)s, 1, 8)"
    output_field = CharField()


class Conversation(models.Model):
    """What one member of the public and one of our accounts say to each other about one thing.

    ``root`` is the remote id of what it hangs on (our post, or the first message); direct messages
    of a person are one conversation. ``waiting_since`` is when the oldest message came that
    nobody has answered, empty when all is answered.

    ``unit`` is the office that answers now; ``account`` stays with the office it belongs to. What
    was understood of the newest words (``matter``, ``topic``, ``place``, ``danger``, ``spam``) and
    the next deadline are kept here, so that a list needs one table.
    """

    class State(models.TextChoices):
        """The states of domain.md §3.1: JAKI's and SP4N-LAPOR!'s, in one machine."""

        NEW = "new", _("New")
        VERIFIED = "verified", _("Verified")
        DISPOSED = "disposed", _("Given to who answers")
        COORDINATING = "coordinating", _("Being coordinated")
        WORKING = "working", _("In work")
        ANSWERED = "answered", _("Answered")
        DONE = "done", _("Solved")
        POSTPONED = "postponed", _("Details missing")
        ELSEWHERE = "outside", _("Outside our authority")
        ARCHIVED = "archived", _("Archived")
        REOPENED = "reopened", _("Opened again")

    #: Nobody works on these any more; a new message opens them again.
    CLOSED = (State.DONE, State.ELSEWHERE, State.ARCHIVED)

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Comment")
        MENTION = "mention", _("Mention")
        DIRECT = "direct", _("Direct message")
        REVIEW = "review", _("Review")

    class Matter(models.TextChoices):
        """What it is, as far as deadlines and hand-overs differ by it (domain.md §3.2)."""

        DANGER = "danger", _("Danger to life")
        QUESTION = "question", _("Question")
        COMPLAINT = "complaint", _("Complaint")
        INFORMATION = "information", _("Request for information")
        HOAX = "hoax", _("Hoax")
        BREACH = "breach", _("Personal data")
        PRAISE = "praise", _("Praise")
        OTHER = "other", _("Other")

    class Course(models.TextChoices):
        """Which of ``Stage`` is due in the end."""

        ANSWER = "answer", _("Can be answered at once")
        CHECK = "check", _("Needs a check of the files")
        FIELD = "field", _("Needs a check on the spot")

    account = models.ForeignKey(
        "networks.Account", on_delete=models.PROTECT, related_name="conversations"
    )
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="conversations", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    root = models.CharField(max_length=300)
    handle = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    #: What of ours it answers, where it does.
    about = models.ForeignKey(
        "networks.Delivery", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    #: Whether anybody still works on it: its state is none of CLOSED.
    open = models.BooleanField(default=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    matter = models.CharField(max_length=12, choices=Matter.choices, default=Matter.OTHER)
    topic = models.CharField(max_length=60, blank=True)
    #: Code of the district or village it is about, as "32.01.26" or "32.01.26.2003".
    place = models.CharField(max_length=13, blank=True)
    #: Of a review: what its newest words rate us.
    rating = models.CharField(
        max_length=3, choices=Rating.choices, blank=True, default="", db_default=""
    )
    danger = models.BooleanField(default=False)
    #: Set aside by itself because it is surely spam; a person can bring it back.
    spam = models.BooleanField(default=False)
    #: What many voices tell of one thing.
    case = models.ForeignKey(
        "inbox.Case", on_delete=models.SET_NULL, null=True, related_name="conversations"
    )
    #: Of the newest words (``language.alike``); 0 where they say too little.
    signature = models.BigIntegerField(default=0)
    #: The first conversation that tells of the same, as far as a machine sees.
    alike = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="likes")
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    #: The next deadline, and of what: a ``Stage``. Empty while the clock stands.
    due_at = models.DateTimeField(null=True)
    due_for = models.CharField(max_length=12, blank=True)
    #: From when on it is soon due, and when somebody higher up is told next.
    soon_at = models.DateTimeField(null=True)
    escalate_at = models.DateTimeField(null=True)
    #: When what is counted began: its first message, or the one that opened it again.
    counted_from = models.DateTimeField(null=True)
    #: Said by a person: no machine changes the matter any more.
    matter_said = models.BooleanField(default=False)
    #: How far a complaint must be looked into: its deadline (PermenPANRB 62/2018).
    course = models.CharField(max_length=12, choices=Course.choices, default=Course.ANSWER)
    #: The deadline was extended, once, with a reason that is among the steps.
    extended = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    #: When the citizen is to be asked whether it is solved, was asked, and silence closes it.
    ask_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    close_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    #: Whether the citizen says it is solved; empty: nobody said.
    confirmed = models.BooleanField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()
    last_text = models.CharField(max_length=200, blank=True)
    #: When its words and who wrote them were taken out (``inbox.privacy``).
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-last_at", "-id"]
        indexes = [
            # Wide: what a filter asks is answered in the index, so that a rare filter costs a walk
            # through it and not through the table.
            models.Index(fields=["-last_at", "-id", *FILTERED], name="conversation_newest"),
            models.Index(
                fields=["-last_at", "-id", "waiting_since", *FILTERED],
                condition=Q(open=True, spam=False),
                name="conversation_open",
            ),
            models.Index(
                fields=["-last_at", "-id", "waiting_since", "unit", "open", "spam", "danger"],
                condition=Q(open=True, danger=True),
                name="conversation_danger",
            ),
            models.Index(
                fields=["-last_at", "-id", "waiting_since", *FILTERED],
                condition=Q(open=True, waiting_since__isnull=False),
                name="conversation_waits",
            ),
            models.Index(
                fields=["-last_at", "-id", "unit", "open", "waiting_since", "assigned_to"],
                condition=Q(spam=True),
                name="conversation_spam",
            ),
            models.Index(
                District("place"),
                F("last_at").desc(),
                F("id").desc(),
                "waiting_since",
                "unit",
                "open",
                "spam",
                "danger",
                "topic",
                "place",
                condition=~Q(place=""),
                name="conversation_in_place",
            ),
            models.Index(fields=["unit", "-last_at", "-id"], name="conversation_newest_of_unit"),
            models.Index(
                fields=["unit", "-last_at", "-id"],
                condition=Q(open=True, spam=False),
                name="conversation_open_of_unit",
            ),
            models.Index(
                fields=["-last_at", "-id", "rating", "unit"],
                condition=~Q(rating=""),
                name="conversation_rated",
            ),
            models.Index(
                fields=["assigned_to", "-last_at", "-id"],
                condition=Q(open=True, spam=False, assigned_to__isnull=False),
                name="conversation_of_person",
            ),
            models.Index(fields=["handle", "-last_at"], name="conversation_of_handle"),
            models.Index(
                fields=["unit", "state", "id"], condition=Q(spam=False), name="conversation_states"
            ),
            # What is compared with each that comes in, hundreds of a topic: read from here alone.
            models.Index(
                fields=["topic", "-opened_at", "-id", "signature", "place", "alike"],
                condition=~Q(signature=0) & Q(spam=False),
                name="conversation_voices",
            ),
            models.Index(
                fields=["due_at", "id", "last_at", "soon_at", "waiting_since", *FILTERED[:-1]],
                condition=Q(open=True, due_at__isnull=False),
                name="conversation_ends",
            ),
            models.Index(
                fields=["escalate_at"],
                condition=Q(escalate_at__isnull=False),
                name="conversation_escalates",
            ),
            models.Index(
                fields=["ask_at"], condition=Q(ask_at__isnull=False), name="conversation_asks"
            ),
            models.Index(
                fields=["unit", "matter", "last_at"],
                condition=Q(open=False, emptied_at=None),
                name="conversation_to_empty",
            ),
            models.Index(
                fields=["close_at"], condition=Q(close_at__isnull=False), name="conversation_closes"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "handle", "root"], name="conversation_once"),
            models.CheckConstraint(
                condition=Q(open=True, state__in=["new", "verified", "disposed", "coordinating",
                                                  "working", "answered", "postponed", "reopened"])
                | Q(open=False, state__in=["done", "outside", "archived"]),
                name="conversation_open_as_its_state",
            ),
            models.CheckConstraint(
                condition=Q(rating="") | Q(kind="review", rating__in=Rating.values),
                name="conversation_rated_is_a_review",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return plain(self.name) or (citizen() if self.emptied_at else plain(self.handle))

    @property
    def log_name(self) -> str:
        """What the log calls it, from which no name can be taken out again."""
        return f"#{self.pk}"
