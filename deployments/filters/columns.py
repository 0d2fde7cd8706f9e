"""Filters by words, texts and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..public import PublicFacet
from . import inputs
from .parameters import (
    Condition,
    FacetFilter,
    Filter,
    Option,
    Rows,
    Schema,
    Values,
    by_label,
    having,
)

WIKIDATA = {"pattern": r"Q[1-9]\d{0,18}", "example": "Q1067206"}
"""What a filter by Wikidata's id takes."""


class WordsFilter(FacetFilter):
    """Words of a vocabulary."""

    field_class = inputs.WordsField

    def __init__(
        self,
        vocabulary: type[models.TextChoices],
        facet: str,
        *,
        hint: inputs.Hint | None = None,
        **kwargs: Any,
    ) -> None:
        self.vocabulary = vocabulary
        super().__init__(facet, allowed=tuple(vocabulary.values), hint=hint, **kwargs)

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(self.vocabulary.values)}

    def options(self) -> Iterable[Option]:
        used = set(self.occurring())
        return [(value, str(label)) for value, label in self.vocabulary.choices if value in used]


class EntryWordsFilter(WordsFilter):
    """Words of a vocabulary, in one of :data:`.offers.ENTRY_COLUMNS` of the timeline's entries."""

    def condition(self, values: Values) -> Condition:
        return Q(**{f"{self.facet}__in": values})


class TextsFilter(FacetFilter):
    """Texts as the records have them, such as a class or series; compared exactly."""

    field_class = inputs.TextsField

    def schema(self) -> Schema:
        return {"type": "string", "maxLength": inputs.MAX_QUERY_LENGTH}

    def options(self) -> Iterable[Option]:
        return sorted(((value, value) for value in self.occurring()), key=by_label)


class NumbersFilter(FacetFilter):
    """How many there are of something."""

    field_class = inputs.NumbersField

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": 1, "maximum": inputs.MOST}

    def options(self) -> Iterable[Option]:
        return [(str(number), str(number)) for number in sorted(map(int, self.occurring()))]


class TextFilter(Filter):
    """A number or code as the record has it."""

    field_class = inputs.TextField

    def __init__(self, facet: str, *, pattern: str, example: str, **kwargs: Any) -> None:
        self.facet = facet
        self.pattern = pattern
        super().__init__(pattern=pattern, example=example, **kwargs)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{self.pattern}$"}

    def filter(self, qs: Rows, value: str) -> Rows:
        return having(qs, self.kind, self.facet, [value]) if value else qs


class RangeFilter(Filter):
    """A number, or a range of numbers; records of which it is not known match none."""

    field_class = inputs.RangeField

    def __init__(self, facet: str, **kwargs: Any) -> None:
        self.facet = facet
        super().__init__(**kwargs)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^({inputs.RANGE})$"}

    def filter(self, qs: Rows, value: tuple[int | None, int | None] | None) -> Rows:
        if value is None:
            return qs
        first, last = value
        found = PublicFacet.objects.filter(
            record_type=self.kind, name=self.facet, number__isnull=False
        )
        if first is not None:
            found = found.filter(number__gte=first)
        if last is not None:
            found = found.filter(number__lte=last)
        return qs.filter(pk__in=found.values("document"))


class YesNoFilter(Filter):
    """Something that is true or false of every record; “yes” and “no” say so too."""

    field_class = inputs.YesNoField

    def __init__(self, facet: str, **kwargs: Any) -> None:
        self.facet = facet
        choices = [("", _("Any")), ("true", _("Yes")), ("false", _("No"))]
        super().__init__(allowed=inputs.YesNoField.WORDS, choices=choices, **kwargs)

    def schema(self) -> Schema:
        return {"type": "boolean"}

    def filter(self, qs: Rows, value: str) -> Rows:
        return having(qs, self.kind, self.facet, [value]) if value else qs


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
