from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('name', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('holder', models.CharField(blank=True, max_length=100)),
                ('until', models.DateTimeField()),
                ('done', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('name', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('host', models.CharField(max_length=100)),
                ('pid', models.IntegerField()),
                ('started', models.DateTimeField()),
                ('seen', models.DateTimeField(db_index=True)),
                ('stopped', models.DateTimeField(null=True)),
            ],
        ),
    ]
