import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0007_composing'),
        ('units', '0002_working_days'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AlertSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('address', models.CharField(max_length=500)),
                ('codes', models.JSONField(blank=True, default=list)),
                ('only', models.JSONField(blank=True, default=list)),
                ('names_us', models.BooleanField(default=False)),
                ('minutes', models.PositiveSmallIntegerField(default=5)),
                ('enabled', models.BooleanField(default=False)),
                ('next_read', models.DateTimeField(null=True)),
                ('last_read', models.DateTimeField(null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.JSONField(blank=True, default=dict)),
                ('validators', models.JSONField(blank=True, default=dict)),
                ('always', models.ManyToManyField(blank=True, related_name='+', to='units.unit')),
                ('enabled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identifier', models.CharField(max_length=300)),
                ('series', models.CharField(blank=True, max_length=300)),
                ('gist', models.CharField(blank=True, max_length=300)),
                ('kind', models.CharField(choices=[('warning', 'Weather warning'), ('forecast', 'Forecast'), ('quake', 'Earthquake'), ('water', 'Level of water')], max_length=10)),
                ('state', models.CharField(choices=[('standing', 'In force'), ('replaced', 'Replaced by a newer one'), ('cancelled', 'Cancelled by its source')], default='standing', max_length=10)),
                ('event', models.CharField(blank=True, max_length=200)),
                ('severity', models.CharField(blank=True, max_length=20)),
                ('headline', models.CharField(blank=True, max_length=500)),
                ('text', models.TextField(blank=True)),
                ('advice', models.TextField(blank=True)),
                ('area', models.CharField(blank=True, max_length=500)),
                ('attribution', models.CharField(blank=True, max_length=100)),
                ('web', models.CharField(blank=True, max_length=500)),
                ('said', models.DateTimeField()),
                ('begins', models.DateTimeField()),
                ('ends', models.DateTimeField()),
                ('heard', models.DateTimeField()),
                ('edge', models.JSONField(blank=True, default=list)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='after', to='publishing.alert')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='alerts', to='publishing.alertsource')),
            ],
            options={
                'ordering': ['-said', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rings', models.JSONField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='area', to='units.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('kind', models.CharField(choices=[('person', 'From a colleague'), ('public', 'From questions of the public'), ('feed', 'From a feed'), ('alert', 'From a warning'), ('year', "From last year's calendar"), ('worked', 'From what worked')], default='person', max_length=10)),
                ('origin', models.CharField(blank=True, max_length=1000)),
                ('mark', models.CharField(blank=True, max_length=200)),
                ('pillar', models.CharField(blank=True, max_length=60)),
                ('audience', models.CharField(blank=True, max_length=200)),
                ('goal', models.CharField(blank=True, max_length=200)),
                ('sheet', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('open', 'Open'), ('picked', 'Picked up'), ('parked', 'Parked'), ('used', 'Used')], default='open', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('created', models.DateTimeField()),
                ('changed', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='idea', to='publishing.post')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ideas', to='units.unit')),
            ],
            options={
                'ordering': ['-changed', '-id'],
            },
        ),
        migrations.CreateModel(
            name='AlertDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('begin', 'Warning'), ('update', 'Correction of what was said'), ('end', 'The warning is over')], default='begin', max_length=10)),
                ('state', models.CharField(choices=[('ready', 'To be looked at'), ('taken', 'Taken'), ('aside', 'Set aside'), ('over', 'Over')], default='ready', max_length=10)),
                ('text', models.TextField()),
                ('brief', models.TextField(blank=True)),
                ('facts', models.JSONField(blank=True, default=dict)),
                ('made', models.DateTimeField()),
                ('ends', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='publishing.alert')),
                ('follows', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='publishing.post')),
                ('post', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='alert_draft', to='publishing.post')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['-made', '-id'],
                'indexes': [models.Index(fields=['unit', 'state', '-made'], name='alert_draft_of_unit'), models.Index(condition=models.Q(('state', 'ready')), fields=['ends'], name='alert_draft_ready_until')],
                'constraints': [models.UniqueConstraint(fields=('alert', 'unit', 'role'), name='alert_draft_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['taken', 'aside']), _negated=True), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='alert_draft_settled_by_somebody')],
            },
        ),
        migrations.AddIndex(
            model_name='alertsource',
            index=models.Index(condition=models.Q(('enabled', True)), fields=['next_read'], name='alert_source_due'),
        ),
        migrations.AddConstraint(
            model_name='alertsource',
            constraint=models.UniqueConstraint(fields=('unit', 'address'), name='alert_source_once'),
        ),
        migrations.AddConstraint(
            model_name='alertsource',
            constraint=models.CheckConstraint(condition=models.Q(('enabled', False), models.Q(('enabled_by__isnull', False), ('next_read__isnull', False)), _connector='OR'), name='alert_source_on_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='alertsource',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 1)), name='alert_source_waits'),
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(fields=['unit', 'series', 'state'], name='alert_of_a_series'),
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(fields=['-said', '-id'], name='alert_newest'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(fields=('unit', 'identifier'), name='alert_once'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gte', models.F('begins'))), name='alert_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='idea',
            index=models.Index(fields=['unit', 'state', '-changed', '-id'], name='idea_board'),
        ),
        migrations.AddConstraint(
            model_name='idea',
            constraint=models.UniqueConstraint(condition=models.Q(('mark', ''), _negated=True), fields=('unit', 'kind', 'mark'), name='idea_of_origin_once'),
        ),
        migrations.AddConstraint(
            model_name='idea',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'picked'), _negated=True), ('holder__isnull', False), _connector='OR'), name='idea_picked_by_one'),
        ),
        migrations.AddConstraint(
            model_name='idea',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'used'), _negated=True), ('used_at__isnull', False), _connector='OR'), name='idea_used_some_day'),
        ),
    ]
