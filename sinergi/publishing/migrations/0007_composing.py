from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def who(related_name: str = "+") -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to=settings.AUTH_USER_MODEL,
    )


def office(related_name: str) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to="units.unit"
    )


def number() -> Any:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def nothing(**more: Any) -> Any:
    return models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), **more)


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0006_calendar"),
    ]

    operations = [
        migrations.AddField("post", "key", models.UUIDField(editable=False, null=True)),
        migrations.AddField(
            "post", "language", models.CharField(db_default="id", default="id", max_length=2)
        ),
        migrations.AddField("post", "translations", nothing(blank=True)),
        migrations.AddField("post", "facts", nothing(blank=True)),
        migrations.AddField("revision", "more", nothing()),
        migrations.AddField(
            "target", "language", models.CharField(blank=True, db_default="", max_length=2)
        ),
        migrations.AddConstraint(
            "post",
            models.UniqueConstraint(fields=("author", "key"), name="post_of_a_form_once"),
        ),
        migrations.CreateModel(
            "Unsaved",
            [
                ("id", number()),
                ("key", models.UUIDField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("base", models.PositiveIntegerField(default=0)),
                ("window", models.CharField(blank=True, max_length=40)),
                ("values", models.JSONField(default=dict)),
                ("media", models.JSONField(default=list)),
                ("at", models.DateTimeField(db_index=True)),
                ("author", who("unsaved")),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsaved",
                        to="publishing.post",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("author", "key"), name="unsaved_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("post__isnull", False)),
                        fields=("author", "post"),
                        name="unsaved_of_post",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Wording",
            [
                ("id", number()),
                (
                    "kind",
                    models.CharField(
                        choices=[("template", "Template"), ("snippet", "Snippet")], max_length=10
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("changed", models.DateTimeField()),
                ("owner", who()),
                ("unit", office("wordings")),
            ],
            options={
                "ordering": ["kind", "name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "kind", "name"), name="wording_once"),
                ],
            },
        ),
        migrations.CreateModel(
            "OfficeField",
            [
                ("id", number()),
                ("name", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                ("by", who()),
                ("unit", office("fields")),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "name"), name="office_field_once"),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True),
                        name="office_field_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Hashtag",
            [
                ("id", number()),
                ("tag", models.CharField(max_length=80)),
                ("plain", models.CharField(max_length=80)),
                ("about", models.CharField(blank=True, max_length=200)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                ("owner", who()),
                ("unit", office("hashtags")),
            ],
            options={
                "ordering": ["plain", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "plain"), name="hashtag_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("since__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="hashtag_until_after_since",
                    ),
                ],
            },
        ),
    ]
