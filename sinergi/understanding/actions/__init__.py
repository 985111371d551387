"""What people and other rooms do with texts, labels, rules and models."""

from __future__ import annotations

from sinergi.understanding.actions.labelling import hold, label
from sinergi.understanding.actions.texts import forget, take

__all__ = ["forget", "hold", "label", "take"]
