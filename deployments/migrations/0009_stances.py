"""More stances; what contradicted differs where it gives a value, else it denies."""

from django.db import migrations, models
from django.db.models import Case, Q, Value, When

from deployments.migrations._tables import AtOnce

STANCES = [
    ("supports", "supports"),
    ("differs", "differs"),
    ("narrower", "says it more exactly"),
    ("broader", "says it less exactly"),
    ("silent", "does not say"),
    ("denies", "denies"),
    ("mentions", "mentions"),
]
BEFORE = {
    "differs": "contradicts",
    "denies": "contradicts",
    "narrower": "supports",
    "broader": "supports",
    "silent": "mentions",
}
"""What comes nearest among the stances there were."""


def citations(apps, schema_editor):
    """The citations, and every state they had."""
    for name in ("citation", "historicalcitation"):
        model = apps.get_model("deployments", name)
        yield model._base_manager.using(schema_editor.connection.alias)


def divide(apps, schema_editor):
    differs = When(~Q(value=""), then=Value("differs"))
    for rows in citations(apps, schema_editor):
        rows.filter(stance="contradicts").update(stance=Case(differs, default=Value("denies")))


def unite(apps, schema_editor):
    for rows in citations(apps, schema_editor):
        for stance, before in BEFORE.items():
            rows.filter(stance=stance).update(stance=before)


def one_of_them(model_name):
    field = models.CharField(choices=STANCES, default="supports", max_length=12)
    return migrations.AlterField(model_name=model_name, name="stance", field=field)


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0008_citation_passages"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="citation", name="citation_stance_known"),
        migrations.RunPython(divide, unite),
        AtOnce([one_of_them("citation"), one_of_them("historicalcitation")]),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=Q(stance__in=[value for value, _label in STANCES]),
                name="citation_stance_known",
            ),
        ),
    ]
