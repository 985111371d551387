import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0009_corrections"),
        ("units", "0003_phases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LibraryCrop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("square", "Square, 1:1"),
                            ("portrait", "Upright, 4:5"),
                            ("tall", "Full screen, 9:16"),
                            ("wide", "Link card, 1.91:1"),
                        ],
                        max_length=10,
                    ),
                ),
                ("x", models.PositiveSmallIntegerField()),
                ("y", models.PositiveSmallIntegerField()),
                ("size", models.PositiveSmallIntegerField(default=100)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="LibraryFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField(blank=True)),
                ("descriptions", models.JSONField(blank=True, default=dict)),
                ("tags", models.JSONField(blank=True, default=list)),
                ("maker", models.CharField(blank=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=500)),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("unsaid", "Not said yet"),
                            ("own", "Our own work"),
                            ("licensed", "Licensed until a day"),
                            ("public", "Public domain"),
                            ("cc", "Creative Commons, with attribution"),
                            ("letter", "Permission by letter"),
                        ],
                        default="unsaid",
                        max_length=10,
                    ),
                ),
                ("licence_until", models.DateField(blank=True, null=True)),
                ("attribution", models.CharField(blank=True, max_length=300)),
                ("letter", models.CharField(blank=True, max_length=300)),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("unsaid", "Not said yet"),
                            ("nobody", "Nobody can be recognised"),
                            ("crowd", "People in public, none stands out"),
                            ("given", "People can be recognised, and agreed"),
                        ],
                        default="unsaid",
                        max_length=10,
                    ),
                ),
                ("consent_note", models.CharField(blank=True, max_length=300)),
                ("minor", models.BooleanField(default=False)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("ends", models.DateField(blank=True, null=True)),
                ("shared", models.BooleanField(default=False)),
                ("poster", models.BooleanField(blank=True, null=True)),
                ("focus_x", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("focus_y", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("added", models.DateTimeField()),
                ("changed", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.CharField(blank=True, max_length=300)),
                ("told", models.DateField(editable=False, null=True)),
                ("words", models.TextField(blank=True, editable=False)),
            ],
            options={
                "ordering": ["-added", "-id"],
            },
        ),
        migrations.CreateModel(
            name="LibraryVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddIndex(
            model_name="postmedia",
            index=models.Index(fields=["sha256", "post"], name="post_media_of_a_file"),
        ),
        migrations.AddField(
            model_name="libraryfile",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="libraryfile",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="publishing.mediafile",
            ),
        ),
        migrations.AddField(
            model_name="libraryfile",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="library", to="units.unit"
            ),
        ),
        migrations.AddField(
            model_name="librarycrop",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="crops",
                to="publishing.libraryfile",
            ),
        ),
        migrations.AddField(
            model_name="libraryversion",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="libraryversion",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="publishing.libraryfile",
            ),
        ),
        migrations.AddField(
            model_name="libraryversion",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former_entries",
                to="publishing.mediafile",
            ),
        ),
        migrations.AddIndex(
            model_name="libraryfile",
            index=models.Index(fields=["unit", "-added", "-id"], name="library_newest_of_unit"),
        ),
        migrations.AddIndex(
            model_name="libraryfile",
            index=models.Index(fields=["-added", "-id"], name="library_newest"),
        ),
        migrations.AddIndex(
            model_name="libraryfile",
            index=models.Index(fields=["ends"], name="library_ends"),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.UniqueConstraint(fields=("unit", "file"), name="library_file_once"),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("licence", "licensed"), _negated=True),
                    ("licence_until__isnull", False),
                    _connector="OR",
                ),
                name="library_licensed_until_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("licence", "cc"), _negated=True),
                    models.Q(("attribution", ""), _negated=True),
                    _connector="OR",
                ),
                name="library_cc_names_its_maker",
            ),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("licence", "letter"), _negated=True),
                    models.Q(("letter", ""), _negated=True),
                    _connector="OR",
                ),
                name="library_letter_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consent", "given"), _negated=True),
                    models.Q(("consent_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="library_consent_is_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("minor", False), ("consent", "given"), _connector="OR"),
                name="library_minor_has_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since", None),
                    ("until", None),
                    ("since__lte", models.F("until")),
                    _connector="OR",
                ),
                name="library_begins_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("until", None),
                        models.Q(("ends__isnull", False), ("ends__lte", models.F("until"))),
                        _connector="OR",
                    ),
                    models.Q(
                        ("licence_until", None),
                        models.Q(("ends__isnull", False), ("ends__lte", models.F("licence_until"))),
                        _connector="OR",
                    ),
                ),
                name="library_ends_with_the_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("focus_x", None), ("focus_y", None)),
                    models.Q(
                        ("focus_x__isnull", False),
                        ("focus_x__lte", 100),
                        ("focus_y__isnull", False),
                        ("focus_y__lte", 100),
                    ),
                    _connector="OR",
                ),
                name="library_focus_in_the_picture",
            ),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None),
                    models.Q(("withdrawn_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="library_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="librarycrop",
            constraint=models.UniqueConstraint(fields=("entry", "shape"), name="library_crop_once"),
        ),
        migrations.AddConstraint(
            model_name="librarycrop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("size__gte", 20), ("size__lte", 100), ("x__lte", 100), ("y__lte", 100)
                ),
                name="library_crop_in_the_picture",
            ),
        ),
        migrations.AddConstraint(
            model_name="libraryversion",
            constraint=models.UniqueConstraint(
                fields=("entry", "file"), name="library_version_once"
            ),
        ),
    ]
