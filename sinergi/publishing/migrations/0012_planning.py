import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0001_schema"),
        ("units", "0001_initial"),
        ("publishing", "0011_parts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='occasion',
            name='reminded',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='campaign',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='posts', to='publishing.occasion'),
        ),
        migrations.CreateModel(
            name='Weighed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('posts', models.PositiveIntegerField()),
                ('needed', models.PositiveIntegerField()),
                ('by', models.CharField(blank=True, max_length=20)),
                ('messages', models.PositiveIntegerField(default=0)),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='weighed', to='networks.account')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('needed__gte', 1)), name='weighed_needs_some')],
            },
        ),
        migrations.CreateModel(
            name='GoodHour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('posts', 'Posts did better'), ('public', 'The public wrote')], max_length=6)),
                ('days', models.CharField(choices=[('work', 'Monday to Friday'), ('rest', 'Saturday and Sunday')], max_length=4)),
                ('first', models.PositiveSmallIntegerField()),
                ('end', models.PositiveSmallIntegerField()),
                ('n', models.PositiveIntegerField()),
                ('above', models.PositiveIntegerField(default=0)),
                ('ratio', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('chance', models.FloatField()),
                ('weighed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='publishing.weighed')),
            ],
            options={
                'ordering': ['chance', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('weighed', 'of', 'days', 'first'), name='good_hour_once'),
                    models.CheckConstraint(condition=models.Q(('end__gt', models.F('first')), ('end__lte', 24)), name='good_hour_of_a_day'),
                    models.CheckConstraint(condition=models.Q(('above__lte', models.F('n')), ('n__gte', 1)), name='good_hour_of_some'),
                    models.CheckConstraint(condition=models.Q(('chance__gte', 0.0), ('chance__lte', 1.0)), name='good_hour_chance'),
                ],
            },
        ),
        migrations.CreateModel(
            name='NationalDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.PositiveSmallIntegerField()),
                ('day', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('dropped', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['month', 'day', 'name'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'month', 'day', 'name'), name='national_day_once'), models.CheckConstraint(condition=models.Q(('day__range', (1, 31)), ('month__range', (1, 12))), name='national_day_of_a_year')],
            },
        ),
    ]
