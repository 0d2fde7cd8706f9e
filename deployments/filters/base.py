"""What every filter set shares, and the window of days."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters.filterset import FilterSetOptions
from rest_framework.request import Request

from ..choices import Match
from ..kinds import RecordKind
from ..public import documents_of
from ..public.documents import DISPUTED
from ..public.window import HowSure, Window
from ..public.words import TIMELINE
from ..registry import Registry
from . import parameters
from .columns import DaysFilter, OptionFilter, YesNoFilter
from .keys import Keys
from .offers import Offers
from .parameters import Rows

FILTERSETS: Registry[type[RecordFilterSet]] = Registry("filter set")
"""The filter set of each kind of record."""


def filters_of(
    kind: RecordKind,
) -> Callable[[type[RecordFilterSet]], type[RecordFilterSet]]:
    """Register the filter set that is decorated for the documents of ``kind``."""

    def keep(found: type[RecordFilterSet]) -> type[RecordFilterSet]:
        found.record_type = kind.record_type
        return FILTERSETS.register(kind)(found)

    return keep


class RecordForm(forms.Form):
    """The form of the filters that are asked for."""

    def _clean_fields(self) -> None:
        """As the framework does, but for what a field needs to be shown, which most never are."""
        for name, field in self.fields.items():
            try:
                value = field.widget.value_from_datadict(self.data, self.files, name)
                self.cleaned_data[name] = field.clean(value)
            except ValidationError as error:
                self.add_error(name, error)


class RecordFilterSet(django_filters.FilterSet):
    """Filters of the documents of one kind of record, shared by pages and API.

    Use it as ``VisitFilterSet(request.GET)``. Parameters it does not know are ignored (the API
    refuses them before). While a value is malformed or names
    nothing public, ``is_valid()`` is false, ``form`` says why and ``qs`` is empty: a filter left
    out in silence would answer another question than the one that was asked.
    """

    record_type: ClassVar[str]
    """The kind of records whose documents are filtered, or the timeline."""
    always_read: ClassVar[tuple[str, ...]] = ()
    """The parameters that are checked also where they are not given."""
    base_filters: ClassVar[dict[str, parameters.Filter]]
    _meta: ClassVar[FilterSetOptions]
    declared_filters: ClassVar[dict[str, parameters.Filter]]

    class Meta:
        form = RecordForm

    q = parameters.SearchFilter()
    disputed = YesNoFilter(
        DISPUTED,
        label=_("Disputed"),
        help_text=_("Whether a source gives another value than the one recorded, or denies it."),
    )
    updated_since = parameters.UpdatedSinceFilter()

    def __init__(
        self,
        data: QueryDict | None = None,
        queryset: Rows | None = None,
        *,
        request: HttpRequest | Request | None = None,
    ) -> None:
        """Filters all documents of the kind where no ``queryset`` of some is given."""
        # Not the base class's: it copies every filter, and whatever these hold.
        if queryset is None:
            queryset = documents_of(self.record_type)
        self.is_bound = data is not None
        self.data = data or QueryDict()
        self.queryset = queryset
        self.request = request

    @cached_property
    def asked(self) -> Mapping[str, parameters.Filter]:
        """The filters that the request names, and those that are read always."""
        return {
            name: self._own(each)
            for name, each in self.base_filters.items()
            if name in self.data or name in self.always_read
        }

    @cached_property
    def filters(self) -> Mapping[str, parameters.Filter]:
        """All filters by name."""
        asked = self.asked
        return {
            name: asked.get(name) or self._own(each) for name, each in self.base_filters.items()
        }

    def _own(self, base: parameters.Filter) -> parameters.Filter:
        """A filter of this filter set alone, like one of its class."""
        own = copy.copy(base)
        own.extra = dict(base.extra)
        own.model = self.queryset.model
        own.parent = self
        return own

    @cached_property
    def form(self) -> forms.Form:
        """The form of the filters that are asked for."""
        # Fields are made for this filter set: a class made of them would copy them once more.
        # Labels are written elsewhere: what would stand after them need not be looked up.
        form: forms.Form = self._meta.form(self.data if self.is_bound else None, label_suffix="")
        form.fields = {name: each.field for name, each in self.asked.items()}
        return form

    @property
    def errors(self) -> ErrorDict:
        """What is wrong with the filters that are asked for, by name."""
        return self.form.errors

    @property
    def cleaned(self) -> Mapping[str, Any]:
        """What the request asks for, by the names of the filters; what is not valid is left out."""
        self.form.is_valid()
        return self.form.cleaned_data

    @cached_property
    def offers(self) -> Offers:
        """What its form offers."""
        return Offers(self)

    @cached_property
    def keys(self) -> Keys:
        """The records that are named by key."""
        return Keys(self)

    @property
    def qs(self) -> Rows:
        if self.is_bound and self.errors:
            nothing: Rows = self.queryset.none()
            return nothing
        rows: Rows = super().qs
        return rows

    def filter_queryset(self, queryset: Rows) -> Rows:
        cleaned = self.cleaned
        for name, each in self.asked.items():
            queryset = each.filter(queryset, cleaned[name])
        return queryset

    @property
    def number_known(self) -> int | None:
        """How many documents match, where one value of one facet is all that is asked for.

        It was counted when they were written; None where it has to be counted now.
        """
        if self.errors:
            return None
        asked = {name: value for name, value in self.cleaned.items() if value}
        if len(asked) != 1:
            return None
        ((name, values),) = asked.items()
        found: int | None = self.asked[name].number_of(values)
        return found


class WindowForm(RecordForm):
    """The form of a filter set with a window of days."""

    def clean(self) -> None:
        start, end, on = (self.cleaned_data.get(name) for name in ("from", "to", "on"))
        if on and (start or end):
            self.add_error("on", ValidationError(_("Give either “on”, or “from” and “to”.")))
        elif start and end and start[0] > end[1]:
            self.add_error("to", ValidationError(_("“to” lies before “from”. Swap them.")))


class WindowFilterSet(RecordFilterSet):
    """Filters with a window of days: presence, possible or certain, between two days.

    Planned and cancelled records match a window only where ``certainty`` names them, or where an
    ``outcome`` is asked for, which only they have; records without a date match none. Where
    ``vessel`` names ships, the days of those ships count.

    Rows found by their days say in ``match`` how sure it is that they were there then, in the
    words of :class:`Match`; others have no such attribute.
    """

    class Meta:
        form = WindowForm

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows: Rows = super().filter_queryset(queryset)
        if not self.asks_for_days:
            return rows
        window = self.window_asked
        reference = "record_id" if window.record_type else "pk"
        found: Rows = rows.lying_in(reference, window).annotate(match=HowSure(reference, window))
        return found

    @property
    def window(self) -> tuple[date | None, date | None]:
        """First and last day asked for, both inclusive; None where it is open."""
        cleaned = self.cleaned
        on: tuple[date, date] | None = cleaned.get("on")
        if on:
            return on
        start, end = cleaned.get("from"), cleaned.get("to")
        return (start[0] if start else None), (end[1] if end else None)

    @property
    def asks_for_days(self) -> bool:
        """Whether there is a window."""
        return self.window != (None, None)

    @property
    def asks_for_one_day(self) -> bool:
        """Whether the window is a single day."""
        start, end = self.window
        return start is not None and start == end

    @property
    def ships(self) -> list[int]:
        """Ids of the vessels that are asked for by name."""
        return list(self.cleaned.get("vessel") or ())

    @property
    def window_asked(self) -> Window:
        """What has to lie in the window, and how surely."""
        cleaned = self.cleaned
        return Window(
            *self.window,
            tuple(self.ships),
            certain=cleaned.get("match") == Match.CERTAIN,
            present=not (cleaned.get("certainty") or cleaned.get("outcome")),
            record_type="" if self.record_type == TIMELINE else self.record_type,
        )


# "from" is a word of Python and cannot be a name in a class body.
_WINDOW: dict[str, parameters.Filter] = {
    "from": DaysFilter(
        label=_("From"),
        help_text=_(
            "There on this day or later: a day, month or year, such as 2024-08-26, 2024-08 or 2024."
        ),
    ),
    "to": DaysFilter(
        label=_("To"), help_text=_("There on this day or earlier, written like “from”.")
    ),
    "on": DaysFilter(
        label=_("On"),
        help_text=_("There on this day, or on some day of this month or year; instead of “from”."),
    ),
    "match": OptionFilter(
        Match,
        label=_("Match"),
        help_text=_("How sure the dates must be: “possible” by what is known, or “certain”."),
    ),
}
WindowFilterSet.declared_filters.update(_WINDOW)
WindowFilterSet.base_filters.update(_WINDOW)
