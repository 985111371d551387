import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0006_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'Being deleted'), ('removed', 'Deleted by us'), ('failed', 'Not deleted'), ('unsure', 'Perhaps deleted')], default='asked', max_length=8)),
                ('ground', models.CharField(choices=[('spam', 'Advertising or fraud'), ('personal', 'Personal data of somebody'), ('hate', 'Hatred of a people, faith, race or group'), ('threat', 'A threat'), ('obscene', 'Obscene'), ('other', 'Something else the rules of the account forbid')], max_length=8)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('problem', models.JSONField(default=dict)),
            ],
        ),
        migrations.AddField(
            model_name='conversation',
            name='rating',
            field=models.CharField(blank=True, choices=[('5', '5 stars'), ('4', '4 stars'), ('3', '3 stars'), ('2', '2 stars'), ('1', '1 star'), ('yes', 'Recommends us'), ('no', 'Does not recommend us')], db_default='', default='', max_length=3),
        ),
        migrations.AddField(
            model_name='message',
            name='liking',
            field=models.CharField(blank=True, choices=[('', 'Not liked'), ('liking', 'Being liked'), ('liked', 'Liked by us'), ('unliking', 'Like being taken back')], db_default='', default='', max_length=8),
        ),
        migrations.AddField(
            model_name='message',
            name='rating',
            field=models.CharField(blank=True, choices=[('5', '5 stars'), ('4', '4 stars'), ('3', '3 stars'), ('2', '2 stars'), ('1', '1 star'), ('yes', 'Recommends us'), ('no', 'Does not recommend us')], db_default='', default='', max_length=3),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('rating', ''), _negated=True), fields=['-last_at', '-id', 'rating', 'unit'], name='conversation_rated'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('rating', ''), models.Q(('kind', 'review'), ('rating__in', ['5', '4', '3', '2', '1', 'yes', 'no'])), _connector='OR'), name='conversation_rated_is_a_review'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('rating', ''), models.Q(('direction', 'in'), ('rating__in', ['5', '4', '3', '2', '1', 'yes', 'no'])), _connector='OR'), name='message_is_rated_by_the_public'),
        ),
        migrations.AddField(
            model_name='removal',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='removal',
            name='message',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='removal', to='inbox.message'),
        ),
        migrations.AddIndex(
            model_name='removal',
            index=models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at'], name='removal_goes_on'),
        ),
        migrations.AddConstraint(
            model_name='removal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', False), ('state', 'removed')), models.Q(models.Q(('state', 'removed'), _negated=True), ('removed_at', None)), _connector='OR'), name='removal_knows_when_it_was'),
        ),
        migrations.AddConstraint(
            model_name='removal',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'asked'), ('next_at', None), _connector='OR'), name='removal_goes_on_while_asked'),
        ),
    ]
