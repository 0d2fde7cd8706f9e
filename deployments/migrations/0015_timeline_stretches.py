"""The stretches of days of an entry and of its ships; ``prepare`` works them out."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


def leave_to_be_built(apps, schema_editor):
    """Let ``prepare`` see that the index has to be built anew, as after any change of its words."""
    rows = apps.get_model("deployments", "recordindex")._base_manager.using(
        schema_editor.connection.alias
    )
    rows.filter(record_type__in=("visit", "exercise")).update(search_text="")


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0014_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="TimelineStretch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("possible_from", models.DateField()),
                ("possible_to", models.DateField()),
                ("certain_from", models.DateField(null=True)),
                ("certain_to", models.DateField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stretches",
                        to="deployments.timelineentry",
                    ),
                ),
                (
                    "vessel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stretches",
                        to="deployments.vessel",
                    ),
                ),
            ],
            options={
                "verbose_name": "stretch of days",
                "verbose_name_plural": "stretches of days",
                "ordering": ("possible_from", "possible_to", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(possible_from__isnull=True, possible_to__isnull=True)
                        | Q(possible_from__lte=F("possible_to")),
                        name="timelinestretch_bounds_in_order",
                    ),
                    models.CheckConstraint(
                        condition=Q(certain_from__isnull=True, certain_to__isnull=True)
                        | Q(
                            certain_from__gte=F("possible_from"),
                            certain_from__lte=F("certain_to"),
                            certain_to__lte=F("possible_to"),
                        ),
                        name="timelinestretch_certain_within_possible",
                    ),
                ],
            },
        ),
        migrations.RunPython(leave_to_be_built, migrations.RunPython.noop),
    ]
