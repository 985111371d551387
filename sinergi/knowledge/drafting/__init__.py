"""Drafts of replies by a language model, grounded in verified answers alone. Off by default.

A draft is a proposal: nothing here sends, and everything works without it.
"""

from __future__ import annotations

from sinergi.knowledge.drafting.making import Draft, draft, is_on

__all__ = ["Draft", "draft", "is_on"]
