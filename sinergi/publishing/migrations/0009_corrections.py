import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0008_ideas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("in_place", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("of", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="publishing.post")),
                ("post", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="corrects", to="publishing.post")),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="correction_has_a_reason"),
                    models.CheckConstraint(condition=models.Q(("post", models.F("of")), _negated=True), name="correction_of_another"),
                ],
            },
        ),
    ]
