import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0003_held"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="edits",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("state", models.CharField(choices=[("asked", "Being taken down"), ("by_hand", "To be taken down by hand"), ("gone", "Taken down"), ("failed", "Not taken down"), ("unsure", "Not known whether it was taken down")], default="asked", max_length=8)),
                ("problem", models.JSONField(default=dict)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
                ("gone_at", models.DateTimeField(null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("delivery", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="withdrawal", to="networks.delivery")),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="withdrawal_due")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="withdrawal_has_a_reason"),
                    models.CheckConstraint(condition=models.Q(models.Q(("state", "gone"), _negated=True), ("gone_at__isnull", False), _connector="OR"), name="withdrawal_gone_has_a_time"),
                ],
            },
        ),
    ]
