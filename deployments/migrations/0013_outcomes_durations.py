"""What became of a plan, and how long a source says that a deployment lasted."""

import django.db.models.deletion
from django.db import migrations, models

import deployments.fields.durations
from deployments.migrations._tables import rounds


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0012_dated_names"),
    ]

    operations = rounds(
        [
            migrations.AddField(
                model_name="deployment",
                name="duration",
                field=deployments.fields.durations.DurationField(
                    blank=True,
                    help_text="How long a source says that it lasted.",
                    max_length=20,
                    validators=[deployments.fields.durations.validate_duration],
                ),
            ),
            migrations.AddField(
                model_name="deployment",
                name="duration_words",
                field=models.CharField(
                    blank=True,
                    help_text="The source's own words for it, such as “five-month voyage”.",
                    max_length=100,
                ),
            ),
            migrations.AddField(
                model_name="exercise",
                name="outcome",
                field=models.CharField(
                    blank=True,
                    choices=[
                        ("made", "made"),
                        ("not made", "not made"),
                        ("called off by the visitor", "called off by the visitor"),
                        ("refused by the host", "refused by the host"),
                        ("postponed", "postponed"),
                        ("not found", "not found"),
                        ("other", "other"),
                    ],
                    default="",
                    help_text="What became of it, where it was planned or cancelled.",
                    max_length=40,
                    verbose_name="outcome",
                ),
            ),
            migrations.AddField(
                model_name="exercise",
                name="outcome_said",
                field=models.CharField(
                    blank=True, max_length=100, verbose_name="outcome in the source's word"
                ),
            ),
            migrations.AddField(
                model_name="exercise",
                name="superseded_by",
                field=models.ForeignKey(
                    blank=True,
                    help_text="What happened instead, where this was planned or cancelled.",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="supersedes",
                    to="deployments.exercise",
                ),
            ),
            migrations.AddField(
                model_name="historicaldeployment",
                name="duration",
                field=deployments.fields.durations.DurationField(
                    blank=True,
                    help_text="How long a source says that it lasted.",
                    max_length=20,
                    validators=[deployments.fields.durations.validate_duration],
                ),
            ),
            migrations.AddField(
                model_name="historicaldeployment",
                name="duration_words",
                field=models.CharField(
                    blank=True,
                    help_text="The source's own words for it, such as “five-month voyage”.",
                    max_length=100,
                ),
            ),
            migrations.AddField(
                model_name="historicalexercise",
                name="outcome",
                field=models.CharField(
                    blank=True,
                    choices=[
                        ("made", "made"),
                        ("not made", "not made"),
                        ("called off by the visitor", "called off by the visitor"),
                        ("refused by the host", "refused by the host"),
                        ("postponed", "postponed"),
                        ("not found", "not found"),
                        ("other", "other"),
                    ],
                    default="",
                    help_text="What became of it, where it was planned or cancelled.",
                    max_length=40,
                    verbose_name="outcome",
                ),
            ),
            migrations.AddField(
                model_name="historicalexercise",
                name="outcome_said",
                field=models.CharField(
                    blank=True, max_length=100, verbose_name="outcome in the source's word"
                ),
            ),
            migrations.AddField(
                model_name="historicalexercise",
                name="superseded_by",
                field=models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    help_text="What happened instead, where this was planned or cancelled.",
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="deployments.exercise",
                ),
            ),
            migrations.AddField(
                model_name="historicalvisit",
                name="outcome",
                field=models.CharField(
                    blank=True,
                    choices=[
                        ("made", "made"),
                        ("not made", "not made"),
                        ("called off by the visitor", "called off by the visitor"),
                        ("refused by the host", "refused by the host"),
                        ("postponed", "postponed"),
                        ("not found", "not found"),
                        ("other", "other"),
                    ],
                    default="",
                    help_text="What became of it, where it was planned or cancelled.",
                    max_length=40,
                    verbose_name="outcome",
                ),
            ),
            migrations.AddField(
                model_name="historicalvisit",
                name="outcome_said",
                field=models.CharField(
                    blank=True, max_length=100, verbose_name="outcome in the source's word"
                ),
            ),
            migrations.AddField(
                model_name="visit",
                name="outcome",
                field=models.CharField(
                    blank=True,
                    choices=[
                        ("made", "made"),
                        ("not made", "not made"),
                        ("called off by the visitor", "called off by the visitor"),
                        ("refused by the host", "refused by the host"),
                        ("postponed", "postponed"),
                        ("not found", "not found"),
                        ("other", "other"),
                    ],
                    default="",
                    help_text="What became of it, where it was planned or cancelled.",
                    max_length=40,
                    verbose_name="outcome",
                ),
            ),
            migrations.AddField(
                model_name="visit",
                name="outcome_said",
                field=models.CharField(
                    blank=True, max_length=100, verbose_name="outcome in the source's word"
                ),
            ),
            migrations.AlterField(
                model_name="historicalvisit",
                name="superseded_by",
                field=models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    help_text="What happened instead, where this was planned or cancelled.",
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="deployments.visit",
                ),
            ),
            migrations.AlterField(
                model_name="visit",
                name="superseded_by",
                field=models.ForeignKey(
                    blank=True,
                    help_text="What happened instead, where this was planned or cancelled.",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="supersedes",
                    to="deployments.visit",
                ),
            ),
            migrations.AddConstraint(
                model_name="deployment",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("duration", ""),
                        models.Q(
                            (
                                "duration__regex",
                                "^P([1-9][0-9]{0,3}Y)?([1-9][0-9]{0,3}M)?([1-9][0-9]{0,3}W)?([1-9][0-9]{0,3}D)?$",
                            ),
                            models.Q(("duration", "P"), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="deployment_duration_form",
                ),
            ),
            migrations.AddConstraint(
                model_name="exercise",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("superseded_by__isnull", True),
                        models.Q(("superseded_by", models.F("id")), _negated=True),
                        _connector="OR",
                    ),
                    name="exercise_not_superseded_by_itself",
                ),
            ),
            migrations.AddConstraint(
                model_name="exercise",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("superseded_by__isnull", True),
                        ("certainty__in", ("planned", "cancelled")),
                        _connector="OR",
                    ),
                    name="exercise_superseded_only_if_planned_or_cancelled",
                ),
            ),
            migrations.AddConstraint(
                model_name="exercise",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("outcome", ""),
                        ("certainty__in", ("planned", "cancelled")),
                        _connector="OR",
                    ),
                    name="exercise_outcome_only_if_planned_or_cancelled",
                ),
            ),
            migrations.AddConstraint(
                model_name="exercise",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("certainty", "cancelled"), _negated=True),
                        models.Q(("outcome__in", ("made", "not found")), _negated=True),
                        _connector="OR",
                    ),
                    name="exercise_cancelled_was_not_made",
                ),
            ),
            migrations.AddConstraint(
                model_name="exercise",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("outcome", "other"), _negated=True),
                        models.Q(("outcome_said", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="exercise_outcome_other_has_a_word",
                ),
            ),
            migrations.AddConstraint(
                model_name="exercise",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("outcome_said", ""),
                        _connector="OR",
                    ),
                    name="exercise_outcome_said_has_a_value",
                ),
            ),
            migrations.AddConstraint(
                model_name="visit",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("outcome", ""),
                        ("certainty__in", ("planned", "cancelled")),
                        _connector="OR",
                    ),
                    name="visit_outcome_only_if_planned_or_cancelled",
                ),
            ),
            migrations.AddConstraint(
                model_name="visit",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("certainty", "cancelled"), _negated=True),
                        models.Q(("outcome__in", ("made", "not found")), _negated=True),
                        _connector="OR",
                    ),
                    name="visit_cancelled_was_not_made",
                ),
            ),
            migrations.AddConstraint(
                model_name="visit",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("outcome", "other"), _negated=True),
                        models.Q(("outcome_said", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="visit_outcome_other_has_a_word",
                ),
            ),
            migrations.AddConstraint(
                model_name="visit",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("outcome_said", ""),
                        _connector="OR",
                    ),
                    name="visit_outcome_said_has_a_value",
                ),
            ),
        ]
    )
