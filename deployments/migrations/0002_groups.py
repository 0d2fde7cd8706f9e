"""The groups *editor* and *publisher*, with their permissions."""

from django.db import migrations

from ._permissions import everyday, name, permission

RECORDS = (
    *("navy", "port", "source", "vessel", "person", "question", "theme"),
    *("deployment", "visit", "exercise", "engagement", "commentary"),
)
OWNED = (
    *("portname", "vesselidentity", "affiliation", "assignment"),
    *("visitparticipant", "visitattestation", "exerciseparticipant", "exerciseattestation"),
    *("engagementperson", "engagementcountry", "answer", "themeposition"),
    *("commentaryaffiliation", "subject", "citation"),
)
AUDIT = ("changeset", "keyredirect")
PUBLISH = ("publish", "Can publish, withdraw, rename and change what is public")


def make_groups(apps, schema_editor):
    """Make both groups; Django makes permissions only after all migrations, so they come first."""
    database = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(database)
    editor, _ = groups.get_or_create(name="editor")
    publisher, _ = groups.get_or_create(name="publisher")
    held = everyday(apps, database, (*RECORDS, *OWNED))
    held += [
        permission(apps, database, model, f"view_{model}", f"Can view {name(apps, model)}")
        for model in AUDIT
    ]
    editor.permissions.add(*held)
    publisher.permissions.add(*held, permission(apps, database, "changeset", *PUBLISH))


def remove_groups(apps, schema_editor):
    """Remove both groups; the permissions belong to the models."""
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=("editor", "publisher")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("deployments", "0001_spine"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="changeset",
            options={
                "ordering": ("-at", "-pk"),
                "permissions": [PUBLISH],
                "verbose_name": "change set",
                "verbose_name_plural": "change sets",
            },
        ),
        migrations.RunPython(make_groups, remove_groups),
    ]
