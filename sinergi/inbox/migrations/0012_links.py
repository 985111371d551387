from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the address of a citizen's thread from the deliveries of our answers, where the
    conversation was emptied before emptying did so itself."""
    said = apps.get_model("inbox", "Message").objects.filter(
        conversation__emptied_at__isnull=False, delivery__isnull=False
    )
    deliveries = apps.get_model("networks", "Delivery").objects.exclude(url="")
    deliveries.filter(pk__in=said.values("delivery")).update(url="")


class Migration(migrations.Migration):
    """No link to a citizen is left in what was emptied."""

    dependencies = [("inbox", "0011_states"), ("networks", "0005_parts")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
