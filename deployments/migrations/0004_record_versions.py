"""How often each record has changed."""

from django.db import migrations

from deployments.migrations._tables import AtOnce, version

RECORDS = (
    *("navy", "port", "source", "vessel", "person", "question", "theme"),
    *("deployment", "visit", "exercise", "engagement", "commentary"),
)


def versioned(record):
    name, field = version()
    return migrations.AddField(model_name=record, name=name, field=field)


class Migration(migrations.Migration):
    dependencies = [
        ("deployments", "0003_sort_days"),
    ]

    operations = [AtOnce([versioned(record) for record in RECORDS])]
