"""``redirects.csv``: addresses that were public and lead to a record's new one.

A redirect whose old key is still a record's own is a rename to do; it is done before anything
else, so that the other files may use the new key. Where the record is known by its new key only,
the redirect is added at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..choices import Origin
from ..models import RECORD_TYPES, KeyRedirect, Record
from ..services import publishing
from .reading import Line
from .relations import unknown_kind
from .report import Change, Outcome, RowResult

if TYPE_CHECKING:
    from .importing import Import


def references(line: Line) -> list[tuple[type[Any], str]]:
    """The records that a line names, by both keys."""
    model = RECORD_TYPES.get(line.cells["record_type"])
    if model is None:
        return []
    return [(model, line.cells[name]) for name in ("old_key", "key") if line.cells[name]]


def rename(run: Import) -> None:
    """Give stored records the new keys that the redirects tell of."""
    table = run.bundle.tables.get("redirects")
    for line in table.lines if table else ():
        model = RECORD_TYPES.get(line.cells["record_type"])
        old, new = line.cells["old_key"], line.cells["key"]
        record = run.lookup.known(model, old) if model else None
        if model is None or record is None or record.key != old or old == new:  # type: ignore[attr-defined]
            continue
        assert isinstance(record, Record)
        if run.lookup.known(model, new) is not None:
            run.report.reject(
                line.file,
                line.number,
                "key",
                _("Both “%(old)s” and “%(new)s” are stored; they are two records.")
                % {"old": old, "new": new},
            )
        elif record.is_published and not run.options.publish:
            run.report.reject(
                line.file,
                line.number,
                "key",
                _("“%(old)s” is published. It is renamed with --publish only.") % {"old": old},
            )
        else:
            _rename(run, line, record, new)


def _rename(run: Import, line: Line, record: Record, new: str) -> None:
    old = record.key
    try:
        with transaction.atomic():
            publishing.rename(record=record, new_key=new, origin=Origin.IMPORT)
    except ValidationError as problem:
        record.key = old
        for message in problem.messages:
            run.report.reject(line.file, line.number, "key", message)
        return
    run.lookup.add(record)
    run.note_place(record, line, own=False)
    _result(run, line, Outcome.UPDATED, (Change("key", old, new),))


def write(run: Import) -> None:
    """Add the redirects that are not there yet."""
    table = run.bundle.tables.get("redirects")
    done = {result.line for result in run.report.rows if result.file == "redirects.csv"}
    seen: dict[tuple[str, str], int] = {}
    for line in table.lines if table else ():
        place = line.cells["record_type"], line.cells["old_key"]
        if place in seen:
            message = _("Lines %(first)d and %(second)d give the same old key.") % {
                "first": seen[place],
                "second": line.number,
            }
            run.report.reject(line.file, line.number, "old_key", message)
        elif not _is_rejected(run, line):
            _write(run, line, renamed=line.number in done)
        seen.setdefault(place, line.number)


def _is_rejected(run: Import, line: Line) -> bool:
    return any(
        (rejection.file, rejection.line) == (line.file, line.number)
        for rejection in run.report.rejections
    )


def _write(run: Import, line: Line, *, renamed: bool) -> None:
    kind, old, new = (line.cells[name] for name in ("record_type", "old_key", "key"))
    if kind not in RECORD_TYPES:
        reason = str(unknown_kind(kind, RECORD_TYPES))
        run.report.reject(line.file, line.number, "record_type", reason)
        return
    if not old or not new or old == new:
        run.report.reject(
            line.file, line.number, "old_key", _("Give the old key and another, new one.")
        )
        return
    model = RECORD_TYPES[kind]
    record = run.lookup.known(model, new)
    if not isinstance(record, Record):
        try:
            run.lookup.find(model, new)
        except ValueError as problem:
            run.report.reject(line.file, line.number, "key", str(problem))
        return
    stored = KeyRedirect.objects.filter(record_type=kind, old_key=old).first()
    if stored is not None and stored.record_id == record.pk:
        if not renamed:
            _result(run, line, Outcome.UNCHANGED)
    elif stored is not None:
        run.report.reject(
            line.file,
            line.number,
            "old_key",
            _("“%(old)s” leads to another record already.") % {"old": old},
        )
    elif renamed and not record.once_public:
        return  # A draft's old address was never public; there is nothing to keep.
    elif not record.once_public or not run.options.publish:
        run.report.reject(
            line.file,
            line.number,
            "",
            _("A redirect keeps a public address. “%(new)s” is not public; import with --publish.")
            % {"new": new}
            if not record.once_public
            else _("Addresses of what is public change with --publish only."),
        )
    else:
        redirect = KeyRedirect(record_type=kind, old_key=old, record_id=record.pk)
        redirect.full_clean()
        redirect.save()
        run.note_place(record, line, own=False)
        if not renamed:
            _result(run, line, Outcome.CREATED)


def _result(run: Import, line: Line, outcome: Outcome, changes: tuple[Change, ...] = ()) -> None:
    label = f"{line.cells['record_type']} {line.cells['old_key']}"
    run.report.rows.append(RowResult(line.file, line.number, label, outcome, changes))
