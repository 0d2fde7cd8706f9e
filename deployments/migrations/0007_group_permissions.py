"""Both groups may work with organisations, coverage and translations."""

from django.db import migrations

from ._permissions import everyday

MODELS = ("organisation", "coverage", "translation")


def grant(apps, schema_editor):
    """Give both groups what they have for every other kind of record."""
    database = schema_editor.connection.alias
    permissions = everyday(apps, database, MODELS)
    for group in groups(apps, database):
        group.permissions.add(*permissions)


def take_back(apps, schema_editor):
    """Take it from both groups; the permissions belong to the models."""
    database = schema_editor.connection.alias
    for group in groups(apps, database):
        group.permissions.remove(*everyday(apps, database, MODELS))


def groups(apps, database):
    found = apps.get_model("auth", "Group").objects.using(database)
    return found.filter(name__in=("editor", "publisher"))


class Migration(migrations.Migration):
    dependencies = [("deployments", "0006_vessel_displacement")]

    operations = [migrations.RunPython(grant, take_back)]
