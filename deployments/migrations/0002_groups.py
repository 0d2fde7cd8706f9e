"""The groups *editor* and *publisher*, with their permissions."""

from django.db import migrations

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
ACTIONS = ("add", "change", "delete", "view")
PUBLISH = ("publish", "Can publish, withdraw, rename and change what is public")


def make_groups(apps, schema_editor):
    """Make both groups; Django makes permissions only after all migrations, so they come first."""
    database = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(database)
    editor, _ = groups.get_or_create(name="editor")
    publisher, _ = groups.get_or_create(name="publisher")
    everyday = [
        permission(apps, database, model, f"{action}_{model}", f"Can {action} {name(apps, model)}")
        for model in (*RECORDS, *OWNED)
        for action in ACTIONS
    ]
    everyday += [
        permission(apps, database, model, f"view_{model}", f"Can view {name(apps, model)}")
        for model in AUDIT
    ]
    editor.permissions.add(*everyday)
    publisher.permissions.add(*everyday, permission(apps, database, "changeset", *PUBLISH))


def name(apps, model):
    return apps.get_model("deployments", model)._meta.verbose_name


def permission(apps, database, model, codename, title):
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    content_type, _ = content_types.get_or_create(app_label="deployments", model=model)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    found, _ = permissions.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": title}
    )
    return found


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
