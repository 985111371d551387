from typing import Any

from django.db import migrations

from sinergi.inbox.search import index


def make(apps: Any, schema_editor: Any) -> None:
    """Make the table of words; it is filled when its triggers are put up."""
    for statement in index.MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    index.lift()
    schema_editor.execute(f"DROP TABLE {index.TABLE}")


class Migration(migrations.Migration):

    dependencies = [
        ("inbox", "0005_desk"),
    ]

    operations = [migrations.RunPython(make, drop)]
