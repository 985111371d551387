"""What programs say of files of the media library."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sinergi.publishing.library import aiming, rules
from sinergi.web.api.shapes import Day, IdIn, Said, YesNo, words

Token = Annotated[str, words(4000, 1)]
Percent = Annotated[int, Field(ge=0, le=100, strict=True)]
Description = Annotated[str, words(rules.LONGEST_DESCRIPTION)]


class FileIn(Said):
    """What is said of a file. ``descriptions`` in other languages, by their codes (su, en).

    ``poster``: people read words in it; null: nobody said.
    """

    title: Annotated[str, words(200)] = ""
    description: Description = ""
    descriptions: Annotated[dict[str, Description], Field(max_length=2)] = {}
    tags: Annotated[list[Annotated[str, words(rules.LONGEST_TAG)]], Field(max_length=20)] = []
    maker: Annotated[str, words(200)] = ""
    source: Annotated[str, words(500)] = ""
    licence: Literal["unsaid", "own", "licensed", "public", "cc", "letter"] = "unsaid"
    licence_until: Day | None = None
    attribution: Annotated[str, words(300)] = ""
    letter: Annotated[str, words(300)] = ""
    consent: Literal["unsaid", "nobody", "crowd", "given"] = "unsaid"
    consent_note: Annotated[str, words(300)] = ""
    minor: YesNo = False
    since: Day | None = None
    until: Day | None = None
    shared: YesNo = False
    poster: YesNo | None = None


class NewFileIn(FileIn):
    """``token``: of a file that `POST /media` took. ``unit``: the office whose library it is."""

    unit: IdIn
    token: Token


class EditedFileIn(FileIn):
    """``version`` as you read it; refused when somebody changed it after that."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1, strict=True)]


class NewerFileIn(Said):
    token: Token


class WithdrawFileIn(Said):
    reason: Annotated[str, words(300, 1)]


class FocusIn(Said):
    """What must stay to be seen, in percent from the left and from the top."""

    x: Percent
    y: Percent


class CropIn(FocusIn):
    """``size``: how much of the largest piece of that shape is taken, in percent."""

    shape: Literal["square", "portrait", "tall", "wide"]
    size: Annotated[int, Field(ge=aiming.LEAST_SIZE, le=aiming.WHOLE, strict=True)] = aiming.WHOLE


class CropsIn(Said):
    """All crops of a file: those that are not named are none."""

    focus: FocusIn | None = None
    crops: Annotated[list[CropIn], Field(max_length=4)] = []
