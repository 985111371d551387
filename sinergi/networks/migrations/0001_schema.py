import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('networks', '0001_initial'), ('networks', '0002_initial'), ('networks', '0003_closed_networks'), ('networks', '0004_records')]

    initial = True

    dependencies = [
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='units.unit')),
                ('network', models.SlugField(max_length=40)),
                ('handle', models.CharField(max_length=200)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owned_accounts', to=settings.AUTH_USER_MODEL)),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('state', models.CharField(choices=[('connected', 'Connected'), ('signed_out', 'Signed out'), ('closed', 'Disconnected')], default='connected', max_length=12)),
                ('credentials', models.BinaryField()),
                ('by_hand', models.BooleanField(default=False)),
                ('remote_id', models.CharField(blank=True, max_length=200)),
                ('issued', models.DateTimeField(null=True)),
                ('token_expires', models.DateTimeField(blank=True, null=True)),
                ('told_days', models.PositiveSmallIntegerField(null=True)),
                ('scopes', models.JSONField(default=list)),
                ('limits', models.JSONField(default=dict)),
                ('options', models.JSONField(default=list)),
                ('missing', models.JSONField(default=list)),
                ('connected_at', models.DateTimeField()),
                ('next_care', models.DateTimeField(db_index=True, null=True)),
                ('renew_at', models.DateTimeField(null=True)),
                ('care_holder', models.CharField(blank=True, max_length=100)),
                ('care_lease', models.DateTimeField(null=True)),
                ('cursor', models.CharField(blank=True, max_length=500)),
                ('next_listen', models.DateTimeField(db_index=True, null=True)),
                ('listen_holder', models.CharField(blank=True, max_length=100)),
                ('listen_lease', models.DateTimeField(null=True)),
                ('last_read', models.DateTimeField(null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.JSONField(default=dict)),
                ('quiet_until', models.DateTimeField(null=True)),
                ('budget', models.PositiveBigIntegerField(null=True)),
            ],
            options={
                'ordering': ['unit__code', 'network', 'handle'],
                'indexes': [models.Index(condition=models.Q(('remote_id', ''), _negated=True), fields=['network', 'remote_id'], name='account_named_by_network')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'closed'), _negated=True), fields=('network', 'handle'), name='account_connected_once')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='networks.account')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('kind', models.CharField(choices=[('post', 'Post'), ('reply', 'Reply')], max_length=8)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', models.TextField()),
                ('media', models.JSONField(default=list)),
                ('options', models.JSONField(default=dict)),
                ('reply_to', models.CharField(blank=True, max_length=300)),
                ('to', models.CharField(blank=True, max_length=300)),
                ('direct', models.BooleanField(default=False)),
                ('fingerprint', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('unsure', 'Unsure'), ('by_hand', 'By hand'), ('cancelled', 'Cancelled')], default='waiting', max_length=10)),
                ('due', models.DateTimeField()),
                ('next_try', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('looks', models.PositiveSmallIntegerField(default=0)),
                ('renewals', models.PositiveSmallIntegerField(default=0)),
                ('holder', models.CharField(blank=True, max_length=100)),
                ('lease', models.DateTimeField(null=True)),
                ('progress', models.JSONField(default=dict)),
                ('committed_at', models.DateTimeField(null=True)),
                ('problem', models.JSONField(default=dict)),
                ('remote_id', models.CharField(blank=True, max_length=300)),
                ('url', models.URLField(blank=True, max_length=1000)),
                ('sent_at', models.DateTimeField(null=True)),
                ('receipts', models.JSONField(default=dict)),
                ('created', models.DateTimeField()),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-due', '-id'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['next_try', 'id'], name='delivery_open'), models.Index(fields=['account', 'state', 'next_try'], name='delivery_of_account')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('remote_id', ''), _negated=True), fields=('account', 'remote_id'), name='delivery_remote_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='delivery_sent_has_time')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='networks.delivery')),
                ('number', models.PositiveSmallIntegerField()),
                ('started', models.DateTimeField()),
                ('ended', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=20)),
                ('problem', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SignInAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=64, unique=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
                ('network', models.SlugField(max_length=40)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='networks.account')),
                ('secret', models.BinaryField()),
                ('offered', models.BooleanField(default=False)),
                ('created', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='NetworkApp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('network', models.SlugField(max_length=40, unique=True)),
                ('answers', models.BinaryField()),
                ('changed', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='NetworkCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('network', models.SlugField(max_length=40)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='networks.account')),
                ('body', models.BinaryField()),
                ('received', models.DateTimeField()),
                ('next_try', models.DateTimeField(db_index=True, null=True)),
                ('lease', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Spending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spendings', to='networks.account')),
                ('month', models.DateField()),
                ('spent', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'ordering': ['-month'],
                'constraints': [models.UniqueConstraint(fields=('account', 'month'), name='spending_once_a_month')],
            },
        ),
        migrations.CreateModel(
            name='AccountRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='record', to='networks.account')),
                ('decree', models.CharField(blank=True, max_length=120)),
                ('decree_date', models.DateField(blank=True, null=True)),
                ('recovery_email', models.CharField(blank=True, choices=[('', 'Not known'), ('office', "The office's"), ('private', "Somebody's own"), ('none', 'None')], max_length=8)),
                ('recovery_phone', models.CharField(blank=True, choices=[('', 'Not known'), ('office', "The office's"), ('private', "Somebody's own"), ('none', 'None')], max_length=8)),
                ('second_factor', models.CharField(blank=True, choices=[('', 'Not known'), ('app', 'Authenticator app'), ('key', 'Passkey or security key'), ('sms', 'Text message'), ('none', 'None')], max_length=4)),
                ('device', models.CharField(blank=True, max_length=120)),
                ('device_owner', models.CharField(blank=True, choices=[('', 'Not known'), ('office', "The office's"), ('private', "Somebody's own"), ('none', 'None')], max_length=8)),
                ('verified', models.BooleanField(default=False)),
                ('public', models.BooleanField(default=True)),
                ('note', models.TextField(blank=True)),
                ('checked_at', models.DateTimeField(null=True)),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
