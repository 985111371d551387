"""How fast one token may ask: SINERGI_API_RATE requests in each minute of the clock.

Counted in Redis where there is one, else in each web process: a count in the database would make
every read a write.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache

from sinergi.lib.text import say
from sinergi.web.api.problems import Refused

MINUTE = 60
LOCAL = LocMemCache("api-pace", {"OPTIONS": {"MAX_ENTRIES": 10_000}})


def take(token: int, *, now: datetime) -> None:
    """Count one request. Raises Refused (429, with Retry-After) beyond the rate."""
    minute, gone = divmod(int(now.timestamp()), MINUTE)
    name, store = f"api-pace:{token}:{minute}", _store()
    store.add(name, 0, timeout=2 * MINUTE)
    try:
        count = store.incr(name)
    except ValueError:  # dropped in this moment, because the store was full
        count = 1
    if count > settings.API_RATE:
        wait = MINUTE - gone
        told = say("Wait {seconds} seconds.")
        raise Refused("too-many", told, {"Retry-After": str(wait)}, seconds=wait)


def _store() -> BaseCache:
    shared = settings.CACHES["default"]["BACKEND"].endswith("RedisCache")
    return caches["default"] if shared else LOCAL
