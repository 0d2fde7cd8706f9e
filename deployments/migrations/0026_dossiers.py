"""Dossiers, with their sections and the records that these name."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models
from django.db.models import CASCADE, Q, UniqueConstraint

from deployments.migrations._permissions import everyday
from deployments.migrations._tables import (
    AtOnce,
    added,
    cited_once,
    exactly_one,
    history_of,
    identity,
    may_refer,
    record,
    refers,
    rounds,
    table,
)

NEW = ("dossier", "dossiersection", "dossieritem")
NAMED = (
    *("visit", "exercise", "engagement", "deployment", "commentary", "question", "theme", "person"),
    *("vessel", "navy", "port", "organisation", "source", "coverage"),
)
CITABLE = (
    *("navy", "vessel", "port", "organisation", "person", "question", "theme", "source"),
    *("deployment", "assignment", "visit", "visit_participant", "exercise"),
    *("exercise_participant", "engagement", "coverage", "affiliation", "commentary", "dossier"),
)
TRANSLATED = (
    *("navy", "port", "organisation", "person", "question", "theme", "vessel", "source"),
    *("coverage", "deployment", "visit", "exercise", "engagement", "commentary", "dossier"),
)


def from_one(help_text, **options):
    return models.PositiveSmallIntegerField(
        help_text=help_text,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
        **options,
    )


def of_a_dossier(name, named, fields, *, related_name, ordering, constraints=()):
    """A table of rows that a dossier owns, in an order of its own."""
    owner = refers("dossier", "dossier", related_name, on_delete=CASCADE)
    return table(
        name,
        named,
        [identity(), *fields, owner],
        constraints=constraints,
        ordering=ordering,
        abstract=False,
    )


def named_once(name):
    return UniqueConstraint(
        condition=Q((f"{name}__isnull", False)),
        fields=(name, "dossier", "section"),
        name=f"dossieritem_{name}_unique",
        violation_error_message="This section names the record already.",
    )


DOSSIER = record(
    "Dossier",
    ("dossier", "dossiers"),
    [
        ("title", models.CharField(max_length=200)),
        (
            "introduction",
            models.TextField(
                blank=True,
                help_text="What it is about, in a few sentences. Needed before the public.",
            ),
        ),
    ],
    ordering=("title", "key"),
)
SECTION = of_a_dossier(
    "DossierSection",
    ("section", "sections"),
    [
        ("number", from_one("Its place, such as 1, 2, 3. Its records name this number.")),
        ("heading", models.CharField(max_length=150)),
        ("text", models.TextField(blank=True, help_text="What it says before its records.")),
        (
            "unknown",
            models.BooleanField(
                default=False,
                help_text="It is shown as a gap in the records is.",
                verbose_name="says what is not known",
            ),
        ),
    ],
    related_name="sections",
    ordering=("number", "pk"),
    constraints=[UniqueConstraint(fields=("dossier", "number"), name="dossiersection_unique")],
)
ITEM = of_a_dossier(
    "DossierItem",
    ("record named", "records named"),
    [
        ("section", from_one("The number of its section.")),
        (
            "number",
            from_one("Its place in the section; equal ones stand as they were added.", default=1),
        ),
        (
            "why",
            models.CharField(
                help_text="Why it stands here, in a sentence that says no more than the record "
                "does.",
                max_length=400,
            ),
        ),
        *(may_refer(name, name, "dossier_items") for name in NAMED),
    ],
    related_name="items",
    ordering=("section", "number", "pk"),
    constraints=[
        *(named_once(name) for name in NAMED),
        exactly_one("dossieritem", NAMED),
    ],
)


def named_too(table_name, column, related_name, constraints, exactly_one_of):
    """The steps by which a dossier is among what a table's rows are of."""
    return [
        *added(table_name, may_refer(column, "dossier", related_name, on_delete=CASCADE)),
        *(migrations.AddConstraint(table_name, each) for each in constraints),
        migrations.RemoveConstraint(table_name, exactly_one_of.name),
        migrations.AddConstraint(table_name, exactly_one_of),
    ]


def grant(apps, schema_editor):
    """Give both groups what they have for every other kind of record."""
    database = schema_editor.connection.alias
    permissions = everyday(apps, database, NEW)
    for group in groups(apps, database):
        group.permissions.add(*permissions)


def take_back(apps, schema_editor):
    """Take it from both groups; the permissions belong to the models."""
    database = schema_editor.connection.alias
    for group in groups(apps, database):
        group.permissions.remove(*everyday(apps, database, NEW))


def groups(apps, database):
    found = apps.get_model("auth", "Group").objects.using(database)
    return found.filter(name__in=("editor", "publisher"))


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0025_public_spellings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            [DOSSIER, SECTION, ITEM, history_of(DOSSIER), history_of(SECTION), history_of(ITEM)]
        ),
        *rounds(
            [
                *named_too(
                    "citation",
                    "target_dossier",
                    "citations",
                    [cited_once("dossier")],
                    exactly_one("citation", [f"target_{name}" for name in CITABLE]),
                ),
                *named_too(
                    "translation",
                    "record_dossier",
                    "translations",
                    [
                        UniqueConstraint(
                            condition=Q(record_dossier__isnull=False),
                            fields=("record_dossier", "text_of", "language"),
                            name="translation_dossier_text_and_language_unique",
                        )
                    ],
                    exactly_one(
                        "translation", [f"record_{name}" for name in TRANSLATED], what="record"
                    ),
                ),
            ]
        ),
        migrations.RunPython(grant, take_back),
    ]
