"""The kinds of filters, each with its description for forms and for OpenAPI.

Conditions reach public tables alone: documents, their facets, and the entries of the timeline.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django import forms
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from .. import countries, search
from ..fields import KEY_LENGTH
from ..kinds import RecordKind
from ..letters import fold
from ..public import PublicDocument, PublicFacet, TimelineEntry, numbers
from ..public.having import Having, documents_having, entries_having
from ..public.words import TIMELINE, SearchedQuerySet
from . import inputs
from .keys import MAX_VALUES

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Rows = SearchedQuerySet[Any]
Schema = dict[str, Any]
Values = Sequence[str | int]
"""What a filter looks for: words, codes, or ids of records."""
Option = tuple[str, str]
"""What may be chosen in a form: what is sent, and what is read."""
Condition = Q | Having
"""What holds for the documents, or entries, that match."""


def having(rows: Rows, record_type: str, facet: str, values: Values) -> Rows:
    """The documents of a kind, among ``rows``, that have one of ``values`` of a facet."""
    return rows.filter(Having(F("pk"), documents_having(record_type, facet, values)))


class Filter(django_filters.Filter):
    """One parameter. ``multiple``: it may be repeated, and any of its values may match."""

    multiple: ClassVar[bool] = False
    model: type[models.Model]
    parent: Any

    @property
    def kind(self) -> str:
        """The kind of records that are filtered, or the timeline."""
        found: str = self.parent.record_type
        return found

    def schema(self) -> Schema:
        """What one value looks like, as JSON Schema."""
        raise NotImplementedError

    def number_of(self, values: Values) -> int | None:
        """How many documents match, if that was counted when they were written."""
        return None

    @property
    def description(self) -> str:
        """What it asks for, in words."""
        return str(self.extra.get("help_text", "")) or str(self.label)


class ManyFilter(Filter):
    """A parameter with several values, of which any may match."""

    multiple = True
    repeated: ClassVar[_StrOrPromise] = _("Repeat it for several; any of them may match.")
    """What it means to repeat it."""
    most: ClassVar[int] = MAX_VALUES
    """How many values it takes."""

    def options(self) -> Iterable[Option]:
        """What may be chosen in a form: only what occurs in what is public."""
        raise NotImplementedError

    def filter(self, qs: Rows, value: Values) -> Rows:
        return qs.filter(self.condition(value)) if value else qs

    def condition(self, values: Values) -> Condition:
        """What holds for the documents, or entries, that match."""
        raise NotImplementedError


class FacetFilter(ManyFilter):
    """Values of a facet; see ``documents.facets`` for what there is."""

    def __init__(self, facet: str, **kwargs: Any) -> None:
        self.facet = facet
        super().__init__(**kwargs)

    def occurring(self) -> Collection[str]:
        """The values that occur."""
        found: Collection[str] = self.parent.offers.values(self.facet)
        return found

    def condition(self, values: Values) -> Condition:
        return Having(F("pk"), documents_having(self.kind, self.facet, values))

    def number_of(self, values: Values) -> int | None:
        return numbers.having(self.kind, self.facet, values) if len(values) == 1 else None


class KeysFilter(FacetFilter):
    """Records by key; the facet has their ids."""

    field_class = inputs.KeysField

    def __init__(self, target: RecordKind, facet: str = "", **kwargs: Any) -> None:
        self.target = target
        super().__init__(facet or target.record_type, target=target, found=self.found, **kwargs)

    @property
    def field(self) -> forms.Field:
        self.extra["found"] = self.found
        field: forms.Field = super().field
        return field

    def found(self) -> Mapping[str, int]:
        """The ids of the public records that are named, by key."""
        named: Mapping[str, int] = self.parent.keys.ids(self.target.record_type)
        return named

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[a-z0-9]+(-+[a-z0-9]+)*$", "maxLength": KEY_LENGTH}

    def options(self) -> Iterable[Option]:
        """Those that occur, by name, or the most frequent and after them what is chosen already.

        One more than a form names tells that there are more.
        """
        offers = self.parent.offers
        found: set[Option] = {*offers.records(self.field_name), *offers.chosen(self.field_name)}
        return sorted(found, key=by_label)


def as_ids(values: QuerySet[Any]) -> QuerySet[Any]:
    """A subquery of values of facets, as the ids that they are."""
    annotated = values.annotate(record=Cast("value", models.BigIntegerField()))
    ids: QuerySet[Any] = annotated.values("record")
    return ids


class MetInFilter(KeysFilter):
    """Records by key that are met with the filtered ones in documents of another kind.

    People by the questions that they answered: both are facets of statements. ``as_facet`` is
    that of the filtered records there.
    """

    def __init__(
        self,
        target: RecordKind,
        facet: str = "",
        *,
        met_in: RecordKind,
        as_facet: str,
        **kwargs: Any,
    ) -> None:
        self.met_in = met_in.record_type
        self.as_facet = as_facet
        super().__init__(target, facet, **kwargs)

    def _met(self, facet: str, other: str, values: Values) -> QuerySet[Any]:
        """Values of ``facet`` where a document has the ``other`` one too, with such values."""
        others = PublicFacet.objects.filter(record_type=self.met_in, name=other)
        others = others.filter(value__in=[str(value) for value in values])
        facets = PublicFacet.objects.filter(record_type=self.met_in, name=facet)
        return facets.filter(document__in=others.values("document")).values_list("value", flat=True)

    def number_of(self, values: Values) -> int | None:
        return None

    def condition(self, values: Values) -> Condition:
        return Q(record_id__in=as_ids(self._met(self.as_facet, self.facet, values)))


class CountryFilter(FacetFilter):
    """Countries by code."""

    field_class = inputs.CountriesField

    def __init__(self, facet: str = "country", **kwargs: Any) -> None:
        super().__init__(facet, **kwargs)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[A-Z]{2}$"}

    def options(self) -> Iterable[Option]:
        codes = {code for code in self.occurring() if countries.is_known(code)}
        return sorted(((code, countries.name(code)) for code in codes), key=by_label)


class InvolvedKeysFilter(KeysFilter):
    """Records by key that an entry of the timeline involves in whatever way."""

    def condition(self, values: Values) -> Condition:
        return Having(F("pk"), entries_having(self.facet, values))


class InvolvedCountryFilter(CountryFilter):
    """Countries by code that an entry of the timeline involves in whatever way."""

    def condition(self, values: Values) -> Condition:
        return Having(F("pk"), entries_having(self.facet, values))


class SearchFilter(Filter):
    """Words that must all occur in the record, or in the name of something it involves."""

    field_class = inputs.QueryField

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Search"))
        kwargs.setdefault(
            "help_text",
            _("Words that must all occur; accents and case make no difference."),
        )
        super().__init__(widget=forms.TextInput(attrs={"type": "search"}), **kwargs)

    def schema(self) -> Schema:
        return {"type": "string", "maxLength": inputs.MAX_QUERY_LENGTH}

    def filter(self, qs: Rows, value: list[search.Term]) -> Rows:
        if not value:
            return qs
        return qs.found_by(self.kind, search.sought(value))


FEW_CHANGED = 500
"""Documents that are looked up one by one; of more, a page of a list is soon full."""


class UpdatedSinceFilter(Filter):
    """Records whose public content changed at or after a moment.

    Where few of all kinds changed these are looked up: a list need not be read for them.
    """

    field_class = inputs.MomentField

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Updated since"))
        kwargs.setdefault(
            "help_text",
            _("Changed in public at or after this moment, such as 2024-09-03T12:00:00Z."),
        )
        # Of use to programs; a page keeps it when its form is sent, and does not ask for it.
        super().__init__(widget=forms.HiddenInput, **kwargs)

    def schema(self) -> Schema:
        return {
            "anyOf": [
                {"type": "string", "format": "date-time"},
                {"type": "string", "format": "date"},
            ]
        }

    def filter(self, qs: Rows, value: datetime | None) -> Rows:
        if value is None:
            return qs
        changed = PublicDocument.objects.filter(changed_at__gte=value)
        few = list(changed.values_list("pk", "record_type", "record_id")[: FEW_CHANGED + 1])
        if self.kind != TIMELINE:
            by_pk = Q(pk__in=[pk for pk, _kind, _id in few])
            return qs.filter(Q(changed_at__gte=value) if len(few) > FEW_CHANGED else by_pk)
        told = Q(pk__in=())
        for record_type in TimelineEntry.record.kinds:
            ids = [pk for _pk, kind, pk in few if kind == record_type]
            if len(few) > FEW_CHANGED:
                told |= Q(changed_since(record_type, value, f"{record_type}_id"))
            elif ids:
                told |= Q(**{f"{record_type}__in": ids})
        return qs.filter(told)


def changed_since(record_type: str, moment: datetime, reference: str) -> Exists:
    """Whether the record that ``reference`` leads to changed in public since ``moment``."""
    return Exists(
        PublicDocument.objects.filter(
            record_type=record_type, record_id=OuterRef(reference), changed_at__gte=moment
        )
    )


@lru_cache(maxsize=4096)
def by_label(option: Option) -> tuple[bool, str, str]:
    """Sorts options by their words, without case and accents; what stands in brackets last."""
    return option[1].startswith(("(", "[")), fold(option[1]), option[0]
