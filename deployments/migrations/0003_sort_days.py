"""The day by which occurrences are sorted, kept with them and found by an index."""

from datetime import date

from django.db import migrations, models
from django.db.models import CASCADE, F, Value
from django.db.models.functions import Coalesce

from deployments.migrations._tables import AtOnce, added, may_refer

BOUNDS = {
    "deployment": ("start_earliest", "start_latest", "end_earliest", "end_latest"),
    "visit": ("arrival_earliest", "arrival_latest", "departure_earliest", "departure_latest"),
    "exercise": ("start_earliest", "start_latest", "end_earliest", "end_latest"),
    "engagement": ("start_earliest", "start_latest", "end_earliest", "end_latest"),
    "commentary": ("date_earliest", "date_latest"),
}


def fill_sort_days(apps, schema_editor):
    """Give every record, and every state it had, the first bound that is known of its dates."""
    database = schema_editor.connection.alias
    for record, bounds in BOUNDS.items():
        known = Coalesce(*bounds, Value(date.min), output_field=models.DateField())
        for name in (record, f"historical{record}"):
            rows = apps.get_model("deployments", name)._base_manager.using(database)
            rows.update(sort_day=known)


def sort_day():
    return "sort_day", models.DateField(default=date.min, editable=False)


def entry_of(record):
    name, field = may_refer(record, record, "entries", on_delete=CASCADE)
    return migrations.AlterField(model_name="timelineentry", name=name, field=field)


def newest_first(record):
    index = models.Index(F("sort_day").desc(), F("key"), name=f"{record}_newest_first")
    return migrations.AddIndex(model_name=record, index=index)


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0002_groups"),
    ]

    operations = [
        AtOnce([step for record in BOUNDS for step in added(record, sort_day())]),
        migrations.RunPython(fill_sort_days, migrations.RunPython.noop),
        AtOnce(
            [entry_of(record) for record in BOUNDS] + [newest_first(record) for record in BOUNDS]
        ),
    ]
