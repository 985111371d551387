from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0013_approving")]

    operations = [
        migrations.AlterField(
            model_name="batch",
            name="act",
            field=models.CharField(
                choices=[
                    ("import", "A plan from a file"),
                    ("move", "Move by days"),
                    ("label", "Add a label"),
                    ("unlabel", "Remove a label"),
                    ("assign", "Give to somebody"),
                    ("campaign", "Put into a campaign"),
                    ("cancel", "Cancel"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="postmedia",
            name="part",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="wording",
            name="comment",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="wording",
            name="numbered",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "template"),
                    models.Q(("comment", ""), ("numbered", False)),
                    _connector="OR",
                ),
                name="wording_snippet_is_words_alone",
            ),
        ),
    ]
