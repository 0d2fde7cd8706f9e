"""The passage that a citation is about."""

from django.core.validators import MinValueValidator
from django.db import migrations, models
from django.db.models import CheckConstraint, Q

from deployments.migrations._tables import added, rounds

PASSAGE = [
    (
        "paragraph",
        models.PositiveSmallIntegerField(
            blank=True,
            help_text="Its number in the article text; headings are not counted.",
            null=True,
            validators=[MinValueValidator(1)],
        ),
    ),
    (
        "passage_end",
        models.CharField(
            blank=True,
            help_text="Its last words, exactly as printed.",
            max_length=100,
            verbose_name="to",
        ),
    ),
    (
        "passage_start",
        models.CharField(
            blank=True,
            help_text="The first two to four words of the passage, exactly as printed.",
            max_length=100,
            verbose_name="passage from",
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0007_group_permissions"),
    ]

    operations = rounds(
        [
            *(step for column in PASSAGE for step in added("citation", column)),
            migrations.AddConstraint(
                model_name="citation",
                constraint=CheckConstraint(
                    condition=Q(paragraph__isnull=True) | Q(paragraph__gte=1),
                    name="citation_paragraph_from_one",
                ),
            ),
            migrations.AddConstraint(
                model_name="citation",
                constraint=CheckConstraint(
                    condition=Q(passage_end="") | ~Q(passage_start=""),
                    name="citation_passage_end_has_a_start",
                ),
            ),
        ]
    )
