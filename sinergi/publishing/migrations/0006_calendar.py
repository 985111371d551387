from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def planned(apps: Any, schema_editor: Any) -> None:
    """Give posts of before their time: the one approved for, else the one asked for."""
    Post, Approval = apps.get_model("publishing", "Post"), apps.get_model("publishing", "Approval")
    for state, at in (("waiting", "wish"), ("approved", "due")):
        rows = Approval.objects.filter(post=models.OuterRef("pk"), state=state)
        found = models.Subquery(rows.values(at)[:1])
        there = Approval.objects.filter(state=state, **{f"{at}__isnull": False})
        Post.objects.filter(pk__in=there.values("post")).update(planned_at=found)


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0002_sign_in_ends"),
        ("units", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("publishing", "0005_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('time', models.TimeField()),
            ],
            options={
                'ordering': ['account', 'weekday', 'time'],
            },
        ),
        migrations.AddField(
            model_name='post',
            name='assigned_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='post',
            name='planned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='series_day',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='weighed',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('import', 'A plan from a file'), ('move', 'Move by days'), ('label', 'Add a label'), ('unlabel', 'Remove a label'), ('assign', 'Give to somebody'), ('cancel', 'Cancel')], max_length=8)),
                ('at', models.DateTimeField()),
                ('asked', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('running', 'Being done'), ('done', 'Done'), ('undoing', 'Being taken back'), ('undone', 'Taken back')], default='running', max_length=8)),
                ('seen', models.DateTimeField()),
                ('ended', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='BatchItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('values', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('failed', 'Failed'), ('undone', 'Taken back'), ('kept', 'Stays as it is')], default='waiting', max_length=8)),
                ('problem', models.JSONField(default=dict)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='publishing.batch')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='publishing.post')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made', models.DateTimeField()),
                ('revoked', models.DateTimeField(null=True)),
                ('last_used', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Clash',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('near', 'Close together on one account'), ('alike', 'Nearly the same in one district on one day')], max_length=5)),
                ('at', models.DateTimeField()),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='publishing.post')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='publishing.post')),
            ],
        ),
        migrations.CreateModel(
            name='Occasion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('campaign', 'Campaign'), ('day', "Day of the office's own"), ('event', 'Event')], max_length=10)),
                ('name', models.CharField(max_length=120)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['first', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PostLabel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labels', to='publishing.post')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('every', models.CharField(choices=[('week', 'Every week'), ('month', 'Every month')], max_length=5)),
                ('days', models.JSONField()),
                ('time', models.TimeField()),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('made_until', models.DateField(null=True)),
                ('made', models.DateTimeField()),
                ('ended', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='publishing.post')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='post',
            name='series',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='posts', to='publishing.series'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['planned_at', 'unit', 'state'], name='post_planned'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('series', 'series_day'), name='post_of_a_series_once'),
        ),
        migrations.AddField(
            model_name='slot',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='networks.account'),
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(condition=models.Q(('state__in', ['running', 'undoing'])), fields=['seen'], name='batch_of_posts_going_on'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'undone']), _negated=True), ('ended__isnull', False), _connector='OR'), name='batch_of_posts_ended_at'),
        ),
        migrations.AddIndex(
            model_name='batchitem',
            index=models.Index(fields=['batch', 'state', 'number'], name='batch_item_to_do'),
        ),
        migrations.AddConstraint(
            model_name='batchitem',
            constraint=models.UniqueConstraint(fields=('batch', 'number'), name='batch_item_once'),
        ),
        migrations.AddConstraint(
            model_name='calendarfeed',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked', None)), fields=('user',), name='calendar_feed_one_alive'),
        ),
        migrations.AddIndex(
            model_name='clash',
            index=models.Index(fields=['at'], name='clash_when'),
        ),
        migrations.AddConstraint(
            model_name='clash',
            constraint=models.UniqueConstraint(fields=('first', 'second', 'kind'), name='clash_once'),
        ),
        migrations.AddConstraint(
            model_name='clash',
            constraint=models.CheckConstraint(condition=models.Q(('second__gt', models.F('first'))), name='clash_of_two_in_order'),
        ),
        migrations.AddIndex(
            model_name='occasion',
            index=models.Index(fields=['last', 'first'], name='occasion_days'),
        ),
        migrations.AddConstraint(
            model_name='occasion',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='occasion_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='postlabel',
            index=models.Index(fields=['name', 'post'], name='post_label_posts'),
        ),
        migrations.AddConstraint(
            model_name='postlabel',
            constraint=models.UniqueConstraint(fields=('post', 'name'), name='post_label_once'),
        ),
        migrations.AddIndex(
            model_name='series',
            index=models.Index(condition=models.Q(('ended', None)), fields=['made_until'], name='series_to_make'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='series_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.UniqueConstraint(fields=('account', 'weekday', 'time'), name='slot_once'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='slot_on_a_weekday'),
        ),
        migrations.RunPython(planned, migrations.RunPython.noop),
    ]
