"""What a record is called where an editor chooses it: told from its namesakes, and its status."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, QuerySet, Subquery
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import countries
from ..models import (
    Affiliation,
    Commentary,
    Deployment,
    Engagement,
    Navy,
    Person,
    Port,
    Record,
    RecordIndex,
    Vessel,
    Visit,
)
from ..querysets import tells_apart

LABEL_RELATED: dict[type[Model], tuple[str, ...]] = {
    Vessel: ("navy",),
    Visit: ("port",),
    Commentary: ("person",),
    Deployment: ("lead_navy",),
    Engagement: ("port",),
}
"""What a label needs besides the record itself."""


@cache
def all_labelled(model: type[Model]) -> QuerySet[Any]:
    """All records of a kind with what their labels need; never evaluated itself, only copied."""
    return labelled(model._default_manager.all())


def labelled(records: QuerySet[Any]) -> QuerySet[Any]:
    """``records`` with what their labels need, in the same query: also whether a name is shared.

    Drafts count, too: an editor chooses among all records.
    """
    model = records.model
    found: QuerySet[Any] = records.select_related(*LABEL_RELATED.get(model, ()))
    if not (issubclass(model, Record) and tells_apart(model)):
        return found
    of_kind = RecordIndex.objects.filter(record_type=model.record_type).exclude(called="")
    own = of_kind.filter(record_id=OuterRef(OuterRef("pk"))).values("called")
    others = of_kind.filter(called__in=own).exclude(record_id=OuterRef("pk"))
    found = found.annotate(has_namesakes=Exists(others))
    if model is Person:
        held = Affiliation.objects.filter(person=OuterRef("pk"))
        last = held.order_by(F("as_of_earliest").desc(nulls_last=True), "pk")
        found = found.annotate(institution=Subquery(last.values("organisation")[:1]))
    return found


def label(row: Model) -> str:
    """The label of ``row``; a record that is not public says so.

    One of several of its name, as :func:`labelled` loads it, says all that tells them apart.
    """
    parts = [_name(row)]
    if isinstance(row, Record) and getattr(row, "has_namesakes", False):
        parts = [", ".join([*parts, *_more(row, parts[0])]), f"· {row.key}"]
    if isinstance(row, Record) and not row.is_published:
        parts.append(f"[{row.get_status_display()}]")
    return " ".join(parts)


def _more(record: Record, said: str) -> Iterable[str]:
    """What tells ``record`` from its namesakes and is not ``said`` already."""
    if isinstance(record, Person):
        kind = record.in_words("kind") if record.says("kind") else ""
        aspects = [getattr(record, "institution", "") or "", record.country_name, kind]
    else:
        aspects = [str(text) for text in record.telling_apart()]
    told = [text for text in dict.fromkeys(aspects) if text and text not in said]
    return [text for text in told if not any(text in more for more in told if more != text)]


def _name(row: Model) -> str:
    match row:
        case Vessel():
            return f"{row}, {row.navy}"
        case Visit():
            return visit_title(row)
        case Commentary():
            return f"{row.person}: {row.dates_in_words or row.key}"
        case Port() if row.country:
            return f"{row}, {countries.name(row.country)}"
        case Navy() if row.abbreviation:
            return f"{row} ({row.abbreviation})"
        case Person() if row.native_name:
            return f"{row} ({row.native_name})"
    return str(row)


def visit_title(visit: Visit) -> str:
    """Port and dates of a visit, and its key, as two squadrons may be there on the same days."""
    return f"{visit.port}, {visit.dates_in_words or '–'} · {visit.key}"


def status_mark(record: Record) -> SafeString:
    """The status as a word in the form of its own that the style sheet gives it."""
    css = record.status.replace(" ", "-")
    return format_html('<span class="status status-{}">{}</span>', css, record.get_status_display())
