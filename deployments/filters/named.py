"""What people write into a box of names, where a filter takes keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..letters import fold
from ..public import PublicDocument
from .inputs import KeysField, shown

MOST_SHOWN = 8
"""Records that are named where several bear a name."""


@dataclass(slots=True)
class Named:
    """The keys that were meant, and the first of what was not clear."""

    keys: list[str] = field(default_factory=list)
    unknown: str = ""
    """What no record bears as its key or name."""
    several: str = ""
    """What several records bear as their name, or as the beginning of it."""
    candidates: list[tuple[str, str]] = field(default_factory=list)
    """Key and name of these."""

    @property
    def refusal(self) -> str:
        """Which records may be meant."""
        found = "; ".join(f"{name}: {key}" for key, name in self.candidates[:MOST_SHOWN])
        if len(self.candidates) > MOST_SHOWN:
            return _(
                "Several may be meant by “%(name)s”. Write the key of one, such as %(found)s."
            ) % {
                "name": shown(self.several),
                "found": found,
            }
        return _("Several may be meant by “%(name)s”. Write the key of one: %(found)s.") % {
            "name": shown(self.several),
            "found": found,
        }


def named(field: KeysField, values: Sequence[str]) -> Named:
    """The public records that ``values`` name: by key, name, or the beginning of one.

    Names are those of kinds that are listed by them. Accents and case make no difference; a whole
    name comes before the beginnings of others.
    """
    found = Named()
    for value in values:
        if _is_key(field, value):
            found.keys.append(value)
            continue
        matching = _called(field.target.record_type, value)
        if len(matching) == 1:
            found.keys.append(matching[0][0])
        elif matching:
            found.several, found.candidates = found.several or value, matching
        else:
            found.unknown = found.unknown or value
    return found


def _is_key(field: KeysField, value: str) -> bool:
    try:
        return bool(field.read([value]))
    except ValidationError:
        return False


def _called(record_type: str, value: str) -> list[tuple[str, str]]:
    """Key and name of those that bear a name, or of those whose names begin with it."""
    folded = fold(value).strip()
    if not folded:
        return []
    documents = PublicDocument.objects.of_kind(record_type).order_by("sort_name", "key")
    for condition in ("sort_name", "sort_name__startswith"):
        rows = documents.filter(**{condition: f"0{folded}"})
        if found := list(rows.values_list("key", "name")[: MOST_SHOWN + 1]):
            return found
    return []
