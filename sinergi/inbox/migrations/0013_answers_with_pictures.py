from django.db import migrations, models

MEDIA = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))


class Migration(migrations.Migration):
    """Drafts and what waits for a second person may carry pictures."""

    dependencies = [("inbox", "0012_links")]

    operations = [
        migrations.AddField("draft", "media", MEDIA.clone()),
        migrations.AddField("proposal", "media", MEDIA.clone()),
    ]
