"""Sources that were taken back; quotations of any length, and their translations."""

from django.db import migrations, models
from django.db.models import CheckConstraint, Q

from deployments.migrations import _tables as make

TEXTS = [
    ("name", "name"),
    ("title", "title"),
    ("text", "text"),
    ("summary", "summary"),
    ("quote", "quotation"),
    ("introduction", "introduction"),
    ("notes", "notes"),
]

RETRACTION = [
    (
        "retracted",
        models.BooleanField(
            default=False, help_text="Its author or publisher took it back. It stays citable."
        ),
    ),
    *make.fuzzy("retraction", "retracted on"),
    (
        "retracted_by",
        models.CharField(
            blank=True, help_text="Who took it back, such as its publisher.", max_length=200
        ),
    ),
    (
        "retraction_reason",
        models.CharField(
            blank=True, help_text="Why, in our words. Shown to the public.", max_length=300
        ),
    ),
    (
        "retraction_url",
        models.URLField(
            blank=True,
            help_text="Where it is told.",
            max_length=800,
            verbose_name="URL of the retraction",
        ),
    ),
]

QUOTE = models.TextField(
    blank=True,
    help_text="As it was said, verbatim and without quotation marks, in the language of the "
    "statement. What is known only in translation stands under the translations, with its "
    "translator.",
)

TEXT_OF = models.CharField(
    choices=TEXTS, help_text="Which text of the record it is.", max_length=20
)


def altered(model, name, field):
    """The steps that alter a column of a table and of its history."""
    return [
        migrations.AlterField(model_name=model, name=name, field=field),
        migrations.AlterField(model_name=f"historical{model}", name=name, field=field),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0013_outcomes_durations"),
    ]

    operations = make.rounds(
        [
            *(step for column in RETRACTION for step in make.added("source", column)),
            migrations.AddConstraint(
                model_name="source",
                constraint=make.ordered("source", "published", "retraction"),
            ),
            migrations.AddConstraint(
                model_name="source",
                constraint=CheckConstraint(
                    condition=Q(retracted=True)
                    | Q(
                        retraction_edtf="",
                        retraction_words="",
                        retracted_by="",
                        retraction_reason="",
                        retraction_url="",
                    ),
                    name="source_retraction_only_if_retracted",
                ),
            ),
            *altered("commentary", "quote", QUOTE),
            migrations.RemoveConstraint(model_name="translation", name="translation_text_of_known"),
            *altered("translation", "text_of", TEXT_OF),
            migrations.AddConstraint(
                model_name="translation",
                constraint=make.known("translation", "text_of", [value for value, _label in TEXTS]),
            ),
        ]
    )
