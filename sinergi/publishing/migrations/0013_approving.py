from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0012_planning")]

    operations = [
        migrations.RemoveConstraint(model_name="policy", name="policy_once_for_an_account"),
        migrations.RemoveConstraint(model_name="policy", name="policy_once_for_an_office"),
        migrations.AddField(
            model_name="approval",
            name="labels",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="label",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("account__isnull", False)),
                fields=("unit", "account", "kind", "label"),
                name="policy_once_for_an_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("account__isnull", True)),
                fields=("unit", "kind", "label"),
                name="policy_once_for_an_office",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("label", ""),
                    models.Q(("nobody", False), models.Q(("kind", "immediate"), _negated=True)),
                    _connector="OR",
                ),
                name="policy_label_asks_for_more",
            ),
        ),
    ]
