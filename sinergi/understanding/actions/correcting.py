"""What a page sends about a text: a topic by one key, or the form for the other heads."""

from __future__ import annotations

from django.http import QueryDict

from sinergi.people.models import User
from sinergi.understanding.actions.labelling import label
from sinergi.understanding.forms import CorrectForm
from sinergi.understanding.models import Text


def correct(actor: User, text: Text, sent: QueryDict) -> CorrectForm | None:
    """Keep what was sent; return the form where something in it is wrong.

    Raises No for a topic that is none.
    """
    if "others" not in sent:
        label(actor, text, head="topic", label=sent.get("topic", ""))
        return None
    form = CorrectForm(sent, text=text)
    if not form.is_valid():
        return form
    for head, said in form.corrected():
        label(actor, text, head=head, label=said)
    return None
