import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('head', models.CharField(max_length=12)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('chosen', models.JSONField(default=list)),
                ('skipped', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='RuleSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('text', models.TextField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Text',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('origin', models.CharField(max_length=100, unique=True)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('decisions', models.JSONField(default=dict)),
                ('danger', models.BooleanField(default=False)),
                ('read_at', models.DateTimeField(null=True)),
                ('read_by', models.CharField(blank=True, max_length=200)),
                ('holder', models.CharField(blank=True, max_length=100)),
                ('lease', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['id'], name='text_to_read'), models.Index(fields=['unit', '-id'], name='text_newest_of_unit'), models.Index(condition=models.Q(('danger', True)), fields=['id'], name='text_of_danger')],
            },
        ),
        migrations.CreateModel(
            name='Label',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labels', to='understanding.text')),
                ('head', models.CharField(max_length=12)),
                ('label', models.CharField(max_length=60)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('source', models.CharField(choices=[('key', 'One key'), ('round', 'Round'), ('import', 'Import')], max_length=6)),
                ('frozen', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('text', 'head', 'by'), name='label_once_a_person')],
            },
        ),
        migrations.CreateModel(
            name='OfficeModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('head', models.CharField(max_length=12)),
                ('version', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('training', 'Being trained'), ('ready', 'Ready'), ('refused', 'Worse than before'), ('active', 'Reads now'), ('retired', 'Retired'), ('failed', 'Failed')], default='training', max_length=8)),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='understanding.officemodel')),
                ('weights', models.BinaryField(default=bytes)),
                ('figures', models.JSONField(default=dict)),
                ('done', models.PositiveSmallIntegerField(default=0)),
                ('of', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.JSONField(default=list)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('touched', models.DateTimeField()),
                ('promoted_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-version'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'head', 'version'), name='model_version_once'), models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('unit', 'head'), name='model_active_once'), models.UniqueConstraint(condition=models.Q(('state', 'training')), fields=('unit', 'head'), name='model_training_once')],
            },
        ),
    ]
