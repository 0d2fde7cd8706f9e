"""The change set that is open now: who changes what, why and from where.

Every curated row is saved inside a change set (see ``service.change_set``). This module
only holds the open one, so that models can ask for it without knowing the service.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db import models

    from .rows import ChangeSet


class NoChangeSet(RuntimeError):
    """A curated row was about to change outside a change set, which would leave no history."""


@dataclass
class OpenChangeSet:
    """What the open change set knows: who, why, from where, and which rows changed so far."""

    actor: User | None
    origin: str
    reason: str
    row: ChangeSet | None = None
    touched: list[models.Model] = field(default_factory=list)
    """Copies of the rows, as each was when it changed."""
    instances: list[models.Model] = field(default_factory=list)
    """The rows themselves, as the callers hold them."""
    rewritten: int = 0
    """How many other public records show what changed, and were brought up to date."""


_open: ContextVar[OpenChangeSet | None] = ContextVar("open_change_set", default=None)


def current() -> OpenChangeSet | None:
    """The open change set, or None."""
    return _open.get()


def require() -> OpenChangeSet:
    """The open change set; raises :class:`NoChangeSet` with what to do when there is none."""
    change = _open.get()
    if change is None:
        raise NoChangeSet(
            _(
                "Records change only inside a change set, so that the history tells who changed "
                "what and why. Use: with change_set(origin=…, reason=…): …"
            )
        )
    return change


def begin(change: OpenChangeSet) -> Token[OpenChangeSet | None]:
    """Make ``change`` the open one; returns the token that :func:`end` takes."""
    return _open.set(change)


def end(token: Token[OpenChangeSet | None]) -> None:
    """Close what :func:`begin` opened."""
    _open.reset(token)


_heard: ContextVar[list[OpenChangeSet] | None] = ContextVar("heard_change_sets", default=None)


@contextmanager
def heard() -> Iterator[list[OpenChangeSet]]:
    """Give the change sets that settle inside, in their order: for who says what they did."""
    settled: list[OpenChangeSet] = []
    token = _heard.set(settled)
    try:
        yield settled
    finally:
        _heard.reset(token)


def tell(change: OpenChangeSet) -> None:
    """Let whoever listens hear of a change set that has settled and holds."""
    listening = _heard.get()
    if listening is not None:
        listening.append(change)
