from django.db import migrations, models

from sinergi.inbox.models.conversations import District

FILTERED = (
    "unit", "open", "spam", "danger", "state", "matter", "kind", "topic", "place", "account",
    "assigned_to", "due_at",
)  # fmt: skip
PLACED = ("waiting_since", "unit", "open", "spam", "danger", "topic", "place")


class Migration(migrations.Migration):
    """Indexes that answer what a list of few asks without a look into the table."""

    dependencies = [("inbox", "0009_answering")]

    operations = [
        migrations.RemoveIndex("conversation", "conversation_of_place"),
        migrations.RemoveIndex("conversation", "conversation_waiting"),
        migrations.RemoveIndex("conversation", "conversation_due"),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=["due_at", "id", "last_at", "soon_at", "waiting_since", *FILTERED[:-1]],
                condition=models.Q(open=True, due_at__isnull=False),
                name="conversation_ends",
            ),
        ),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=["-last_at", "-id", "waiting_since", *FILTERED],
                condition=models.Q(open=True, waiting_since__isnull=False),
                name="conversation_waits",
            ),
        ),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=["-last_at", "-id", "unit", "open", "waiting_since", "assigned_to"],
                condition=models.Q(spam=True),
                name="conversation_spam",
            ),
        ),
        migrations.AddIndex(
            "conversation",
            models.Index(
                District("place"),
                models.F("last_at").desc(),
                models.F("id").desc(),
                *PLACED,
                condition=~models.Q(place=""),
                name="conversation_in_place",
            ),
        ),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=["unit", "-last_at", "-id"],
                condition=models.Q(open=True, spam=False),
                name="conversation_open_of_unit",
            ),
        ),
    ]
