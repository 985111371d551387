"""Words of Django's that its Indonesian says badly: ours stand in their place."""

from __future__ import annotations

from sinergi.lib.text import say

BETTER = (say("Enter a whole number."),)
