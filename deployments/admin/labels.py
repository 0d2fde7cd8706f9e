"""What a record is called where an editor chooses it: told from its namesakes, and its status."""

from __future__ import annotations

from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import countries
from ..models import Commentary, Navy, Person, Port, Record, Vessel, Visit

LABEL_RELATED: dict[type[Model], tuple[str, ...]] = {
    Vessel: ("navy",),
    Visit: ("port",),
    Commentary: ("person",),
}
"""What a label needs besides the record itself."""


def label(row: Model) -> str:
    """The label of ``row``; a record that is not public says so."""
    parts = [_name(row)]
    if isinstance(row, Record) and not row.is_published:
        parts.append(f"[{row.get_status_display()}]")
    return " ".join(parts)


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
