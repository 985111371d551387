from __future__ import annotations

from django.db import models

from sinergi.networks.models.accounts import Account


class NetworkApp(models.Model):
    """What a network gave whoever runs this installation: ids and secrets of the app.

    ``answers`` is encrypted and read by the gateway alone; ``About.app`` says what is in it.
    """

    network = models.SlugField(max_length=40, unique=True)
    answers = models.BinaryField()
    changed = models.DateTimeField()

    def __str__(self) -> str:
        return self.network


class Spending(models.Model):
    """What an account cost in one month (its first day), in millionths of a US dollar."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="spendings")
    month = models.DateField()
    spent = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["account", "month"], name="spending_once_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m}"


class NetworkCall(models.Model):
    """A genuine call of a network that nobody has read yet; read ones are deleted.

    ``account`` is set where the address it came to is one account's own.
    """

    network = models.SlugField(max_length=40)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    body = models.BinaryField()
    received = models.DateTimeField()
    next_try = models.DateTimeField(null=True, db_index=True)
    lease = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.network} {self.received:%Y-%m-%d %H:%M}"
