"""What the command line and the server do before anything else."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def load_settings() -> None:
    """Read the settings; where they refuse, end the process with their words, without a trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "navdiplomacy.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 (reading any setting reads the file)
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from None


def whole_number(name: str, *, default: int, most: int) -> int:
    """Read a variable that is a whole number from 1 to ``most``; end in words where it is not."""
    text = os.environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= most):
        raise SystemExit(f"{name} is {text!r}. Set it to a whole number from 1 to {most}.")
    return int(text)


def require_public_role() -> None:
    """End in words where the public side is to be served by a role that cannot read it."""
    from django.db import connection

    from deployments.public import role

    if not settings.PUBLIC_SIDE or connection.vendor != "postgresql":
        return
    if why := role.hindrance():
        raise SystemExit(
            f"The public side cannot be served as {settings.PUBLIC_ROLE}: {why}\n"
            "Run manage.py grant_public_role where NAVDIPLOMACY_SIDE is not set, then start again."
        )
