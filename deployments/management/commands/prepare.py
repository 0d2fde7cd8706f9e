"""Bring a checkout to where it can be served."""

import secrets
from io import StringIO
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, transaction

from deployments.public import role
from deployments.services import derived, rebuilding, statistics

EXAMPLE_SEASON = settings.BASE_DIR / "fixtures" / "season-2024"
EDITOR = "editor"
EDITOR_GROUPS = ("editor", "publisher")


class Command(BaseCommand):
    """What ``make run`` does before it serves; a second run changes nothing.

    In production mode only the database and the static files are brought up to date: a public
    site gets its accounts and its records from the people who run it.
    """

    help = (
        "Updates the database, loads the example season if there are no records, makes an "
        "editor's account if there are no accounts, and collects static files."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every step that is still to do, saying which."""
        if settings.PUBLIC_SIDE:
            raise CommandError("The public side can write nothing. Unset NAVDIPLOMACY_SIDE here.")
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(
                f"The database does not answer: {error}\nCheck DATABASE_URL and that it runs."
            ) from error
        call_command("migrate", interactive=False, verbosity=0)
        if connection.vendor == "postgresql" and role.exists():
            role.grant()  # an update may have added public tables
        if rebuilding.unfinished() or derived.is_old():
            self.stdout.write("What is worked out has changed: building the index anew.")
            call_command("rebuild_index", stdout=StringIO())
        if not settings.PRODUCTION:
            if not _any_records():
                self.stdout.write("The database is empty: loading the example season of 2024.")
                call_command("import_records", str(EXAMPLE_SEASON), publish=True, verbosity=0)
                statistics.update()
            if not get_user_model().objects.exists():
                self._make_editor()
        call_command("collectstatic", interactive=False, verbosity=0)

    def _make_editor(self) -> None:
        """Create the one account and print its password, which is not kept anywhere."""
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            groups = list(Group.objects.filter(name__in=EDITOR_GROUPS))
            if len(groups) != len(EDITOR_GROUPS):
                raise CommandError(
                    f"The groups {' and '.join(EDITOR_GROUPS)} are missing; they are made by a "
                    "migration. Restore them, then run this again."
                )
            editor = get_user_model().objects.create_user(EDITOR, password=password, is_staff=True)
            editor.groups.set(groups)
        self.stdout.write(
            "\nAn account for editing was made. Its password is shown this once:\n"
            f"  name      {EDITOR}\n"
            f"  password  {password}\n"
            f"To set another: .venv/bin/python manage.py changepassword {EDITOR}\n"
        )


def _any_records() -> bool:
    """Say whether anything was ever recorded here, deleted records' history included."""
    models = apps.get_app_config("deployments").get_models()
    return any(model._base_manager.exists() for model in models)
