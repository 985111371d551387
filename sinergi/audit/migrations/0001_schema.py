from django.db import migrations, models

from sinergi.audit import guard


class Migration(migrations.Migration):

    replaces = [('audit', '0001_initial'), ('audit', '0002_guard')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('seq', models.BigIntegerField(default=0)),
                ('hash', models.CharField(max_length=64)),
                ('seal', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_index=True)),
                ('actor_id', models.BigIntegerField(db_index=True, null=True)),
                ('actor_name', models.CharField(blank=True, max_length=200)),
                ('verb', models.CharField(max_length=60)),
                ('object_type', models.CharField(blank=True, max_length=60)),
                ('object_id', models.CharField(blank=True, max_length=40)),
                ('object_name', models.CharField(blank=True, max_length=200)),
                ('unit_id', models.BigIntegerField(db_index=True, null=True)),
                ('data', models.JSONField(default=dict)),
                ('door', models.CharField(max_length=20)),
                ('ip', models.CharField(blank=True, max_length=45)),
                ('device', models.CharField(blank=True, max_length=200)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['-seq'],
                'indexes': [models.Index(fields=['object_type', 'object_id'], name='audit_object')],
            },
        ),
        migrations.RunPython(
            lambda apps, schema_editor: guard.place(schema_editor.connection),
            lambda apps, schema_editor: guard.lift(schema_editor.connection),
        ),
    ]
