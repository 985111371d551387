from __future__ import annotations

from django.db import models


class Worker(models.Model):
    """A process that does background work. Alive while ``seen`` is young."""

    name = models.CharField(max_length=100, primary_key=True)
    host = models.CharField(max_length=100)
    pid = models.IntegerField()
    started = models.DateTimeField()
    seen = models.DateTimeField(db_index=True)
    stopped = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Lease(models.Model):
    """Something only one process may do at a time: the clock, a token refresh, a periodic act."""

    name = models.CharField(max_length=100, primary_key=True)
    holder = models.CharField(max_length=100, blank=True)
    until = models.DateTimeField()
    #: When the periodic act behind this lease last ended well; empty for plain leases.
    done = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
