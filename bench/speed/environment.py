"""With what settings everything is measured: those of a public site."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .asking import HOST

ROOT = Path(__file__).resolve().parent.parent.parent


def production(url: str, home: Path) -> dict[str, str]:
    """The environment of a public site on that database, its files in ``home``."""
    return {
        "NAVDIPLOMACY_ENV": "production",
        "NAVDIPLOMACY_DATA": str(home / "data"),
        # Guards nothing: no session of the bench outlives it.
        "SECRET_KEY": hashlib.sha512(b"bench").hexdigest(),
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "navdiplomacy.settings",
        "PYTHONPATH": str(ROOT),
    }
