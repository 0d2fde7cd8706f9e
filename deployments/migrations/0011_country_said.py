"""Countries that never had a code."""

from django.db import migrations, models

from deployments.migrations._tables import rounds


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0010_entry_periods"),
    ]

    operations = rounds(
        [
            migrations.AddField(
                model_name="historicalnavy",
                name="country_said",
                field=models.CharField(
                    blank=True,
                    help_text="Only for a country that never had a code, such as “Republic of Texas”.",
                    max_length=100,
                    verbose_name="country in words",
                ),
            ),
            migrations.AddField(
                model_name="historicalport",
                name="country_said",
                field=models.CharField(
                    blank=True,
                    help_text="Only for a country that never had a code, such as “Republic of Texas”.",
                    max_length=100,
                    verbose_name="country in words",
                ),
            ),
            migrations.AddField(
                model_name="navy",
                name="country_said",
                field=models.CharField(
                    blank=True,
                    help_text="Only for a country that never had a code, such as “Republic of Texas”.",
                    max_length=100,
                    verbose_name="country in words",
                ),
            ),
            migrations.AddField(
                model_name="port",
                name="country_said",
                field=models.CharField(
                    blank=True,
                    help_text="Only for a country that never had a code, such as “Republic of Texas”.",
                    max_length=100,
                    verbose_name="country in words",
                ),
            ),
            migrations.AlterField(
                model_name="timelinefacet",
                name="value",
                field=models.CharField(max_length=100),
            ),
            migrations.AddConstraint(
                model_name="navy",
                constraint=models.CheckConstraint(
                    condition=models.Q(("country", ""), ("country_said", ""), _connector="OR"),
                    name="navy_country_by_code_or_in_words",
                ),
            ),
            migrations.AddConstraint(
                model_name="port",
                constraint=models.CheckConstraint(
                    condition=models.Q(("country", ""), ("country_said", ""), _connector="OR"),
                    name="port_country_by_code_or_in_words",
                ),
            ),
        ]
    )
