"""Words to search by, folded alike on both engines.

Accents and case are removed, pennants are joined (``C 550`` and ``C-550`` become ``c550``), and
text in Han, kana or Hangul is found by any part of it.
"""

from __future__ import annotations

import re
from typing import TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from .letters import fold
from .models import Record, RecordIndex

OWNED_NAMES = ("names", "identities", "affiliations")
"""Rows by whose words their record is found too."""

_PENNANT = re.compile(r"\b([a-z]{1,4})[ \-]+(\d{1,5})\b")
_Model = TypeVar("_Model", bound=models.Model)


def join_pennants(folded: str) -> str:
    """``c 550`` and ``c-550`` become ``c550``."""
    return _PENNANT.sub(r"\1\2", folded)


def words_of(record: Record) -> str:
    """All that ``record`` is found by: its key, its own words and those of its names."""
    parts: list[str] = [record.key, record.key.replace("-", " ")]
    parts += [getattr(record, name) for name in record.search_fields]
    for owned in OWNED_NAMES:
        if owned in record.owned:
            for row in getattr(record, owned).all():
                parts += [getattr(row, name, "") for name in ("name", "pennant", "organisation")]
                parts.append(getattr(row, "mmsi", ""))
    lines = [fold(str(part)) for part in parts if part]
    joined = [join_pennants(line) for line in lines]
    return "\n".join(dict.fromkeys([*lines, *joined]))


def terms(query: str) -> list[str]:
    """The words of a query, folded; a pennant typed with a space or hyphen is one word."""
    return join_pennants(fold(query.replace("\x00", ""))).split()


def search(queryset: QuerySet[_Model], query: str) -> QuerySet[_Model]:
    """The records of ``queryset`` in which every word of ``query`` occurs."""
    model = queryset.model
    for term in terms(query):
        found = RecordIndex.objects.filter(
            record_type=model.record_type,  # type: ignore[attr-defined]
            record_id=OuterRef("pk"),
            search_text__contains=term,
        )
        queryset = queryset.filter(Exists(found))
    return queryset
