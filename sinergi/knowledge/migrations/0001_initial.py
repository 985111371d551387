import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('units', '0002_working_days'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('reach', models.CharField(choices=[('office', 'This office and those under it'), ('everywhere', 'Every office')], default='office', max_length=10)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('verified', 'Verified'), ('withdrawn', 'Withdrawn')], default='draft', max_length=9)),
                ('question', models.CharField(max_length=300)),
                ('valid_until', models.DateField(null=True)),
                ('changed', models.DateTimeField()),
                ('told_days', models.SmallIntegerField(null=True)),
                ('indexed', models.CharField(blank=True, max_length=16)),
            ],
            options={
                'ordering': ['-changed', '-id'],
                'indexes': [models.Index(fields=['-changed', '-id'], name='answer_newest'), models.Index(fields=['unit', '-changed', '-id'], name='answer_newest_of_unit'), models.Index(condition=models.Q(('state', 'verified')), fields=['valid_until'], name='answer_ending')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), _negated=True), ('valid_until__isnull', False), _connector='OR'), name='answer_verified_has_an_end')],
            },
        ),
        migrations.CreateModel(
            name='Label',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labels', to='knowledge.answer')),
                ('name', models.CharField(db_index=True, max_length=40)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('answer', 'name'), name='answer_label_once')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='knowledge.answer')),
                ('term', models.CharField(max_length=40)),
                ('place', models.BigIntegerField()),
                ('weight', models.PositiveSmallIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['term', 'place', 'answer', 'weight'], name='answer_of_term'), models.Index(fields=['answer', 'term', 'weight'], name='term_of_answer')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='knowledge.answer')),
                ('number', models.PositiveIntegerField()),
                ('questions', models.JSONField()),
                ('text', models.TextField()),
                ('shorts', models.JSONField(default=dict)),
                ('variants', models.JSONField(default=dict)),
                ('labels', models.JSONField(default=list)),
                ('reach', models.CharField(choices=[('office', 'This office and those under it'), ('everywhere', 'Every office')], max_length=10)),
                ('source', models.CharField(max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('valid_until', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verified_at', models.DateTimeField(null=True)),
                ('sent_back', models.CharField(blank=True, max_length=500)),
                ('sent_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('forms', models.JSONField(default=list)),
                ('holds', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('answer', 'number'), name='answer_version_once'), models.UniqueConstraint(condition=models.Q(('holds', True)), fields=('answer',), name='answer_holds_one'), models.CheckConstraint(condition=models.Q(('verified_by', None), models.Q(('verified_by', models.F('by')), _negated=True), _connector='OR'), name='answer_verified_by_another'), models.CheckConstraint(condition=models.Q(('holds', False), ('verified_by__isnull', False), _connector='OR'), name='answer_holds_when_verified')],
            },
        ),
        migrations.CreateModel(
            name='Use',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='knowledge.version')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('origin', models.CharField(max_length=100)),
                ('url', models.CharField(max_length=300)),
                ('public', models.BooleanField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('correction', models.CharField(blank=True, choices=[('', 'Nothing to do'), ('look', 'To look at'), ('corrected', 'Corrected'), ('left', 'Left as it is')], max_length=9)),
                ('since', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(condition=models.Q(('correction', 'look')), fields=['unit', 'since'], name='use_to_look_at')],
                'constraints': [models.UniqueConstraint(fields=('version', 'origin'), name='use_once')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='knowledge.version')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('origin', models.CharField(max_length=100)),
                ('url', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('granted', 'Granted'), ('refused', 'Refused'), ('used', 'Used')], default='waiting', max_length=8)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['unit'], name='release_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('version', 'origin'), name='release_asked_once'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='release_by_another')],
            },
        ),
    ]
