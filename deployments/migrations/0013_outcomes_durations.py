"""What became of a plan, and how long a source says that a deployment lasted."""

from django.db import migrations, models
from django.db.models import DO_NOTHING, PROTECT, CheckConstraint, F, ForeignKey, Q

from deployments.fields.durations import DurationField, validate_duration
from deployments.migrations._tables import added, may_refer, rounds, worded

DURATION = [
    (
        "duration",
        DurationField(
            blank=True,
            help_text="How long a source says that it lasted.",
            max_length=20,
            validators=[validate_duration],
        ),
    ),
    (
        "duration_words",
        models.CharField(
            blank=True,
            help_text="The source's own words for it, such as “five-month voyage”.",
            max_length=100,
        ),
    ),
]

FORM = "^P([1-9][0-9]{0,3}Y)?([1-9][0-9]{0,3}M)?([1-9][0-9]{0,3}W)?([1-9][0-9]{0,3}D)?$"

OUTCOMES = (
    *("made", "not made", "called off by the visitor", "refused by the host", "postponed"),
    *("not found", "other"),
)
OUTCOME = [
    (
        "outcome",
        models.CharField(
            blank=True,
            choices=[(value, value) for value in OUTCOMES],
            default="",
            help_text="What became of it, where it was planned or cancelled.",
            max_length=40,
            verbose_name="outcome",
        ),
    ),
    (
        "outcome_said",
        models.CharField(blank=True, max_length=100, verbose_name="outcome in the source's word"),
    ),
]

INSTEAD = "What happened instead, where this was planned or cancelled."


def constrained(table, name, condition):
    return migrations.AddConstraint(
        model_name=table,
        constraint=CheckConstraint(condition=condition, name=f"{table}_{name}"),
    )


def of_a_plan(table):
    """The conditions on the outcome of what may be a plan."""
    only_if = Q(certainty__in=("planned", "cancelled"))
    return [
        constrained(table, "outcome_only_if_planned_or_cancelled", Q(outcome="") | only_if),
        constrained(
            table,
            "cancelled_was_not_made",
            ~Q(certainty="cancelled") | ~Q(outcome__in=("made", "not found")),
        ),
        migrations.AddConstraint(model_name=table, constraint=worded(table, "outcome")),
        constrained(table, "outcome_said_has_a_value", ~Q(outcome="") | Q(outcome_said="")),
    ]


def superseded(model, **options):
    """The step that lets a visit, or what one was, be a plan that something else came instead of."""
    field = ForeignKey(blank=True, help_text=INSTEAD, null=True, to="deployments.visit", **options)
    return migrations.AlterField(model_name=model, name="superseded_by", field=field)


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0012_dated_names"),
    ]

    operations = rounds(
        [
            *(step for column in DURATION for step in added("deployment", column)),
            *(step for column in OUTCOME for step in added("exercise", column)),
            *added(
                "exercise",
                may_refer("superseded_by", "exercise", "supersedes", help_text=INSTEAD),
            ),
            *(step for column in OUTCOME for step in added("visit", column)),
            superseded(
                "historicalvisit", db_constraint=False, on_delete=DO_NOTHING, related_name="+"
            ),
            superseded("visit", on_delete=PROTECT, related_name="supersedes"),
            constrained(
                "deployment",
                "duration_form",
                Q(duration="") | (Q(duration__regex=FORM) & ~Q(duration="P")),
            ),
            constrained(
                "exercise",
                "not_superseded_by_itself",
                Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
            ),
            constrained(
                "exercise",
                "superseded_only_if_planned_or_cancelled",
                Q(superseded_by__isnull=True) | Q(certainty__in=("planned", "cancelled")),
            ),
            *of_a_plan("exercise"),
            *of_a_plan("visit"),
        ]
    )
