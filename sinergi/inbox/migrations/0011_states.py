import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sinergi.inbox.search import index


def widen(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have PostgreSQL's index of words hold conversations, too: its triggers are down, and all
    messages come in when they are put up."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TABLE {index.TABLE}")
        for statement in index.MAKE["postgresql"]:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    """What an office has in a state, what was said in conversations, and where a danger waits, by
    an index alone."""

    dependencies = [("inbox", "0010_lists")]

    operations = [
        migrations.RunPython(widen, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "conversation",
            "unit",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conversations",
                to="units.unit",
            ),
        ),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=["unit", "state", "id"],
                condition=models.Q(spam=False),
                name="conversation_states",
            ),
        ),
        migrations.RemoveIndex("conversation", "conversation_danger"),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=["-last_at", "-id", "waiting_since", "unit", "open", "spam", "danger"],
                condition=models.Q(open=True, danger=True),
                name="conversation_danger",
            ),
        ),
        migrations.AlterField(
            "message",
            "conversation",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="messages",
                to="inbox.conversation",
            ),
        ),
        migrations.AddIndex(
            "message",
            models.Index(fields=["conversation", "id"], name="message_of_conversation"),
        ),
    ]
