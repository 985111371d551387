import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0003_held'),
        ('publishing', '0004_rates'),
        ('units', '0002_working_days'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField()),
                ('last', models.DateField()),
            ],
            options={
                'ordering': ['first', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('quote', models.TextField()),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('resolved_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['start', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Emergency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hazard', models.TextField(blank=True)),
                ('affected', models.TextField(blank=True)),
                ('evacuation', models.TextField(blank=True)),
                ('avoid', models.TextField(blank=True)),
                ('help', models.TextField(blank=True)),
                ('announcer', models.TextField(blank=True)),
                ('channels', models.TextField(blank=True)),
                ('efforts', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('mourning', 'Mourning'), ('disaster', 'Disaster'), ('other', 'Another reason')], max_length=10)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('told', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-since', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('ordinary', 'Ordinary'), ('service', 'Service'), ('campaign', 'Campaign'), ('ceremony', 'Ceremony'), ('immediate', 'Immediate information')], max_length=10)),
                ('nobody', models.BooleanField(default=False)),
                ('hours', models.PositiveSmallIntegerField(default=8)),
                ('review_hours', models.PositiveSmallIntegerField(null=True)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['unit__path', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PolicyStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('every', models.BooleanField(default=False)),
                ('roles', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due', models.DateTimeField()),
                ('told', models.PositiveSmallIntegerField(default=1)),
                ('finding', models.CharField(blank=True, choices=[('right', 'It was right'), ('mend', 'It must be corrected')], max_length=5)),
                ('note', models.TextField(blank=True)),
                ('at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['due'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='approval',
            name='approval_decided_by_someone',
        ),
        migrations.AddField(
            model_name='approval',
            name='deadline',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='approval',
            name='escalated',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='approval',
            name='kind',
            field=models.CharField(blank=True, db_default='', default='', max_length=10),
        ),
        migrations.AddField(
            model_name='approval',
            name='lane',
            field=models.CharField(blank=True, choices=[('', 'By approval'), ('nobody', 'By a policy that asks for nobody'), ('after', 'At once, looked at afterwards')], db_default='', default='', max_length=6),
        ),
        migrations.AddField(
            model_name='approval',
            name='leader',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='approval',
            name='reminded',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='kind',
            field=models.CharField(choices=[('ordinary', 'Ordinary'), ('service', 'Service'), ('campaign', 'Campaign'), ('ceremony', 'Ceremony'), ('immediate', 'Immediate information')], db_default='ordinary', default='ordinary', max_length=10),
        ),
        migrations.AddField(
            model_name='post',
            name='leader',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name='approval',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('approved', 'Approved'), ('sent_back', 'Sent back'), ('withdrawn', 'Withdrawn'), ('expired', 'Expired')], default='waiting', max_length=10),
        ),
        migrations.AddIndex(
            model_name='approval',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['deadline'], name='approval_deadline'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['kind', '-changed', '-id'], name='post_newest_of_kind'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'sent_back']), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), models.Q(('decided_at__isnull', False), ('state', 'approved'), ('lane__in', ['nobody', 'after'])), _connector='OR'), name='approval_decided_by_someone'),
        ),
        migrations.AddField(
            model_name='absence',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='absence',
            name='deputy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='absence',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.account'),
        ),
        migrations.AddField(
            model_name='comment',
            name='approval',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='publishing.approval'),
        ),
        migrations.AddField(
            model_name='comment',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='resolved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='emergency',
            name='post',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='emergency', to='publishing.post'),
        ),
        migrations.AddField(
            model_name='hold',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='hold',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='hold',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='policy',
            name='account',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='networks.account'),
        ),
        migrations.AddField(
            model_name='policy',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policy',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='policystep',
            name='people',
            field=models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policystep',
            name='policy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='publishing.policy'),
        ),
        migrations.AddField(
            model_name='review',
            name='approval',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='review', to='publishing.approval'),
        ),
        migrations.AddField(
            model_name='review',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='signature',
            name='approval',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='publishing.approval'),
        ),
        migrations.AddField(
            model_name='signature',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='signature',
            name='instead',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='absence_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('deputy', models.F('user')), _negated=True), name='absence_deputy_is_another'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='comment_has_a_passage'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at', None), ('resolved_by', None)), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='comment_resolved_by_someone'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['unit'], name='hold_not_ended'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('unit',), name='hold_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='hold_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['mourning', 'disaster']), models.Q(('note', ''), _negated=True), _connector='OR'), name='hold_says_why'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.UniqueConstraint(condition=models.Q(('account__isnull', False)), fields=('unit', 'account', 'kind'), name='policy_once_for_an_account'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.UniqueConstraint(condition=models.Q(('account__isnull', True)), fields=('unit', 'kind'), name='policy_once_for_an_office'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('review_hours__isnull', True), models.Q(('kind', 'immediate'), ('review_hours__gte', 1)), _connector='OR'), name='policy_review_only_of_immediate'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gte', 1)), name='policy_has_hours'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('nobody', False), models.Q(('kind', 'immediate'), _negated=True), _connector='OR'), name='policy_immediate_is_seen_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='policystep',
            constraint=models.UniqueConstraint(fields=('policy', 'number'), name='policy_step_once'),
        ),
        migrations.AddConstraint(
            model_name='policystep',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 3)), name='policy_of_three_steps'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('at', None)), fields=['due'], name='review_open'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('at', None), ('by', None), ('finding', '')), models.Q(('at__isnull', False), ('by__isnull', False), ('finding__in', ['right', 'mend'])), _connector='OR'), name='review_is_open_or_done'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('approval', 'by'), name='signature_once'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(condition=models.Q(('instead__isnull', False)), fields=('approval', 'instead'), name='signature_once_instead'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(('instead', None), models.Q(('instead', models.F('by')), _negated=True), _connector='OR'), name='signature_instead_of_another'),
        ),
    ]
