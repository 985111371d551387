from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inbox", "0008_election_claims_keeping")]

    operations = [
        migrations.AddField(
            model_name="hoax",
            name="reopened_at",
            field=models.DateTimeField(null=True),
        ),
    ]
