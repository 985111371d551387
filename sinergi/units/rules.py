"""Who may do what. Plain values in, plain values out. docs/roles.md is made from this table."""

from __future__ import annotations

#: What each verb means, in English, for docs/roles.md and the roles page.
VERB_MEANINGS = {
    "post.see": "see posts and their deliveries",
    "post.write": "write posts, ask for approval, withdraw a request",
    "post.approve": "approve or send back posts (never one's own)",
    "post.hold": "hold all posts of an office in mourning or disaster, and release them",
    "policy.keep": "say who must approve, and who signs while somebody is away",
    "check.switch": "switch checks of texts off and on, block words of an election",
    "delivery.withdraw": "take a post that is out off its network, with a reason",
    "delivery.settle": "settle a delivery that is unsure, or try a failed one again",
    "conversation.see": "see conversations",
    "conversation.reply": "answer the public",
    "conversation.assign": "assign conversations and mark them done",
    "conversation.note": "write internal notes",
    "comment.delete": "delete comments of the public on their network, for good",
    "answer.see": "see verified answers, and drafts of one's own office",
    "answer.write": "write answers, look at replies whose answer has changed",
    "answer.verify": "verify and withdraw answers, release expired ones (never one's own)",
    "conversation.route": "keep the rules that send conversations to the office in charge",
    "hoax.judge": "say what a claim is that goes round, with evidence",
    "reply.approve": "approve or send back sensitive answers (never one's own)",
    "incident.keep": "write down incidents with personal data and keep their register",
    "privacy.keep": "say how long messages are kept and let it begin, "
    "hand out or delete one citizen's data",
    "reply.sensitive": "say which answers are sensitive",
    "text.label": "label messages and correct what was understood",
    "language.train": "edit topic rules, train and promote models of language",
    "alert.keep": "keep sources of official warnings and borders of districts",
    "account.see": "see official accounts and their health",
    "account.record": "keep the registry of official accounts",
    "account.connect": "connect, reconnect and disconnect official accounts",
    "election.keep": "say when the phases of an election begin and end",
    "unit.edit": "edit offices, hours, names; import offices",
    "appointment.edit": "give and end roles, invite people",
    "audit.see": "read the audit log",
    "system.see": "see the health of the installation",
}

_SEE = frozenset({"post.see", "conversation.see", "account.see", "answer.see"})
_ADMIN = _SEE | {
    "post.write",
    "conversation.reply",
    "conversation.assign",
    "conversation.note",
    "delivery.settle",
    "delivery.withdraw",
    "account.record",
    "text.label",
    "answer.write",
    "incident.keep",
}
_APPROVER = _SEE | {
    "post.approve",
    "post.hold",
    "conversation.note",
    "delivery.settle",
    "delivery.withdraw",
    "answer.verify",
    "reply.approve",
    "hoax.judge",
    "incident.keep",
    "comment.delete",
}

#: One table says which verb each role has; code and documentation both come from it.
VERBS: dict[str, frozenset[str]] = {
    "admin": _ADMIN,
    "approver": _APPROVER,
    "coordinator": _ADMIN
    | _APPROVER
    | {
        "account.connect",
        "alert.keep",
        "unit.edit",
        "appointment.edit",
        "system.see",
        "language.train",
        "check.switch",
        "policy.keep",
        "election.keep",
        "reply.sensitive",
        "conversation.route",
        "privacy.keep",
    },
    "leader": _SEE,
    "auditor": _SEE | {"audit.see"},
    "operator": frozenset(
        {
            "account.see",
            "account.record",
            "account.connect",
            "alert.keep",
            "unit.edit",
            "appointment.edit",
            "system.see",
            "language.train",
        }
    ),
}


#: What is left of a role when its office has ended: the record is read, nothing is done any more.
READING = _SEE | {"audit.see"}


def lasts(verb: str) -> bool:
    """True for a verb that a role keeps when its office has ended."""
    return verb in READING


def roles_with(verb: str) -> frozenset[str]:
    """Return the roles that have a verb. Raises KeyError for a verb that does not exist."""
    VERB_MEANINGS[verb]
    return frozenset(role for role, verbs in VERBS.items() if verb in verbs)


def covers(prefixes: frozenset[str], path: str) -> bool:
    """True when an office at ``path`` lies in one of the subtrees."""
    return any(path.startswith(prefix) for prefix in prefixes)


def way(path: str) -> list[int]:
    """Return the ids of an office at ``path`` and of all above it, the top first."""
    return [int(part) for part in path.split(".") if part]


def outermost(prefixes: frozenset[str]) -> frozenset[str]:
    """Drop the subtrees that lie inside another one."""
    return frozenset(p for p in prefixes if not any(p != q and p.startswith(q) for q in prefixes))


def to_give(verbs_here: frozenset[str]) -> list[str]:
    """Return the roles a person may give where they have these verbs: never more than their own."""
    return [role for role, verbs in VERBS.items() if verbs <= verbs_here]
