import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('inbox', '0001_initial'), ('inbox', '0002_persons'), ('inbox', '0003_hiding'), ('inbox', '0004_understanding')]

    initial = True

    dependencies = [
        ('networks', '0001_schema'),
        ('understanding', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conversations', to='networks.account')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conversations', to='units.unit')),
                ('kind', models.CharField(choices=[('comment', 'Comment'), ('mention', 'Mention'), ('direct', 'Direct message'), ('review', 'Review')], max_length=8)),
                ('root', models.CharField(max_length=300)),
                ('handle', models.CharField(max_length=200)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.delivery')),
                ('state', models.CharField(choices=[('open', 'Open'), ('done', 'Done')], default='open', max_length=4)),
                ('assigned_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_at', models.DateTimeField()),
                ('waiting_since', models.DateTimeField(null=True)),
                ('last_at', models.DateTimeField()),
                ('last_text', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['-last_at', '-id'],
                'indexes': [models.Index(fields=['-last_at', '-id'], name='conversation_newest'), models.Index(fields=['unit', '-last_at', '-id'], name='conversation_newest_of_unit'), models.Index(fields=['state', '-last_at', '-id'], name='conversation_newest_in_state'), models.Index(fields=['assigned_to', '-last_at', '-id'], name='conversation_of_person'), models.Index(condition=models.Q(('state', 'open'), ('waiting_since__isnull', False)), fields=['unit', 'waiting_since'], name='conversation_waiting')],
                'constraints': [models.UniqueConstraint(fields=('account', 'handle', 'root'), name='conversation_once')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='inbox.conversation')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.account')),
                ('direction', models.CharField(choices=[('in', 'From the public'), ('out', 'From us')], max_length=3)),
                ('remote_id', models.CharField(blank=True, max_length=300)),
                ('in_reply_to', models.CharField(blank=True, max_length=300)),
                ('person', models.CharField(blank=True, max_length=300)),
                ('attachments', models.JSONField(default=list)),
                ('text', models.TextField()),
                ('url', models.URLField(blank=True, max_length=1000)),
                ('at', models.DateTimeField()),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('delivery', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='message', to='networks.delivery')),
                ('understood', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='message', to='understanding.text')),
                ('hiding', models.CharField(blank=True, choices=[('', 'Shown'), ('hiding', 'Being hidden'), ('hidden', 'Hidden from the public'), ('showing', 'Being shown again')], max_length=8)),
                ('problem', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('remote_id', ''), _negated=True), fields=('account', 'remote_id'), name='message_once'), models.CheckConstraint(condition=models.Q(models.Q(('author', None), ('delivery', None), ('direction', 'in')), models.Q(('author__isnull', False), ('delivery__isnull', False), ('direction', 'out')), _connector='OR'), name='message_ours_has_an_author')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='inbox.conversation')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]
