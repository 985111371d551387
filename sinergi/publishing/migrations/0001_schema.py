import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('publishing', '0001_initial'), ('publishing', '0002_files_and_topics'), ('publishing', '0003_checks')]

    initial = True

    dependencies = [
        ('networks', '0001_schema'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='units.unit')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('sent_back', 'Sent back'), ('scheduled', 'Scheduled'), ('sending', 'Going out'), ('published', 'Published'), ('partly', 'Partly published'), ('unsure', 'To be checked'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='draft', max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created', models.DateTimeField()),
                ('changed', models.DateTimeField()),
            ],
            options={
                'ordering': ['-changed', '-id'],
                'indexes': [models.Index(fields=['-changed', '-id'], name='post_newest'), models.Index(fields=['unit', '-changed', '-id'], name='post_newest_of_unit'), models.Index(fields=['state', '-changed', '-id'], name='post_newest_in_state'), models.Index(fields=['unit', 'state', '-changed', '-id'], name='post_newest_of_both')],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='publishing.post')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('version', models.PositiveIntegerField()),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('requested_at', models.DateTimeField()),
                ('wish', models.DateTimeField(null=True)),
                ('note', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('approved', 'Approved'), ('sent_back', 'Sent back'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10)),
                ('due', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('asked', models.JSONField(default=list)),
                ('fingerprint', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['requested_at', 'id'],
                'indexes': [models.Index(fields=['state', 'requested_at', 'id'], name='approval_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('post',), name='approval_one_waiting'), models.UniqueConstraint(condition=models.Q(('state', 'approved')), fields=('post',), name='approval_one_valid'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('requested_by')), _negated=True), _connector='OR'), name='approval_not_ones_own'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'sent_back']), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='approval_decided_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('due__isnull', False), _connector='OR'), name='approval_has_a_time')],
            },
        ),
        migrations.CreateModel(
            name='PostMedia',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='media', to='publishing.post')),
                ('order', models.PositiveSmallIntegerField()),
                ('file', models.CharField(max_length=300)),
                ('name', models.CharField(max_length=200)),
                ('mime', models.CharField(max_length=60)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('alt', models.TextField(blank=True)),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('seconds', models.FloatField(default=0.0)),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('post', 'order'), name='post_media_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='publishing.post')),
                ('version', models.PositiveIntegerField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('title', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('targets', models.JSONField(default=list)),
                ('media', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['-version'],
                'constraints': [models.UniqueConstraint(fields=('post', 'version'), name='revision_once')],
            },
        ),
        migrations.CreateModel(
            name='MediaFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=64)),
                ('recipe', models.CharField(blank=True, max_length=60)),
                ('state', models.CharField(choices=[('preparing', 'Being prepared'), ('ready', 'Ready'), ('failed', 'Failed')], default='preparing', max_length=10)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('seen', models.DateTimeField()),
                ('problem', models.JSONField(default=dict)),
                ('origin', models.CharField(blank=True, max_length=300)),
                ('origin_mime', models.CharField(blank=True, max_length=60)),
                ('origin_size', models.PositiveBigIntegerField(default=0)),
                ('file', models.CharField(blank=True, max_length=300)),
                ('mime', models.CharField(max_length=60)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('seconds', models.FloatField(default=0.0)),
                ('poster', models.CharField(blank=True, max_length=300)),
                ('kept', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['kept', 'seen'], name='media_file_unkept')],
                'constraints': [models.UniqueConstraint(fields=('source', 'recipe'), name='media_file_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(models.Q(('file', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='media_file_ready_has_a_file')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='publishing.post')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='networks.account')),
                ('text', models.TextField(blank=True)),
                ('options', models.JSONField(blank=True, default=dict)),
                ('delivery', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='target', to='networks.delivery')),
                ('made', models.ManyToManyField(related_name='targets', to='publishing.mediafile')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('post', 'account'), name='target_once')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='networks.account')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('remote_id', models.CharField(max_length=300)),
                ('source', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('url', models.URLField(blank=True, max_length=1000)),
                ('at', models.DateTimeField()),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='topics', to='publishing.post')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['unit', '-at'], name='topic_newest_of_unit')],
                'constraints': [models.UniqueConstraint(fields=('account', 'remote_id'), name='topic_once')],
            },
        ),
        migrations.CreateModel(
            name='BlockedWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('words', models.CharField(max_length=120)),
                ('phase', models.CharField(max_length=120)),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['words', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('since__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='blocked_until_after_since')],
            },
        ),
        migrations.CreateModel(
            name='SwitchedOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('rule', models.CharField(max_length=60)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'rule'), name='rule_off_once')],
            },
        ),
    ]
