"""Personal data in a text: found by valid forms and by the words around them."""

from sinergi.language.writing.personal.finding import find_personal
from sinergi.language.writing.personal.found import Personal
from sinergi.language.writing.personal.masking import mask

__all__ = ["Personal", "find_personal", "mask"]
