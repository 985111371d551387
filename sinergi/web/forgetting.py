"""What pages and programs leave behind that nobody will ask for again.

Beside the API, not in it: the clock's process needs none of what the API is made of (13 MB).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sinergi.web.models import IdempotencyRecord

#: How long an answer to a request with an Idempotency-Key is kept.
KEPT = timedelta(days=2)


def forget(now: datetime) -> int:
    """Drop the answers nobody will ask for again; return how many."""
    dropped, _ = IdempotencyRecord.objects.filter(created__lt=now - KEPT).delete()
    return dropped
