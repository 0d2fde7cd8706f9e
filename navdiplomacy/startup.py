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
