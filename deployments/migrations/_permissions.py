"""What both groups may do with tables, as it stood when they were made: frozen with its users."""

ACTIONS = ("add", "change", "delete", "view")


def everyday(apps, database, models):
    """The permissions to add, change, delete and view rows of ``models``.

    Django makes permissions only after all migrations, so they are made here.
    """
    return [
        permission(apps, database, model, f"{action}_{model}", f"Can {action} {name(apps, model)}")
        for model in models
        for action in ACTIONS
    ]


def permission(apps, database, model, codename, title):
    """One permission, made where it is not there yet."""
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    content_type, _ = content_types.get_or_create(app_label="deployments", model=model)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    found, _ = permissions.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": title}
    )
    return found


def name(apps, model):
    """What a table's rows are called."""
    return apps.get_model("deployments", model)._meta.verbose_name
