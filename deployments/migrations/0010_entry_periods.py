"""The month or year that an entry of the timeline stands under; seasons stand in their year."""

from django.db import migrations, models
from django.db.models import F, Q

from deployments import dates

STEMS = {
    "deployment": ("start", "end"),
    "visit": ("arrival", "departure"),
    "exercise": ("start", "end"),
    "engagement": ("start", "end"),
    "commentary": ("date",),
}
AT_ONCE = 500


def first_known(row, stems):
    """The first date that is known of a row."""
    known = (getattr(row, f"{stem}_edtf") for stem in stems)
    return next((dates.parse(text) for text in known if text), None)


def sort_seasons(apps, schema_editor):
    """Sort what began in a season by the year of the season, in every state that it had."""
    database = schema_editor.connection.alias
    for record, stems in STEMS.items():
        seasons = Q()
        for stem in stems:
            seasons |= Q(**{f"{stem}_edtf__regex": "-2[1-4]"})
        for name in (record, f"historical{record}"):
            rows = apps.get_model("deployments", name)._base_manager.using(database)
            for row in rows.filter(seasons).iterator(AT_ONCE):
                began = first_known(row, stems)
                rows.filter(pk=row.pk).update(sort_day=began.sort_day)


def fill_periods(apps, schema_editor):
    """Give every entry the period and the day of the date that it stands by."""
    rows = apps.get_model("deployments", "timelineentry")._base_manager.using(
        schema_editor.connection.alias
    )
    changed = []
    for entry in rows.select_related(*STEMS).iterator(AT_ONCE):
        record, stems = next(
            (getattr(entry, name), stems)
            for name, stems in STEMS.items()
            if getattr(entry, f"{name}_id")
        )
        if entry.deployment_id and entry.kind == "return":
            stems = ("end",)
        when = first_known(record, stems)
        if when is not None:
            entry.period, entry.sort_day = when.period, when.sort_day
            changed.append(entry)
    rows.bulk_update(changed, ["period", "sort_day"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0009_stances"),
    ]

    operations = [
        migrations.AddField(
            model_name="timelineentry",
            name="period",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(sort_seasons, migrations.RunPython.noop),
        migrations.RunPython(fill_periods, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="timelineentry",
            index=models.Index(
                F("in_stream"),
                F("period").desc(),
                F("sort_day").desc(),
                F("slug").desc(),
                name="entry_by_period",
            ),
        ),
    ]
