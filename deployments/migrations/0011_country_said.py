"""Countries that never had a code."""

from django.db import migrations, models
from django.db.models import CheckConstraint, Q

from deployments.migrations._tables import added, rounds

COUNTRY_SAID = (
    "country_said",
    models.CharField(
        blank=True,
        help_text="Only for a country that never had a code, such as “Republic of Texas”.",
        max_length=100,
        verbose_name="country in words",
    ),
)
TABLES = ("navy", "port")


def by_code_or_in_words(table):
    return migrations.AddConstraint(
        model_name=table,
        constraint=CheckConstraint(
            condition=Q(country="") | Q(country_said=""),
            name=f"{table}_country_by_code_or_in_words",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0010_entry_periods"),
    ]

    operations = rounds(
        [
            *(step for table in TABLES for step in added(table, COUNTRY_SAID)),
            migrations.AlterField(
                model_name="timelinefacet",
                name="value",
                field=models.CharField(max_length=100),
            ),
            *(by_code_or_in_words(table) for table in TABLES),
        ]
    )
