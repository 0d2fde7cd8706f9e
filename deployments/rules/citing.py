"""Rules about every citation, whatever it bears on: what was taken back, and what is not located.

The citations of a record are looked at with those of the rows that it owns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ..choices import BEARING_OUT, Stance, Status
from ..models import Citation, Record
from ..models.sources import CITED
from . import rows, values
from .finding import Finding


def check(model: type[Record], ids: Sequence[int]) -> Iterator[Finding]:
    """What is odd about the citations of those records ``ids`` of ``model`` that are public."""
    records = model._default_manager.filter(pk__in=ids, status=Status.PUBLISHED).in_bulk()
    cited = citations_of(model, list(records)) if records else {}
    several = _of_several_paragraphs(row for found in cited.values() for row in found)
    for pk, found in cited.items():
        public = [row for row in found if row.source.is_published]
        yield from _withdrawn(records[pk], found)
        for of_one in _by_target(public):
            yield from _retracted(records[pk], of_one)
        yield from _unlocated(records[pk], public, several)
    yield from values.check(records, cited)


def citations_of(model: type[Record], ids: Sequence[int]) -> dict[int, list[Citation]]:
    """The citations of the records ``ids``, and of the rows they own, by the id of the record."""
    found: dict[int, list[Citation]] = defaultdict(list)
    for path in rows.paths_to(model, Citation):
        cited = Citation.objects.filter(**{f"{path}__in": ids}).annotate(owned_by=F(path))
        for row in cited.select_related("source", "via").order_by("pk"):
            found[row.owned_by].append(row)
    return dict(sorted(found.items()))


def _by_target(cited: Iterable[Citation]) -> Iterable[list[Citation]]:
    """``cited`` apart for the record itself and for each of its rows."""
    found: dict[tuple[str, int | None], list[Citation]] = defaultdict(list)
    for row in cited:
        found[CITED.kind_of(row), CITED.id_of(row)].append(row)
    return found.values()


def _withdrawn(record: Record, cited: Iterable[Citation]) -> Iterator[Finding]:
    """A record that lost a support: readers no longer see what it rested on."""
    for row in cited:
        if row.stance in BEARING_OUT and row.source.status == Status.WITHDRAWN:
            yield Finding(
                record,
                "support-withdrawn",
                _(
                    "it rested on “%(source)s”, which was withdrawn. Look whether it still "
                    "stands, then delete the citation."
                )
                % {"source": Truncator(row.source.title).chars(80)},
                impossible=False,
            )


def _retracted(record: Record, cited: Iterable[Citation]) -> Iterator[Finding]:
    """What rests on retracted sources alone; ``cited`` bear on one record or row."""
    bearing = [row for row in cited if row.stance in BEARING_OUT]
    if bearing and all(row.retracted for row in bearing):
        titles = dict.fromkeys(Truncator(row.source.title).chars(80) for row in bearing)
        part = bearing[0].target
        yield Finding(
            record,
            "only-retracted",
            _(
                "%(what)s rests on nothing but what was retracted (“%(sources)s”). Cite another "
                "source, or withdraw it."
            )
            % {
                "what": _("it") if part == record else f"“{part}”",
                "sources": "”, “".join(titles),
            },
            impossible=False,
        )


def _of_several_paragraphs(cited: Iterable[Citation]) -> frozenset[int]:
    """The sources among those cited that were read by paragraphs, beyond the first one."""
    read = {row.via_id or row.source_id for row in cited}
    if not read:
        return frozenset()
    beyond = Citation.objects.filter(paragraph__gt=1).annotate(read=Coalesce("via", "source"))
    return frozenset(beyond.filter(read__in=read).values_list("read", flat=True))


def _unlocated(
    record: Record, cited: Iterable[Citation], several: Collection[int]
) -> Iterator[Finding]:
    """A text of several paragraphs is cited where it says so, or nobody finds it again.

    What an editor looked for and did not find has no place, and who somebody is stands as often
    beside a text as in it.
    """
    for row in cited:
        read = row.via or row.source
        if row.stance == Stance.SILENT or row.target_affiliation_id:
            continue
        if read.pk in several and not row.is_located:
            yield Finding(
                record,
                "not-located",
                _(
                    "“%(source)s” has several paragraphs, and its citation for %(aspect)s does "
                    "not say where. Give the paragraph, the passage or the locator."
                )
                % {
                    "source": Truncator(read.title).chars(80),
                    "aspect": row.get_aspect_display(),
                },
                impossible=False,
            )
