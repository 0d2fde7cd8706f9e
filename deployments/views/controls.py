"""The form of a filter set as it is shown: drawn from what the filters declare.

What was asked is shown as it was written, with what is wrong with it. No form of Django's is
needed: that makes a field, a widget and an answer of several templates for every filter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, TypedDict

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..filters import RecordFilterSet
from ..filters.inputs import MAX_QUERY_LENGTH
from ..filters.keys import MOST_NAMED
from ..filters.parameters import Filter, KeysFilter, ManyFilter, Option, SearchFilter


class Control(TypedDict):
    """One filter in a form; the template says what it looks like."""

    name: str
    kind: Literal["hidden", "text", "search", "select", "names"]
    label: str
    help: str
    errors: list[str]
    value: str
    """Of a line of text, or of what is hidden."""
    maxlength: int
    """Characters of a line of text; 0 where they are not limited."""
    values: list[str]
    """Of a box of names: one for each box, and one that is empty where nothing is asked."""
    options: Sequence[Option]
    """What may be chosen, or is proposed."""
    chosen: list[str]
    """Those among the options that are."""
    is_multiple: bool


class Controls(TypedDict):
    """The controls of a form: those shown at once, and those behind “More filters”."""

    main: list[Control]
    more: list[Control]
    more_open: bool
    has_errors: bool
    errors: list[str]
    """What is wrong with several filters together."""


def controls(filterset: RecordFilterSet, main: Sequence[str]) -> Controls:
    """The form of a filter set; ``main`` names the filters that are shown at once."""
    errors = filterset.errors
    drawn = {
        name: control(
            name,
            each,
            _words(filterset.base_filters[name], get_language()),
            filterset.data,
            [str(error) for error in errors.get(name, ())],
        )
        for name, each in filterset.filters.items()
    }
    more = [name for name in drawn if name not in main]
    return {
        "main": [drawn[name] for name in main if name in drawn],
        "more": [drawn[name] for name in more],
        "more_open": any(filterset.data.get(name) or name in errors for name in more),
        "has_errors": bool(errors),
        "errors": [str(error) for error in errors.get(NON_FIELD_ERRORS, ())],
    }


@cache
def _words(declared: Filter, _language: str | None) -> tuple[str, str]:
    """Label and help of a filter as it is declared, in the language that is active."""
    return str(declared.label), str(declared.extra.get("help_text", ""))


def control(
    name: str, each: Filter, words: tuple[str, str], asked: QueryDict, errors: list[str]
) -> Control:
    """One filter of a form, with its label and help, what was asked and what is wrong with it."""
    label, help_text = words
    drawn: Control = {
        "name": name,
        "kind": "text",
        "label": label,
        "help": "",
        "errors": errors,
        "value": "",
        "maxlength": 0,
        "values": [],
        "options": (),
        "chosen": [],
        "is_multiple": False,
    }
    if isinstance(each, ManyFilter):
        _draw_many(drawn, each, asked.getlist(name))
    elif each.extra.get("choices"):
        # What may be chosen says enough; the help is for those who write addresses.
        drawn["kind"] = "select"
        drawn["options"] = offered(each)
        drawn["chosen"] = [asked.get(name) or ""]
    else:
        drawn["value"] = asked.get(name) or ""
        if isinstance(each.extra.get("widget"), type):
            drawn["kind"] = "hidden"
        else:
            drawn["help"] = help_text
        if isinstance(each, SearchFilter):
            drawn["kind"], drawn["maxlength"] = "search", MAX_QUERY_LENGTH
    return drawn


def offered(each: Filter) -> list[Option]:
    """What may be chosen of a filter, or is proposed; nothing of one that takes any text."""
    if isinstance(each, ManyFilter):
        return list(each.options())
    return [(value, str(label)) for value, label in each.extra.get("choices", ())]


def _draw_many(drawn: Control, each: ManyFilter, asked: Sequence[str]) -> None:
    """A select box, or a box to write in where there are more than anyone looks through.

    The select box is plain while at most one value is chosen, and a list once an address names
    several. A value that is not among the options stays as an option of its own, so that sending
    the form again does not lose it. The box to write in takes a key, or a name that the page then
    finds the key of; it proposes the most frequent ones, and there is one for each value.
    """
    chosen = [value for value in asked if value]
    options = offered(each)
    drawn["options"] = options
    if isinstance(each, KeysFilter) and len(options) > MOST_NAMED:
        drawn["kind"] = "names"
        drawn["help"] = _("A name, its beginning, or a key.")
        drawn["values"] = chosen or [""]
        return
    drawn["kind"] = "select"
    drawn["is_multiple"] = len(chosen) > 1
    known = {value for value, _label in options}
    options += [(value, value) for value in dict.fromkeys(chosen) if value not in known]
    if not drawn["is_multiple"]:
        options.insert(0, ("", _("Any")))
    drawn["chosen"] = chosen or [""]
