"""Facets of the timeline in the order of lists, and what entries are counted by in more ways."""

import datetime

from django.db import migrations, models

TAKE_FROM_ENTRIES = """
UPDATE deployments_timelinefacet SET (kind, period, sort_day) = (
    SELECT entry.kind, entry.period, entry.sort_day FROM deployments_timelineentry entry
    WHERE entry.id = deployments_timelinefacet.entry_id
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0021_public_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="timelinefacet",
            name="kind",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="timelinefacet",
            name="period",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="timelinefacet",
            name="sort_day",
            field=models.DateField(default=datetime.date(1, 1, 1)),
        ),
        migrations.RunSQL(TAKE_FROM_ENTRIES, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="timelinefacet",
            index=models.Index(
                models.F("facet"),
                models.F("value"),
                models.F("period"),
                models.F("sort_day"),
                name="facet_by_period",
            ),
        ),
        migrations.AddIndex(
            model_name="timelinefacet",
            index=models.Index(
                models.F("facet"),
                models.F("value"),
                models.F("kind"),
                models.F("sort_day"),
                name="facet_by_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="timelineentry",
            index=models.Index(
                models.F("kind"),
                models.OrderBy(models.F("period"), descending=True),
                models.OrderBy(models.F("sort_day"), descending=True),
                models.OrderBy(models.F("slug"), descending=True),
                name="entry_by_kind",
            ),
        ),
        migrations.AlterField(
            model_name="publicoption",
            name="name",
            field=models.CharField(max_length=30),
        ),
    ]
