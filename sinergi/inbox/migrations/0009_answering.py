from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inbox", "0008_election_claims_keeping")]

    operations = []
