"""The columns that say how a record stands towards the public, and what an import makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ..choices import Status
from ..models import Record, Row
from .columns import CellError, Column, Values, read_day, read_instant


@dataclass(frozen=True)
class Standing(Column):
    """A column of this group. They are read together, by :func:`standing`."""

    def write(self, row: Row, *, public: bool = False) -> str:
        value = getattr(row, self.target)
        if value is None:
            return ""
        return value.isoformat() if hasattr(value, "isoformat") else str(value)


STANDING = (
    Standing("status"),
    Standing("first_published_at"),
    Standing("withdrawn_on"),
    Standing("withdrawal_reason"),
)
"""Status, when first public, and the public tombstone of a withdrawal."""


def standing(record: Record, cells: Mapping[str, str], *, publish: bool) -> Values:
    """The fields that ``cells`` change in how ``record`` stands. Raises :class:`CellError`.

    Without ``publish`` nothing changes: a new record is a draft whatever the column says, and a
    published one that the column wants otherwise is refused. With it, a record without a word in
    ``status`` is published, unless it is withdrawn, which stays.
    """
    status = _status(cells)
    if not publish:
        if status and record.is_published and status != Status.PUBLISHED:
            raise CellError(
                _("The record is published. Its status changes with --publish only."), "status"
            )
        return {}
    if not status:
        status = Status.WITHDRAWN if record.status == Status.WITHDRAWN else Status.PUBLISHED
    first = record.first_published_at or _first_published(cells)
    if status == Status.PUBLISHED:
        return {
            "status": Status.PUBLISHED,
            "first_published_at": first or timezone.now(),
            "withdrawn_on": None,
            "withdrawal_reason": "",
        }
    if status == Status.WITHDRAWN:
        return _withdrawn(record, cells, first)
    if first:
        raise CellError(
            _("What was once public becomes no draft again. Withdraw it instead."), "status"
        )
    return {"status": status, "withdrawn_on": None, "withdrawal_reason": ""}


def _status(cells: Mapping[str, str]) -> str:
    text = cells.get("status", "")
    if text and text not in Status.values:
        raise CellError(
            _("“%(text)s” is not one of: %(allowed)s.")
            % {"text": text, "allowed": ", ".join(Status.values)},
            "status",
        )
    return text


def _first_published(cells: Mapping[str, str]) -> datetime | None:
    text = cells.get("first_published_at", "")
    try:
        return read_instant(text) if text else None
    except CellError as problem:
        raise CellError(str(problem), "first_published_at") from problem


def _withdrawn(record: Record, cells: Mapping[str, str], first: datetime | None) -> Values:
    day, text = record.withdrawn_on, cells.get("withdrawn_on", "")
    try:
        day = read_day(text) if text else day
    except CellError as problem:
        raise CellError(str(problem), "withdrawn_on") from problem
    reason = cells.get("withdrawal_reason", "") or record.withdrawal_reason
    if first and not reason:
        raise CellError(
            _("It was public: give the reason of the withdrawal that the public will read."),
            "withdrawal_reason",
        )
    return {
        "status": Status.WITHDRAWN,
        "first_published_at": first,
        "withdrawn_on": day or timezone.localdate(),
        "withdrawal_reason": reason,
    }
