from django.db import migrations

from sinergi.audit import guard


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guard.place(schema_editor.connection),
            lambda apps, schema_editor: guard.lift(schema_editor.connection),
        )
    ]
