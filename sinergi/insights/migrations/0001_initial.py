import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('networks', '0001_schema'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figure_imports', to='networks.account')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('name', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('open', 'Being checked'), ('running', 'Being imported'), ('done', 'Imported'), ('failed', 'Not imported')], default='open', max_length=8)),
                ('kind', models.CharField(max_length=40)),
                ('table', models.JSONField(default=dict)),
                ('mapping', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['kind', 'state', '-id'], name='import_of_kind')],
            },
        ),
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='networks.account')),
                ('delivery', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='samples', to='networks.delivery')),
                ('remote_id', models.CharField(blank=True, max_length=300)),
                ('metric', models.CharField(max_length=60)),
                ('value', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('seen', models.DateTimeField()),
                ('source', models.CharField(choices=[('network', 'Told by the network'), ('csv', 'From a file')], max_length=8)),
                ('newest', models.BooleanField(default=False)),
                ('imported', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='samples', to='insights.import')),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [models.Index(fields=['delivery', 'metric', 'at'], name='sample_of_delivery')],
                'constraints': [models.UniqueConstraint(fields=('account', 'remote_id', 'metric', 'source', 'at'), name='sample_once'), models.UniqueConstraint(condition=models.Q(('newest', True)), fields=('account', 'remote_id', 'metric'), name='sample_one_newest'), models.CheckConstraint(condition=models.Q(('seen__gte', models.F('at'))), name='sample_seen_after_at')],
            },
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='watch', to='networks.account')),
                ('next_look', models.DateTimeField(db_index=True)),
                ('holder', models.CharField(blank=True, max_length=100)),
                ('lease', models.DateTimeField(null=True)),
                ('account_at', models.DateTimeField(null=True)),
                ('posts_at', models.DateTimeField(null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.JSONField(default=dict)),
            ],
        ),
    ]
