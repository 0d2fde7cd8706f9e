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
DRIVER, PYTHON = "the database's driver", "Python's library"

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
    for function, (_calls, _all, own, _whole, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        owner = _owner(function)
        if owner or not callers:
            spent[owner or PYTHON] += own
            continue
        # What is built in, or of Python's library, is done for the one who called it.
        total = sum(each[2] for each in callers.values()) or 1
        for caller, (*_counts, part, _cumulated) in callers.items():
            spent[_owner(caller) or PYTHON] += own * part / total
    total = sum(spent.values())
    return {owner: round(own * 100 / total, 1) for owner, own in spent.most_common()}


def _owner(function: tuple[str, int, str]) -> str:
    """Whose code a function is; nothing for what belongs to Python."""
    file, _line, name = function
    if "sqlite3" in name or "sqlite3" in file or "psycopg" in name + file:
        return DRIVER
    return next((owner for part, owner in _OWNERS if part in file), "")
