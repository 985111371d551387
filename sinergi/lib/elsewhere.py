"""What a person had on their page is with somebody else by now."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class Elsewhere(PermissionDenied):
    """It was theirs and is not any more: where it is as far as they may know, in words for them,
    and the address of a page (``back``) from which they go on. ``hidden``: they may not even see it
    any more, so it is not found, as by every other door."""

    def __init__(self, title: str, text: str, back: str, *, hidden: bool = False) -> None:
        super().__init__(text)
        self.title, self.text, self.back, self.hidden = title, text, back, hidden
        #: Its name in the API.
        self.problem = "not-found" if hidden else "forbidden"
