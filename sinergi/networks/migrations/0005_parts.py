import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0004_withdrawals")]

    operations = [
        migrations.AddField(
            model_name='delivery',
            name='before',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='then', to='networks.delivery'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='head',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='networks.delivery'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='part',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name='delivery',
            name='kind',
            field=models.CharField(choices=[('post', 'Post'), ('reply', 'Reply'), ('part', 'Part of a thread'), ('comment', 'First comment')], max_length=8),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('head', 'part'), name='delivery_part_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('before__isnull', False), ('head__isnull', False), ('kind__in', ['part', 'comment']), ('part__gte', 1)), models.Q(('before', None), ('head', None), ('kind__in', ['post', 'reply']), ('part', 0)), _connector='OR'), name='delivery_part_has_a_head'),
        ),
    ]
