from typing import Any

from django.db import migrations

from sinergi.inbox.search import index


def again(apps: Any, schema_editor: Any) -> None:
    """Have each message found by the offices above its own, too."""
    index.rebuild()


class Migration(migrations.Migration):

    dependencies = [
        ("inbox", "0020_mine"),
    ]

    operations = [migrations.RunPython(again, migrations.RunPython.noop)]
