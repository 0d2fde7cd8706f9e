"""Where the time of a request goes, by whose code it is spent in: shares of a profile.

A profiler makes calls dearer than they are, so that shares are told, and no milliseconds.
"""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from collections.abc import Mapping

from .asking import Ask

REQUESTS = 60

_OWNERS = (
    ("/deployments/", "our code"),
    ("/navdiplomacy/", "our code"),
    ("/django_filters/", "django-filter"),
    ("/rest_framework/", "Django REST framework"),
    ("/whitenoise/", "other middleware"),
    ("/csp/", "other middleware"),
    ("/django/db/", "Django: ORM and database"),
    ("/django/template", "Django: templates"),
    ("/django/forms/", "Django: forms"),
    ("/django/", "Django: the rest"),
    ("/bench/", "the bench itself"),
)


def shares(ask: Ask, address: str, headers: Mapping[str, str]) -> dict[str, float]:
    """Per cent of the time of requests to ``address``, by owner of the code, the most first."""
    ask(address, headers)
    profile = cProfile.Profile()
    profile.enable()
    for _number in range(REQUESTS):
        ask(address, headers)
    profile.disable()
    spent: Counter[str] = Counter()
    for (file, _line, name), (_calls, _all, own, _whole, _by) in pstats.Stats(  # type: ignore[attr-defined]
        profile
    ).stats.items():
        spent[_owner(file, name)] += own
    total = sum(spent.values())
    return {owner: round(own * 100 / total, 1) for owner, own in spent.most_common()}


def _owner(file: str, name: str) -> str:
    if "sqlite3" in name or "sqlite3" in file or "psycopg" in name + file:
        return "the database's driver"
    return next((owner for part, owner in _OWNERS if part in file), "Python itself")
