"""Checks everything that is stored: what ``manage.py check_records`` tells.

A change set checks what it touches when it closes. This checks all of it again, and with it what
came about otherwise: a restored backup, a row written by hand, a rule that is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import rules
from ..changes.service import owner_of
from ..choices import Status
from ..chunks import CHUNK
from ..models import OWNED_MODELS, RECORD_MODELS, RECORD_TYPES, KeyRedirect, Record, Row
from . import derived, gate


class Kind(Enum):
    """What sort of fault it is, from the gravest."""

    IMPOSSIBLE = "impossible"
    GATE = "gate"
    ROW = "row"
    REDIRECT = "redirect"
    INDEX = "index"
    REFUSED = "refused"
    ODD = "odd"

    @property
    def is_fault(self) -> bool:
        """Whether something must be put right; the rest is for an editor to look at."""
        return self not in (Kind.REFUSED, Kind.ODD)


TITLES: dict[Kind, str | Promise] = {
    Kind.IMPOSSIBLE: gettext_lazy("Public, but impossible"),
    Kind.GATE: gettext_lazy("Public, but it may not be"),
    Kind.ROW: gettext_lazy("Not as its fields demand"),
    Kind.REDIRECT: gettext_lazy("Redirects that lead nowhere"),
    Kind.INDEX: gettext_lazy("Index out of date: run manage.py rebuild_index"),
    Kind.REFUSED: gettext_lazy("Not public, and impossible as it is"),
    Kind.ODD: gettext_lazy("Odd: have a look"),
}
"""Headings of the report, in its order."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report."""

    kind: Kind
    code: str
    message: str
    record_type: str = ""
    key: str = ""
    admin: str = ""
    """Address in the admin where it can be put right; empty for what is no record."""


def check_all() -> Iterator[Result]:
    """Everything that is wrong or odd, record by record within each sort of check."""
    told: set[tuple[str, str, str]] = set()
    for result in _by_rules():
        told.add((result.record_type, result.key, result.message))
        yield result
    holds = True
    for result in _gate():
        if (result.record_type, result.key, result.message) not in told:
            holds = False
            yield result
    yield from _rows()
    yield from _redirects()
    if not holds:
        # What cannot be without a relation that is hidden has no public form to compare.
        yield Result(
            Kind.INDEX, "index", _("Not compared yet: first put right what may not be public.")
        )
        return
    for line in derived.differences():
        yield Result(Kind.INDEX, "index", line)


def _of(record: Record, kind: Kind, code: str, message: str) -> Result:
    return Result(kind, code, message, record.record_type, record.key, admin_address(record))


def admin_address(record: Record) -> str:
    """Where a record is corrected."""
    return reverse(f"admin:deployments_{record._meta.model_name}_change", args=[record.pk])


def _by_rules() -> Iterator[Result]:
    for finding in rules.all_findings():
        kind = Kind.ODD
        if finding.impossible:
            kind = Kind.IMPOSSIBLE if finding.record.is_published else Kind.REFUSED
        yield _of(finding.record, kind, finding.code, finding.message)


def _gate() -> Iterator[Result]:
    for model in RECORD_MODELS:
        published = model._default_manager.filter(status=Status.PUBLISHED)
        records = {record.pk: record for record in published.order_by("key").iterator(CHUNK)}
        for problem in gate.problems_among(model, records):
            yield _of(problem.record, Kind.GATE, "gate", problem.message)


def _rows() -> Iterator[Result]:
    models: Iterable[type[Row]] = (*RECORD_MODELS, *OWNED_MODELS, KeyRedirect)
    for model in models:
        for row in model._default_manager.order_by("pk").iterator(CHUNK):
            for message in row_problems(row):
                record = owner_of(row)
                if row != record:
                    message = f"{row._meta.verbose_name} “{row}”: {message}"
                if record is None:
                    yield Result(Kind.ROW, "row", message)
                else:
                    yield _of(record, Kind.ROW, "row", message)


def row_problems(row: Row) -> list[str]:
    """What the row's own fields say against it.

    Relations, uniqueness and named constraints are left to the database, which refuses them.
    """
    relations = {column.name for column in row._meta.concrete_fields if column.is_relation}
    stored = {name: getattr(row, name) for name in row.worked_out()}
    found: list[str] = []
    checks: list[Callable[[], None]] = [lambda: row.clean_fields(exclude=relations), row.clean]
    for check in checks:
        try:
            check()
        except ValidationError as refused:
            messages = refused.message_dict if hasattr(refused, "error_dict") else {}
            for name, several in messages.items():
                found += [f"{name}: {message}" for message in several]
            if not messages:
                found += refused.messages
    for name, value in stored.items():
        if getattr(row, name) != value:
            found.append(
                _("%(name)s does not follow from the date. Save it anew.") % {"name": name}
            )
    return found


def _redirects() -> Iterator[Result]:
    targets: dict[str, dict[int, str]] = {}
    for redirect in KeyRedirect.objects.all():
        model = RECORD_TYPES.get(redirect.record_type)
        if redirect.record_type not in targets:
            targets[redirect.record_type] = (
                dict(model._default_manager.values_list("pk", "key")) if model else {}
            )
        keys = targets[redirect.record_type]
        message = ""
        if redirect.record_id not in keys:
            message = _("%(redirect)s leads to a record that is not there.")
        elif keys[redirect.record_id] == redirect.old_key:
            message = _("%(redirect)s leads to itself.")
        elif redirect.old_key in keys.values():
            message = _("%(redirect)s is the address of another record now.")
        if message:
            yield Result(Kind.REDIRECT, "redirect", message % {"redirect": redirect})
