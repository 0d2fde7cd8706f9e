"""Filters by what the columns of a record, or of a row it owns, say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ..models import OwnedRow
from . import inputs
from .parameters import Filter, ManyFilter, Rows, Schema, Values, by_label, published

WIKIDATA = {"pattern": r"Q[1-9]\d{0,18}", "example": "Q1067206"}
"""What a filter by Wikidata's id takes."""


class WordsFilter(ManyFilter):
    """Words of a vocabulary, in a column of the record."""

    field_class = inputs.WordsField

    def __init__(
        self,
        vocabulary: type[models.TextChoices],
        path: str,
        *,
        hint: inputs.Hint | None = None,
        **kwargs: Any,
    ) -> None:
        self.vocabulary = vocabulary
        self.path = path
        super().__init__(allowed=tuple(vocabulary.values), hint=hint, **kwargs)

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(self.vocabulary.values)}

    def options(self) -> Iterable[tuple[str, str]]:
        used = set(published(self.model).order_by().values_list(self.path, flat=True).distinct())
        return [(value, str(label)) for value, label in self.vocabulary.choices if value in used]

    def condition(self, values: Values) -> Q | Exists:
        return Q(**{f"{self.path}__in": values})


class RowWordsFilter(WordsFilter):
    """Words of a vocabulary, in a column of the rows a record owns."""

    def __init__(
        self,
        vocabulary: type[models.TextChoices],
        path: str,
        *,
        rows: type[OwnedRow],
        **kwargs: Any,
    ) -> None:
        self.rows = rows
        super().__init__(vocabulary, path, **kwargs)

    def options(self) -> Iterable[tuple[str, str]]:
        used = set(published(self.rows).order_by().values_list(self.path, flat=True).distinct())
        return [(value, str(label)) for value, label in self.vocabulary.choices if value in used]

    def condition(self, values: Values) -> Q | Exists:
        rows = published(self.rows).filter(
            **{self.rows.parent: OuterRef("pk"), f"{self.path}__in": values}
        )
        return Exists(rows)


class TextsFilter(ManyFilter):
    """Texts as the records have them, such as a class or series; compared exactly."""

    field_class = inputs.TextsField

    def __init__(self, path: str, **kwargs: Any) -> None:
        self.path = path
        super().__init__(**kwargs)

    def schema(self) -> Schema:
        return {"type": "string", "maxLength": inputs.MAX_QUERY_LENGTH}

    def options(self) -> Iterable[tuple[str, str]]:
        used = published(self.model).exclude(**{self.path: ""}).order_by()
        found = used.values_list(self.path, flat=True).distinct()
        return sorted(((value, value) for value in found), key=by_label)

    def condition(self, values: Values) -> Q | Exists:
        return Q(**{f"{self.path}__in": values})


class TextFilter(Filter):
    """A number or code as the record has it."""

    field_class = inputs.TextField

    def __init__(self, path: str, *, pattern: str, example: str, **kwargs: Any) -> None:
        self.pattern = pattern
        super().__init__(path, pattern=pattern, example=example, **kwargs)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{self.pattern}$"}

    def filter(self, qs: Rows, value: str) -> Rows:
        return qs.filter(**{str(self.field_name): value}) if value else qs


class RangeFilter(Filter):
    """A number, or a range of numbers; records of which it is not known match none."""

    field_class = inputs.RangeField

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^({inputs.RANGE})$"}

    def filter(self, qs: Rows, value: tuple[int | None, int | None] | None) -> Rows:
        first, last = value or (None, None)
        if first is not None:
            qs = qs.filter(**{f"{self.field_name}__gte": first})
        if last is not None:
            qs = qs.filter(**{f"{self.field_name}__lte": last})
        return qs


class YesNoFilter(Filter):
    """A column that is true or false."""

    field_class = inputs.WordField
    WORDS = ("true", "false")

    def __init__(self, path: str, **kwargs: Any) -> None:
        choices = [("", _("Any")), ("true", _("Yes")), ("false", _("No"))]
        super().__init__(path, allowed=self.WORDS, choices=choices, **kwargs)

    def schema(self) -> Schema:
        return {"type": "boolean"}

    def filter(self, qs: Rows, value: str) -> Rows:
        return qs.filter(**{str(self.field_name): value == "true"}) if value else qs


class DaysFilter(Filter):
    """A bound of the days asked for; the filter set makes a window of them."""

    field_class = inputs.DaysField

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}

    def filter(self, qs: Rows, value: tuple[date, date] | None) -> Rows:
        return qs


class OptionFilter(Filter):
    """A word that changes how other parameters are understood."""

    field_class = inputs.WordField

    def __init__(self, vocabulary: type[models.TextChoices], **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(
            allowed=tuple(vocabulary.values), choices=list(vocabulary.choices), **kwargs
        )

    def schema(self) -> Schema:
        words = list(self.vocabulary.values)
        return {"type": "string", "enum": words, "default": words[0]}

    def filter(self, qs: Rows, value: str) -> Rows:
        return qs
