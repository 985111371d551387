"""What goes to a connector and what comes back: frozen values, none of them Django's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import BinaryIO, Literal

Credentials = Mapping[str, str]
Facts = str | int

#: What a network stored for a write that is not finished yet: upload ids, container ids.
Progress = Mapping[str, str]
#: Store one more fact of the progress *now*, before the next step is taken. An empty value says
#: that an earlier one no longer counts (an upload that expired).
Keep = Callable[[str, str], None]

#: ``topic``: something written for everybody (a feed), which nobody waits to be answered.
IncomingKind = Literal["comment", "mention", "direct", "review", "topic"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a person may choose, with its English label (translated where it is shown)."""

    value: str
    label: str
    #: Of a kind of post: the shapes (width / height) that it shows whole, the best first.
    shapes: tuple[float, ...] = ()
    #: False: under a post of this kind nobody comments, its own account neither.
    comments: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a person fills in: to connect an account, or to post. ``label`` is English.

    ``lines``: more than one line may be typed. ``most`` characters at the most; 0: as many as fit.
    """

    name: str
    label: str
    secret: bool = False
    required: bool = True
    choices: tuple[Choice, ...] = ()
    default: str = ""
    help: str = ""
    lines: bool = False
    most: int = 0
    #: Of an option of a post: it holds for every part of a thread, not for the first alone.
    each: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What one post may hold. Sizes in bytes, lengths in seconds, shapes as width / height.

    ``text`` is counted by ``About.count``. A number that is 0 says: no limit of this kind is known
    (of ``images`` and ``videos``: none are taken). Kept with the account as JSON, so plain values.
    """

    text: int
    images: int = 4
    image_bytes: int = 8_000_000
    alt_text: int = 1500
    image_types: tuple[str, ...] = ("image/jpeg", "image/png", "image/webp", "image/gif")
    #: Longest side in pixels.
    image_side: int = 0
    videos: int = 0
    video_bytes: int = 0
    video_types: tuple[str, ...] = ("video/mp4",)
    video_seconds: int = 0
    video_least_seconds: int = 0
    #: Longest side in pixels at the most, and shortest at the least.
    video_side: int = 0
    video_least_side: int = 0
    #: Fewest and most pictures a second; 0: no limit. Empty: any.
    video_rates: tuple[float, ...] = ()
    #: Narrowest and widest shape of images and videos; empty: any.
    shapes: tuple[float, ...] = ()
    #: Images and videos in one post.
    mixed: bool = False
    #: A post needs at least so many files, and so many videos among them.
    least_media: int = 0
    least_videos: int = 0
    #: What the text may be when files go with it, and what it may be in UTF-8 bytes.
    text_with_media: int = 0
    text_bytes: int = 0
    hashtags: int = 0
    mentions: int = 0
    #: False where a link in the text cannot be tapped.
    links: bool = True


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure a network tells. ``label`` and ``definition`` are English, translated when shown."""

    name: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class About:
    """The card a connector hands in about itself. Screens are drawn from it."""

    slug: str  # stored with every account: never rename it
    name: str  # a brand stays as it is; one of words is English, and translated when shown
    chip: str  # one or two letters that stand for the network where space is short
    limits: Limits
    #: Shapes (width / height) of pictures that fill its page, the best first; empty: it shows any.
    best: tuple[float, ...] = ()
    #: Parts of a picture of 9:16 under its own buttons and words: top, right, bottom, left.
    covered: tuple[float, ...] = ()
    #: How the network itself counts text; Mastodon counts any link as 23.
    count: Callable[[str], int] = len
    #: Asked before the sign-in starts, or all there is to ask when tokens are pasted.
    sign_in: tuple[Field, ...] = ()
    options: tuple[Field, ...] = ()
    #: What the access must allow, in the network's own words ("write:statuses" or all of "write").
    needs: tuple[str, ...] = ()
    #: What whoever runs the installation registers once with the network: ids and secrets of the
    #: app, whose values come to the connector among its credentials.
    app: tuple[Field, ...] = ()
    #: Which of these is entered at the network beside the address it calls, where a person does.
    hook_word: str = ""
    #: True only where a repeated write with the same key can never appear twice.
    key_repeats: bool = False
    #: Posts for everybody can be published there, by the connector or by hand; false where people
    #: are only answered, or only read.
    posts: bool = True
    #: ``prepare`` is to be called before every publication, also where no file goes with it.
    prepares: bool = False
    #: How often to listen, and how long after the last private message an answer is accepted. What
    #: everybody reads is answered at any time.
    poll_every: timedelta = timedelta(seconds=20)
    reply_window: timedelta | None = None
    #: What an answer may hold, and one that a single person sees; nothing: what a post may.
    answer: Limits | None = None
    direct: Limits | None = None
    #: How long after a comment its writer alone may be answered, once; nothing: never.
    private_window: timedelta | None = None
    #: A pretend network: always labelled as such on screen.
    pretend: bool = False
    #: The figures it tells, of posts and of the account.
    metrics: tuple[Metric, ...] = ()
    #: How the link of a post looks: a regular expression for the whole address, with a group
    #: ``id`` and, where the address tells it, a group ``handle`` (without ``@``).
    link: str = ""
    #: Where a person does by hand what is done by hand: the network's own app or page.
    home: str = ""
    #: What cannot be done here and is done by hand, in English, translated when shown.
    by_hand: tuple[str, ...] = ()
    #: Name of the page under docs/connectors/.
    guide: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose credentials these are, as the network tells it."""

    handle: str
    name: str
    url: str
    #: What the network says these credentials may do; empty when it does not say.
    scopes: tuple[str, ...] = ()
    #: The network's own id of the account, where it has one: webhooks name accounts by it.
    remote_id: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A file to attach. ``open`` returns a fresh binary stream each time it is called.

    ``width`` and ``height`` in pixels, ``seconds`` and ``rate`` (pictures a second) are 0 where
    they are not known. ``link`` returns a new address, at every call another one, from which a
    network that pulls files may take this one for two hours; nobody can guess it.
    """

    name: str
    mime: str
    size: int
    open: Callable[[], BinaryIO]
    alt: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    link: Callable[[], str] | None = None
    rate: float = 0.0

    @property
    def video(self) -> bool:
        return self.mime.startswith("video/")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said, frozen at approval. ``reply_to`` is a remote id, or nothing.

    ``edits`` is the remote id of a post of ours whose words these replace (``Edits``).

    Of an answer, ``to`` is the ``author_id`` of the message it answers, and ``direct`` is true
    where nobody but that person may see it. ``own`` says that ``reply_to`` is a post of ours: this
    goes on with it (``Continues``), or is its first comment (``Comments``).
    """

    text: str
    media: Sequence[Media] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    reply_to: str | None = None
    to: str = ""
    direct: bool = False
    edits: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    remote_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something a person sent us. ``author`` is the handle; ``at`` is aware, in UTC.

    Of a review: ``stars`` from 1 to 5, or whether its writer ``recommends`` us; nothing where the
    network does not tell. A review may have no words.
    """

    remote_id: str
    kind: IncomingKind
    author: str
    author_name: str
    text: str
    at: datetime
    url: str = ""
    in_reply_to: str | None = None
    #: The network's own id of the author, where an answer needs it.
    author_id: str = ""
    #: Addresses of what was attached.
    attachments: tuple[str, ...] = ()
    stars: int | None = None
    recommends: bool | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file somebody sent: what its network says it is (guessed by nobody else), and its bytes."""

    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the network's news, oldest first, and where to go on from.

    ``cost`` is what reading it cost, in millionths of a US dollar. ``changed`` are credentials that
    are others from now on, as the news says.
    """

    items: Sequence[Incoming]
    cursor: str | None
    more: bool = False
    cost: int = 0
    changed: Credentials = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """One number at one moment. A number the network does not give is absent, never 0."""

    remote_id: str
    metric: str
    value: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SignInStep:
    """Where to send the person, and what to remember (secretly) until they come back."""

    url: str
    remember: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Access:
    """What a sign-in or a renewal brought, and when it ends (aware, UTC; nothing: it does not).

    ``sign_in_ends``: from when on renewing does not help and a person signs in again, where the
    network has such a moment.
    """

    credentials: Credentials
    expires: datetime | None = None
    sign_in_ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One of several accounts a sign-in gave access to; a person chooses."""

    label: str
    credentials: Credentials
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something an account or app still lacks: what, and what to do. English, with ``facts``."""

    what: str
    do: str
    facts: Mapping[str, Facts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """A request a network made to us. Names of ``headers`` are in small letters."""

    method: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a network says later of something we sent: its id, our ``key`` where it is given back.

    ``state`` is "sent" (it is out), "failed" (it will not appear; ``reason`` says why), or one of
    the network's own words for what became of it ("delivered", "read").
    """

    remote_id: str
    state: str
    key: str = ""
    reason: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What one part of a call from a network says, about one account.

    ``account`` is that account's ``Identity.remote_id`` (empty: the address of the call told).
    An event without items, receipts and ``changed`` credentials (see ``Page``) says only that there
    is news: the account is listened to.
    """

    account: str
    items: Sequence[Incoming] = ()
    receipts: Sequence[Receipt] = ()
    changed: Credentials = field(default_factory=dict)
