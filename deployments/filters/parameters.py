"""The kinds of filters, each with its description for forms and for OpenAPI.

Conditions reach only what the publication gate lets through: direct columns of published records,
published owned rows, or the facets of the timeline, which hold published records only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django import forms
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from .. import countries, search
from ..fields import KEY_LENGTH
from ..letters import fold
from ..models import OwnedRow, PublicDocument, Record, RecordIndex, TimelineEntry, TimelineFacet
from ..querysets import RecordQuerySet, rows_of
from . import inputs

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Rows = QuerySet[Any]
Schema = dict[str, Any]
Values = Sequence[str | int]
"""What a filter looks for: words, codes, or ids of records."""

TEXT = models.TextField()


def published(model: type[models.Model]) -> Rows:
    """What the public may see of ``model``; the rows of the timeline are public throughout."""
    if model is TimelineEntry:
        return TimelineEntry.objects.filter(in_stream=True)
    return rows_of(model).published()


def facets_of(model: type[models.Model]) -> QuerySet[TimelineFacet]:
    """The facets of the entries of ``model``, or of all that stand on the timeline."""
    if model is TimelineEntry:
        return TimelineFacet.objects.filter(entry__in_stream=True)
    record_type = model.record_type  # type: ignore[attr-defined]
    return TimelineFacet.objects.filter(**{f"entry__{record_type}__isnull": False})


def involves(model: type[models.Model], condition: Q) -> Exists:
    """Whether an entry, or one of a record's entries, has a facet that meets ``condition``."""
    owner = "entry" if model is TimelineEntry else f"entry__{model.record_type}"  # type: ignore[attr-defined]
    facets = TimelineFacet.objects.alias(
        named=Concat("facet", Value(":"), "value", output_field=TEXT)
    )
    return Exists(facets.filter(condition, **{owner: OuterRef("pk")}))


class Filter(django_filters.Filter):
    """One parameter. ``multiple``: it may be repeated, and any of its values may match."""

    multiple: ClassVar[bool] = False
    parent: Any
    model: type[models.Model]

    def schema(self) -> Schema:
        """What one value looks like, as JSON Schema."""
        raise NotImplementedError

    @property
    def description(self) -> str:
        """What it asks for, in words."""
        return str(self.extra.get("help_text", "")) or str(self.label)


class ManyFilter(Filter):
    """A parameter with several values, of which any may match."""

    multiple = True
    repeated: ClassVar[_StrOrPromise] = _("Repeat it for several; any of them may match.")
    """What it means to repeat it."""
    most: ClassVar[int] = inputs.MAX_VALUES
    """How many values it takes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, options=self.options, **kwargs)

    @property
    def field(self) -> forms.Field:
        # A filter is copied with its filter set: its options are those of the copy.
        self.extra["options"] = self.options
        field: forms.Field = super().field
        return field

    def options(self) -> Iterable[tuple[str, str]]:
        """What may be chosen in a form: only what occurs in what is public."""
        raise NotImplementedError

    def filter(self, qs: Rows, value: Values) -> Rows:
        return qs.filter(self.condition(value)) if value else qs

    def condition(self, values: Values) -> Q | Exists:
        """What holds for the rows that match."""
        raise NotImplementedError


class KeysFilter(ManyFilter):
    """Records by key, through a relation that the filtered records have themselves."""

    field_class = inputs.KeysField

    def __init__(self, target: type[Record], path: str = "", **kwargs: Any) -> None:
        self.target = target
        self.path = path or target.record_type
        super().__init__(model=target, **kwargs)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[a-z0-9]+(-+[a-z0-9]+)*$", "maxLength": KEY_LENGTH}

    def options(self) -> Iterable[tuple[str, str]]:
        found = published(self.target).filter(pk__in=self.occurring())
        assert isinstance(found, RecordQuerySet)
        options = ((row.key, row.told_apart(str(row))) for row in found.told_apart())
        return sorted(options, key=by_label)

    def occurring(self) -> Rows:
        """Ids of the records that occur, as values or a subquery."""
        return published(self.model).order_by().values(self.path)

    def condition(self, values: Values) -> Q | Exists:
        return Q(**{f"{self.path}__in": values})


class RowKeysFilter(KeysFilter):
    """Records by key, through rows that the filtered records own."""

    def __init__(
        self,
        target: type[Record],
        path: str = "",
        *,
        rows: type[OwnedRow],
        owner: str = "",
        **kwargs: Any,
    ) -> None:
        self.rows = rows
        self.owner = owner or rows.parent
        super().__init__(target, path, **kwargs)

    def occurring(self) -> Rows:
        owned = published(self.rows).filter(**{f"{self.owner}__isnull": False})
        return owned.order_by().values(self.path)

    def condition(self, values: Values) -> Q | Exists:
        rows = published(self.rows).filter(
            **{self.owner: OuterRef("pk"), f"{self.path}__in": values}
        )
        return Exists(rows)


class FacetKeysFilter(KeysFilter):
    """Records by key, that an entry of the timeline involves in whatever way."""

    def occurring(self) -> Rows:
        facets = facets_of(self.model).filter(facet=self.target.record_type)
        named = facets.filter(value=Cast(OuterRef("pk"), TEXT))
        return self.target._default_manager.filter(Exists(named)).values("pk")

    def condition(self, values: Values) -> Q | Exists:
        named = Q(facet=self.target.record_type, value__in=[str(value) for value in values])
        return involves(self.model, named)


class CountryFilter(ManyFilter):
    """Countries by code, in a column or by a required relation."""

    field_class = inputs.CountriesField

    def __init__(self, path: str = "country", **kwargs: Any) -> None:
        self.path = path
        super().__init__(**kwargs)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[A-Z]{2}$"}

    def options(self) -> Iterable[tuple[str, str]]:
        codes = {code for code in self.occurring() if countries.is_known(code)}
        return sorted(((code, countries.name(code)) for code in codes), key=by_label)

    def occurring(self) -> Iterable[str]:
        """The codes that occur."""
        codes: Iterable[str] = (
            published(self.model).order_by().values_list(self.path, flat=True).distinct()
        )
        return codes

    def condition(self, values: Values) -> Q | Exists:
        return Q(**{f"{self.path}__in": values})


class FacetCountryFilter(CountryFilter):
    """Countries by code, that an entry of the timeline involves in whatever way.

    With the facet ``PLACE`` only those in which its place lay then, and with ``STANDS_FOR`` those
    that a participant stands for.
    """

    def __init__(self, facet: str = "country", **kwargs: Any) -> None:
        self.facet = facet
        super().__init__(**kwargs)

    def occurring(self) -> Iterable[str]:
        facets = facets_of(self.model).filter(facet=self.facet)
        return facets.values_list("value", flat=True).distinct()

    def condition(self, values: Values) -> Q | Exists:
        return involves(self.model, Q(facet=self.facet, value__in=values))


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
        for term in value:
            qs = qs.filter(self.condition(term))
        return qs

    def condition(self, term: search.Term) -> Q:
        """What holds for the rows that ``term`` finds."""
        assert issubclass(self.model, Record)
        return search.found_by(self.model, term, RecordIndex.objects.published())


class InvolvedSearchFilter(SearchFilter):
    """As :class:`SearchFilter`, and also by the names of what the entries involve."""

    def condition(self, term: search.Term) -> Q:
        if self.model is TimelineEntry:
            own = Q()
            for record_type in TimelineEntry.record.kinds:
                own |= Q(search.having(record_type, term, f"{record_type}_id"))
        else:
            own = Q(search.having(self.model.record_type, term))  # type: ignore[attr-defined]
        named = Q(facet="country", value__in=search.countries_named(term))
        named |= Q(named__in=named_by_word(term))
        return own | Q(involves(self.model, named))


class UpdatedSinceFilter(Filter):
    """Records whose public content changed at or after a moment."""

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
        if self.model is TimelineEntry:
            changed = Q()
            for record_type in TimelineEntry.record.kinds:
                changed |= Q(changed_since(record_type, value, f"{record_type}_id"))
            return qs.filter(changed)
        return qs.filter(changed_since(self.model.record_type, value))  # type: ignore[attr-defined]


def named_by_word(term: search.Term) -> Rows:
    """Kind and id, as facets have them, of the published records with ``term`` in their words."""
    found = RecordIndex.objects.published().filter(search.occurs(term))
    return found.values_list(
        Concat("record_type", Value(":"), Cast("record_id", TEXT), output_field=TEXT)
    )


def changed_since(record_type: str, moment: datetime, reference: str = "pk") -> Exists:
    """Whether the record that ``reference`` leads to changed in public since ``moment``."""
    return Exists(
        PublicDocument.objects.filter(
            record_type=record_type, record_id=OuterRef(reference), changed_at__gte=moment
        )
    )


def by_label(option: tuple[str, str]) -> tuple[bool, str, str]:
    """Sorts options by their words, without case and accents; what stands in brackets last."""
    return option[1].startswith(("(", "[")), fold(option[1]), option[0]
