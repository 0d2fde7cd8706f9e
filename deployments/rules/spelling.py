"""Rules about what is written: letters that were lost, and words that stand for nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ..fields import EDTFField, KeyField
from ..models import Record, Row
from .columns import named
from .damage import likely
from .finding import Finding

PLACEHOLDERS = frozenset({
    "n/a", "n.a", "n\\a", "#n/a", "n/k", "n.k", "null", "nil", "none", "undefined", "unknown",
    "unk", "tbc", "tbd", "tba", "t.b.c", "t.b.d", "t.b.a", "xx", "xxx", "xxxx", "missing",
    "unnamed", "untitled", "todo", "#ref!", "#value!", "#name?", "not known", "not available",
    "not applicable", "not given", "not found", "not specified", "no data", "no name", "no title",
    "to be announced", "to be confirmed", "to be determined", "to be decided", "unbekannt",
    "inconnu", "inconnue", "sconosciuto", "sconosciuta", "desconocido", "desconocida",
    "不明", "未定", "なし",
})  # fmt: skip
"""What people type where they found nothing, without case; as the whole of a value only."""

NO_NUMBER = frozenset({"nan", "NaN", "NaT"})
"""What programs write there; “Nan” is a town."""

_AROUND = " \t\n()[]{}<>«»“”‘’\"'"


@lru_cache
def text_columns(model: type[Row]) -> tuple[models.Field[str, str], ...]:
    """The columns of ``model`` that hold text which people wrote."""
    return tuple(
        column
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField)
        and not isinstance(column, KeyField | EDTFField)
        and not column.choices
    )


def is_placeholder(text: str) -> bool:
    """Whether the whole of ``text`` stands for nothing: “n/a”, “(unknown)”, “–”."""
    bare = text.strip(_AROUND)
    if bare in NO_NUMBER or bare.casefold().rstrip(".:") in PLACEHOLDERS:
        return True
    return bool(text.strip()) and not any(map(_says_something, bare))


def _says_something(char: str) -> bool:
    """Whether it is a letter, a digit or a picture, and not a mere mark."""
    category = unicodedata.category(char)
    return category[0] not in "PZC" and category not in ("Sm", "Sk")


def check(record: Record, row: Row) -> Iterator[Finding]:
    """What is odd about the texts of ``row``, which ``record`` owns or is."""
    for column in text_columns(type(row)):
        text: str = getattr(row, column.attname) or ""
        if not text:
            continue
        if column.name not in row.verbatim and is_placeholder(text):
            yield Finding(
                record,
                "placeholder",
                _(
                    "%(column)s is “%(text)s”, which stands for nothing. Leave empty what was not "
                    "found, or name what is meant."
                )
                % {"column": named(record, row, column.name), "text": text},
                impossible=False,
            )
            continue
        was = likely(text, is_address=isinstance(column, models.URLField))
        if was is None:
            continue
        message = _(
            "%(column)s is “%(text)s”, which looks like lost or doubly encoded letters. Correct it."
        )
        if was:
            message = _(
                "%(column)s is “%(text)s”, which looks like lost or doubly encoded letters. Was it "
                "“%(was)s”?"
            )
        yield Finding(
            record,
            "damaged-letters",
            message
            % {
                "column": named(record, row, column.name),
                "text": Truncator(text).chars(80),
                "was": Truncator(was).chars(80),
            },
            impossible=False,
        )
