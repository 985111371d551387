"""How a claim is checked, step by step, and how well it is proven. No database."""

from __future__ import annotations

from collections.abc import Mapping

from sinergi.inbox.models import Hoax
from sinergi.lib.text import No, say

#: In the order in which they are done; what each asks.
STEPS: Mapping[str, str] = {
    "source": say("Where does it come from first, and who says so?"),
    "picture": say("Is the picture or video from then and there? Search it backwards."),
    "context": say("Which day and which place is it about? Has it been told before?"),
    "office": say("What does the office in charge say?"),
    "document": say("What do a document, figures or an official channel say?"),
}

#: Nothing is judged before so many were done.
FEWEST_STEPS = 2


def check(finding: str, *, screenshots: int, steps: int, facts: str, sources: str) -> None:
    """Raise No where a claim may not be called that.

    Calling what somebody else wrote a hoax without proof can itself be an offence (Law 11/2008 on
    electronic information, as changed by Law 1/2024): a screenshot with its fingerprint is needed,
    because a link can vanish.
    """
    if finding not in Hoax.Finding.values:
        raise No(say("There is no such class."))
    if finding in Hoax.CALLED_HOAX and not screenshots:
        raise No(say("Nothing is called a hoax without evidence. Add a screenshot: a link can "
                     "vanish."))  # fmt: skip
    if steps < FEWEST_STEPS:
        raise No(say("Do at least {fewest} steps of the check first, {done} are done."),
                 fewest=FEWEST_STEPS, done=steps)  # fmt: skip
    if not facts.strip():
        raise No(say("Write what is true: saying only that something is wrong spreads it."))
    if not sources.strip():
        raise No(say("Name the source: a document, an office, a link."))
