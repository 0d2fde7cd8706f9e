"""A request reads as many rows of four times as many visits, but for those named here.

Two worlds are made that differ in the number of visits alone, and what each request reads there is
compared: see ``reading`` for how, and ``asked`` for the requests. ``PLANS=full`` takes the sizes
that the public is promised, and many minutes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from bench.world import Sizes, build
from deployments.views import lists, periods

from .asked import LEAST, requests
from .reading import rows_read

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.xdist_group("plans")]

FEW = Sizes(
    visits=1_000,
    vessels=55,
    deployments=40,
    ports=20,
    navies=12,
    sources=75,
    people=12,
    statements=40,
)
FULL = replace(FEW, visits=5_000, vessels=110, ports=40)
SMALL = FULL if os.environ.get("PLANS") == "full" else FEW
TIMES = 4

SHARE = 1.2
"""How many times as many rows may be read."""

SPARE = {"sqlite": 2_000, "postgresql": 200}
"""What reads no more than this beyond its share, in steps or rows, does not grow: a plan differs."""


@dataclass(frozen=True, slots=True)
class Growing:
    """Requests that read more where there are more visits, by name, and why they may."""

    names: tuple[str, ...]
    reason: str
    engines: tuple[str, ...] = ("sqlite", "postgresql")


EXCEPTIONS: tuple[Growing, ...] = ()
