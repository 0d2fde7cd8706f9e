"""The passage that a citation is about."""

import django.core.validators
from django.db import migrations, models

from deployments.migrations._tables import rounds


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0007_group_permissions"),
    ]

    operations = rounds(
        [
            migrations.AddField(
                model_name="citation",
                name="paragraph",
                field=models.PositiveSmallIntegerField(
                    blank=True,
                    help_text="Its number in the article text; headings are not counted.",
                    null=True,
                    validators=[django.core.validators.MinValueValidator(1)],
                ),
            ),
            migrations.AddField(
                model_name="citation",
                name="passage_end",
                field=models.CharField(
                    blank=True,
                    help_text="Its last words, exactly as printed.",
                    max_length=100,
                    verbose_name="to",
                ),
            ),
            migrations.AddField(
                model_name="citation",
                name="passage_start",
                field=models.CharField(
                    blank=True,
                    help_text="The first two to four words of the passage, exactly as printed.",
                    max_length=100,
                    verbose_name="passage from",
                ),
            ),
            migrations.AddField(
                model_name="historicalcitation",
                name="paragraph",
                field=models.PositiveSmallIntegerField(
                    blank=True,
                    help_text="Its number in the article text; headings are not counted.",
                    null=True,
                    validators=[django.core.validators.MinValueValidator(1)],
                ),
            ),
            migrations.AddField(
                model_name="historicalcitation",
                name="passage_end",
                field=models.CharField(
                    blank=True,
                    help_text="Its last words, exactly as printed.",
                    max_length=100,
                    verbose_name="to",
                ),
            ),
            migrations.AddField(
                model_name="historicalcitation",
                name="passage_start",
                field=models.CharField(
                    blank=True,
                    help_text="The first two to four words of the passage, exactly as printed.",
                    max_length=100,
                    verbose_name="passage from",
                ),
            ),
            migrations.AddConstraint(
                model_name="citation",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"
                    ),
                    name="citation_paragraph_from_one",
                ),
            ),
            migrations.AddConstraint(
                model_name="citation",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("passage_end", ""),
                        models.Q(("passage_start", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="citation_passage_end_has_a_start",
                ),
            ),
        ]
    )
