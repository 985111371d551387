import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('short', models.CharField(blank=True, max_length=60)),
                ('kind', models.CharField(choices=[('regency', 'Regency'), ('communications', 'Communications office'), ('secretariat', 'Secretariat'), ('agency', 'Agency'), ('board', 'Board'), ('inspectorate', 'Inspectorate'), ('hospital', 'Hospital'), ('district', 'District'), ('urban_village', 'Urban village'), ('village', 'Village'), ('other', 'Other office')], max_length=20)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='units.unit')),
                ('path', models.CharField(db_index=True, max_length=200)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('hours', models.JSONField(blank=True, default=dict)),
                ('always_open', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_from', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='unit_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='units.unit')),
                ('name', models.CharField(max_length=200)),
                ('until', models.DateField(blank=True, null=True)),
                ('basis', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='units.unit')),
                ('role', models.CharField(choices=[('admin', 'Admin'), ('approver', 'Approver'), ('coordinator', 'Coordinator'), ('leader', 'Leader'), ('auditor', 'Auditor'), ('operator', 'Operator')], max_length=20)),
                ('decree', models.CharField(blank=True, max_length=120)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('ended', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['unit__code', 'role'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='appointment_ends_after_it_begins'), models.UniqueConstraint(fields=('user', 'unit', 'role', 'valid_from'), name='appointment_once')],
            },
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='units.unit')),
                ('name', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'name'), name='alias_once')],
            },
        ),
    ]
