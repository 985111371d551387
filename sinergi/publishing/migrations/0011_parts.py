from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0010_library")]

    operations = [
        migrations.AddField(
            model_name='target',
            name='comment',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='target',
            name='numbered',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
