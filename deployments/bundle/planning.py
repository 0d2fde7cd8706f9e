"""Works out all that an import will do, and says what stands against it; stores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..changes.service import owner_of
from ..models import Row
from . import redirects
from .bundles import Bundle
from .checking import check, label_of, public_fault
from .filling import fill, fill_later
from .matching import Matcher
from .options import Options
from .reading import Line, Table
from .report import Outcome, RowResult
from .session import Progress, Session
from .spec import TABLES
from .steps import Checked, Fault, Rejected, Removal, Step
from .tables import TableSpec


@dataclass(frozen=True)
class Plan:
    """The steps to save, in order, and the session that they rest on."""

    session: Session
    steps: tuple[Step, ...]


def make_plan(bundle: Bundle, options: Options, progress: Progress | None = None) -> Plan:
    """Match and check every line of a bundle against what is stored."""
    session = Session(options, bundle.faults, progress)
    _look_up(bundle, session)
    steps: list[Step] = []
    planned: list[TablePlan] = []
    addresses = bundle.tables.get(redirects.NAME)
    redirection = redirects.Redirects(addresses, session) if addresses else None
    if redirection:
        steps += redirection.renames()
    for name, table in bundle.tables.items():
        if name != redirects.NAME:
            plan = TablePlan(table, session)
            steps += plan.lines()
            planned.append(plan)
    if redirection:
        steps += redirection.additions()
    for plan in reversed(planned):
        steps += plan.removals()
    return Plan(session, tuple(steps))


def _look_up(bundle: Bundle, session: Session) -> None:
    """Fetch every stored row that the bundle names, and note the rows it brings itself."""
    lookup = session.lookup
    for spec in TABLES:
        if spec.name in bundle.unread:
            lookup.unread(spec.model, spec.file)
    lines = [(table.spec, line) for table in bundle.tables.values() for line in table.lines]
    lookup.load(reference for spec, line in lines for reference in _named_in(spec, line))
    for spec, line in lines:
        if line.key and hasattr(spec.model, "key"):
            lookup.expect(spec.model, line.key, (line.file, line.number))


def _named_in(spec: TableSpec, line: Line) -> Iterator[tuple[type[Row], str]]:
    """The rows that a line names, its own among them."""
    for column in spec.columns:
        yield from column.references(line.cells)
    if spec.name == redirects.NAME:
        yield from redirects.references(line)
    elif line.key:
        yield spec.model, line.key


class TablePlan:
    """Works out what becomes of the lines of one file."""

    def __init__(self, table: Table, session: Session) -> None:
        self.table = table
        self.spec = table.spec
        self.session = session
        self.matcher = Matcher(table, session.lookup)

    def lines(self) -> list[Checked]:
        """The lines that are accepted and change something; all are in the report."""
        results = [self._line(line) for line in self._with_progress()]
        results = [self._complete(result) for result in results]
        for result in results:
            self.session.report.note(result.result)
        return [each for each in results if isinstance(each, Checked) and each.is_change]

    def _line(self, line: Line) -> Checked | Rejected:
        matched = self.matcher.match(line)
        filled = fill(matched, self.table, self.session)
        checked = check(filled, self.spec, self.session)
        if isinstance(checked, Rejected):
            self.session.reject(checked)
        else:
            self._accept(checked)
        return checked

    def _accept(self, checked: Checked) -> None:
        row, line = checked.row, checked.line
        self.session.lookup.put(row)
        self.matcher.take(row, line, new=checked.new)
        owner = owner_of(row)
        self.session.note_place(owner, line, own=owner is row)

    def _complete(self, first: Checked | Rejected) -> Checked | Rejected:
        """Fill in what refers to rows further down, now that they are known."""
        if isinstance(first, Rejected) or not first.later:
            return first
        second = check(fill_later(first, self.session), self.spec, self.session)
        if isinstance(second, Rejected):
            self.session.reject(second)
            return second
        changes = (*first.changes, *second.changes)
        return replace(first, changes=changes, later=())

    def _with_progress(self) -> Iterable[Line]:
        total = len(self.table.lines)
        for number, line in enumerate(self.table.lines, start=1):
            yield line
            self.session.note_progress(self.spec.file, number, total)

    def removals(self) -> Iterator[Removal]:
        """With --replace-children, what the records of this file no longer own."""
        options, report = self.session.options, self.session.report
        if not (options.replace_children and self.spec.parent and report.accepted):
            return
        for row, line in self.matcher.left_over():
            label = label_of(row, self.spec)
            fault = "" if options.publish else public_fault(row)
            if fault:
                self.session.tell(line, [Fault("", f"{label}: {fault}")])
                report.note(RowResult(self.spec.file, 0, label, Outcome.REJECTED))
            else:
                yield Removal(self.spec, line, row, label)
