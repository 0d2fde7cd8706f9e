"""From an address to a filter set and back: its form, its chips, and the addresses around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.forms.utils import ErrorList
from django.http import HttpRequest, QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import countries, dates
from ..filters import RecordFilterSet, WindowFilterSet
from ..filters.inputs import KeysField, shown
from ..filters.keys import MAX_VALUES
from ..filters.named import Named, named
from ..pages.values import Shown, day_url, month_url
from ..wording import comma
from .controls import Controls, controls, offered

SAID_AT_MOST = 5
"""Unknown parameters that are named; an address made by a machine may have hundreds."""
TOLD_IN_TITLE = 4
"""Filters that a title tells of; it says how many more there are."""

NOT_OURS = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|ref", re.ASCII)
"""What other sites append to an address to count its readers; it never meant a filter."""


def unknown(given: QueryDict, known: Iterable[str]) -> list[str]:
    """Which parameters an address has that mean nothing here, in words, with those near them."""
    names = list(known)
    strange = [name for name in given if name not in names and not NOT_OURS.fullmatch(name)]
    said = []
    for name in strange[:SAID_AT_MOST]:
        near = get_close_matches(name, names, n=3, cutoff=0.65)
        text = _("There is no filter “%(name)s” here, so it was left out.") % {"name": shown(name)}
        if near:
            words = ", ".join(f"“{each}”" for each in near)
            text += " " + _("Near it: %(names)s.") % {"names": words}
        said.append(text)
    if len(strange) > SAID_AT_MOST:
        said.append(_("And %(number)d more.") % {"number": len(strange) - SAID_AT_MOST})
    return said


class Filtering:
    """The filters of one request; ``main`` names those that the form shows at once."""

    def __init__(
        self, request: HttpRequest, filterset: RecordFilterSet, main: tuple[str, ...]
    ) -> None:
        self.path = request.path
        self.data: QueryDict = filterset.data
        self.filterset = filterset
        self.names = tuple(filterset.base_filters)
        self.valid = not filterset.errors
        self.by_days = self.one_day = False
        if isinstance(filterset, WindowFilterSet) and self.valid:
            self.by_days = filterset.asks_for_days
            self.one_day = filterset.asks_for_one_day
        self.main = main

    def by_names(self) -> str:
        """The address with the keys of what was written by name; nothing if that is not clear.

        Where several records bear a name, the field says which there are.
        """
        if self.valid:
            return ""
        errors = self.filterset.errors
        found: dict[str, Named] = {}
        for name in errors.keys() & self.filterset.filters.keys():
            field = self.filterset.filters[name].field
            values = list(dict.fromkeys(self.data.getlist(name)))
            # Too many are refused as they are: none of them may be left out in silence.
            if isinstance(field, KeysField) and len(values) <= MAX_VALUES:
                found[name] = named(field, values)
        parameters = self.parameters()
        for name, each in found.items():
            parameters.setlist(name, each.keys)
            if each.several:
                errors[name] = ErrorList([each.refusal])
        clear = found and errors.keys() == found.keys()
        if not clear or any(each.several or each.unknown for each in found.values()):
            return ""
        return self.address(parameters)

    def parameters(self) -> QueryDict:
        """The filters that are set; a copy of its own for each who asks."""
        return self._set.copy()

    @cached_property
    def _set(self) -> QueryDict:
        kept = QueryDict(mutable=True)
        for name in self.names:
            values = [value for value in self.data.getlist(name) if value.strip()]
            if values:
                kept.setlist(name, values)
        return kept

    def url(self, **paging: str) -> str:
        """The address with the filters that are set, at a page."""
        given = urlencode({name: value for name, value in paging.items() if value})
        query = f"{self._query}&{given}" if self._query and given else self._query or given
        return f"{self.path}?{query}" if query else self.path

    @cached_property
    def _query(self) -> str:
        """The filters that are set, as an address has them; a page has hundreds of addresses."""
        return self._set.urlencode()

    def url_without(self, name: str, value: str) -> str:
        """The address with the filters that are set but one value."""
        parameters = self.parameters()
        parameters.setlist(name, [each for each in parameters.getlist(name) if each != value])
        return self.address(parameters)

    def address(self, parameters: QueryDict) -> str:
        """This page with other parameters."""
        query = parameters.urlencode()
        return f"{self.path}?{query}" if query else self.path

    @cached_property
    def active(self) -> Sequence[Shown]:
        """The filters that are set, each with the address without it."""
        found: list[Shown] = []
        for name in self.names:
            if name == "match" and not any(self.data.get(each) for each in ("from", "to", "on")):
                continue
            found += [
                {
                    "label": str(self.filterset.base_filters[name].label),
                    "value": self.in_words(name, value),
                    "without_url": self.url_without(name, value),
                }
                for value in dict.fromkeys(self._set.getlist(name))
            ]
        return tuple(found)

    def in_words(self, name: str, value: str) -> str:
        """A value as the form calls it."""
        labels = {key: label for key, label in offered(self.filterset.filters[name]) if key}
        if value in labels:
            return labels[value]
        if "country" in name and countries.is_known(value):
            return countries.name(value)
        printable = "".join(char if char.isprintable() else "�" for char in value)
        return Truncator(printable).chars(60)

    @cached_property
    def controls(self) -> Controls:
        """The form."""
        return controls(self.filterset, self.main)

    @cached_property
    def page_of_days(self) -> Shown | None:
        """The page of the day or month that is asked for: it tells sure and possible apart."""
        if not (self.by_days and isinstance(self.filterset, WindowFilterSet)):
            return None
        first, last = self.filterset.window
        if first is None or last is None:
            return None
        if first == last:
            return {"url": day_url(first), "words": str(dates.parse(first.isoformat()))}
        month = first.isoformat()[:7]
        asked = dates.parse(month)
        if (asked.earliest, asked.latest) != (first, last):
            return None
        return {"url": month_url(first), "words": str(asked)}

    def left_out(self, paging: tuple[str, ...], repeated: tuple[str, ...] = ()) -> list[str]:
        """What of the address was not used, in words; of ``repeated`` all values are."""
        found = unknown(self.data, [*self.names, *paging, *repeated])
        single = [n for n in self.names if not self.filterset.base_filters[n].multiple]
        for name in (*single, *paging):
            if len(self.data.getlist(name)) > 1:
                text = _("“%(name)s” is given more than once; the last one was used.")
                found.append(text % {"name": name})
        return found

    def titled(self, title: object, *more: str) -> str:
        """The title of the page with the filters that are set, and what ``more`` there is to say.

        What stands in the bar of a browser, in bookmarks and in results of searches tells pages
        apart.
        """
        said = [f"{each['label']}: {each['value']}" for each in self.active]
        if len(said) > TOLD_IN_TITLE:
            left = len(said) - TOLD_IN_TITLE
            words = ngettext("%(number)d more filter", "%(number)d more filters", left)
            said = [*said[:TOLD_IN_TITLE], words % {"number": left}]
        told = comma(*said, *more)
        return _("%(title)s – %(told)s") % {"title": title, "told": told} if told else str(title)

    def context(self) -> dict[str, Any]:
        """What templates show of the filters."""
        return {
            "controls": self.controls,
            "active": list(self.active),
            "clear_url": self.path,
            "page_of_days": self.page_of_days,
        }
