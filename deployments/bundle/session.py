"""What the steps of one import share: what may be done, what is known, what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..changes.service import owner_of
from ..models import ChangeSet, Record
from ..services import gate
from .lookup import Lookup, is_provisional
from .options import Options
from .reading import Line
from .rejections import Place, Rejections
from .report import Report
from .steps import Fault, Rejected

PROGRESS_EVERY = 500

Progress = Callable[[str, int, int], None]
"""Called with file, lines done and lines in all."""

NOWHERE: Place = ("", 0)


class Session:
    """One pass over one bundle."""

    def __init__(
        self, options: Options, faults: Rejections, progress: Progress | None = None
    ) -> None:
        self.options = options
        self.report = Report.begun(faults, dry_run=options.dry_run)
        self.lookup = Lookup()
        self.last_change = last_change()
        self._progress = progress
        self._places: dict[tuple[str, str], Place] = {}
        self._tainted: set[tuple[str, str]] = set()
        self._incomplete = not self.report.accepted
        """Whether files or lines could not even be read, so that records may lack rows."""

    def note_progress(self, file: str, done: int, total: int) -> None:
        """Tell whoever waits, now and then."""
        if self._progress and done % PROGRESS_EVERY == 0:
            self._progress(file, done, total)

    def note_place(self, record: Record | None, line: Line, *, own: bool) -> None:
        """Remember a line that a record comes from; its own line before any other."""
        if record is None:
            return
        name, place = (record.record_type, record.key), (line.file, line.number)
        if own:
            self._places[name] = place
        else:
            self._places.setdefault(name, place)

    def tell(self, line: Line, faults: Iterable[Fault]) -> None:
        """Report why a line is not accepted."""
        for fault in faults:
            self.report.reject(line.file, line.number, fault.column, fault.reason, root=fault.root)

    def reject(self, rejected: Rejected) -> None:
        """Report a line that is not accepted; what rests on it is not judged."""
        row, owner = rejected.row, owner_of(rejected.row)
        if owner is not None and not (owner is row and is_provisional(row.pk)):
            self._tainted.add((owner.record_type, owner.key))
        if rejected.line.key:
            self.lookup.reject(rejected.spec.model, rejected.line.key)
        self.tell(rejected.line, rejected.faults)

    def reject_records(self, problems: Iterable[gate.Problem]) -> None:
        """Report what the publication gate refused, at the line of each record."""
        for problem in problems:
            record = problem.record
            file, line = self._places.get((record.record_type, record.key), NOWHERE)
            self.report.reject(file, line, "", str(problem))

    def check_rest(self, records: Iterable[Record]) -> None:
        """Report what the gate says of the records that no rejected line bears on."""
        if self._incomplete:
            return
        rest = [r for r in records if (r.record_type, r.key) not in self._tainted]
        try:
            gate.require_invariant(rest)
        except gate.Refused as refused:
            self.reject_records(refused.problems)


def last_change() -> int:
    """The last change set that was kept."""
    last = ChangeSet.objects.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


def unchanged_since(session: Session) -> bool:
    """Whether all that a session rests on is still as it read it.

    To be asked where nobody else can write. Nothing changed if no change set was kept since;
    else every question that the session put to the database is put once more.
    """
    return last_change() == session.last_change or all(
        answer.still_holds() for answer in session.lookup.answers
    )
