from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sinergi.inbox.models.conversations import District
from sinergi.inbox.search import index

FILTERED = (
    "unit", "open", "spam", "danger", "state", "matter", "kind", "topic", "place", "account",
    "assigned_to", "due_at",
)  # fmt: skip
PLACED = ("waiting_since", "unit", "open", "spam", "danger", "topic", "place")


def forget(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have PostgreSQL take all messages into the index of words again, by blocks: its triggers are
    down, and what is missing comes in when they are put up."""
    if schema_editor.connection.vendor == "postgresql":
        index.empty()


class Migration(migrations.Migration):
    """Indexes that answer what a list of few asks without a look into the table."""

    dependencies = [("inbox", "0009_answering")]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex("conversation", "conversation_of_place"),
        migrations.RemoveIndex("conversation", "conversation_waiting"),
        migrations.RemoveIndex("conversation", "conversation_due"),
        migrations.RemoveIndex("conversation", "conversation_of_topic"),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=["topic", "-opened_at", "-id", "signature", "place", "alike"],
                condition=~models.Q(signature=0) & models.Q(spam=False),
                name="conversation_voices",
            ),
        ),
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
