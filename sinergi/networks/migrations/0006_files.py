import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0005_parts")]

    operations = [
        migrations.CreateModel(
            name="DeliveryFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("delivery", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="files", to="networks.delivery")),
                ("source", models.CharField(db_index=True, max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("delivery", "source"), name="delivery_file_once")],
            },
        ),
    ]
