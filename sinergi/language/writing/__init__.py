"""What an office writes, checked: findings with their place, their reason and a proposal."""

from sinergi.language.writing.checking import RULES, check
from sinergi.language.writing.draft import Blocked, Draft, Kind, NetworkLimits, Register
from sinergi.language.writing.personal import Personal, find_personal, mask
from sinergi.language.writing.rule import Rule

__all__ = [
    "RULES",
    "Blocked",
    "Draft",
    "Kind",
    "NetworkLimits",
    "Personal",
    "Register",
    "Rule",
    "check",
    "find_personal",
    "mask",
]
