from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0002_sign_in_ends'),
    ]

    operations = [
        migrations.AlterField(
            model_name='delivery',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('unsure', 'Unsure'), ('by_hand', 'By hand'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='waiting', max_length=10),
        ),
    ]
