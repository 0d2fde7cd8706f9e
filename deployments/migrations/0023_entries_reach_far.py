"""Which entries reach far from the day by which they stand in lists, so that others need no look."""

from django.db import migrations, models

# As ``public.window.reaches_far`` says of the days that are stored.
REACH = {
    "sqlite": (
        "julianday(sort_day) - julianday(possible_from) > 62"
        " OR julianday(possible_to) - julianday(sort_day) > 400"
    ),
    "postgresql": "sort_day - possible_from > 62 OR possible_to - sort_day > 400",
}


def find(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute(
        f"UPDATE deployments_timelineentry SET reaches_far = true WHERE {REACH[vendor]}"  # noqa: S608
    )


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0022_facets_in_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="timelineentry",
            name="reaches_far",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(find, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="timelineentry",
            index=models.Index(
                condition=models.Q(("reaches_far", True)),
                fields=["possible_from", "possible_to", "sort_day"],
                name="entry_reaching_far",
            ),
        ),
    ]
