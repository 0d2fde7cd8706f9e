"""Form fields with a meaning of their own: fuzzy dates, countries, records."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import countries, dates
from .labels import label

COUNTRY_LIST = "country-names"
"""The id of the list of names that the change form holds once for all its country fields."""


class TypedDateField(forms.CharField):
    """One date as an editor types it, in words or EDTF; cleans to a ``FuzzyDate`` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = dates.MAX_TYPED_LENGTH
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "vTextField"}))
        super().__init__(**kwargs)

    def clean(self, value: str | None) -> dates.FuzzyDate | None:
        """Read the date; an error says what would be accepted."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return dates.parse_typed(text)
        except dates.InvalidDate as problem:
            raise ValidationError(str(problem), code="date") from problem

    def has_changed(self, initial: str | None, data: str | None) -> bool:
        return " ".join((initial or "").split()) != " ".join((data or "").split())


def as_typed(edtf: str, words: str) -> str:
    """The text that an editor may have typed for a stored date, and that reads as the same date.

    Words come first (the source's, then our own); EDTF stands where no words would read the same.
    """
    if not edtf:
        return ""
    stored = dates.parse(edtf)
    for text in (" ".join(words.split()), stored.generated_words):
        try:
            if text and dates.parse_typed(text).edtf == stored.edtf:
                return text
        except dates.InvalidDate:
            continue
    return stored.edtf


class TypedDurationField(forms.CharField):
    """A duration as an editor types it, in words or as ISO 8601; cleans to a ``Duration``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = dates.MAX_DURATION_WORDS
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "vTextField"}))
        super().__init__(**kwargs)

    def clean(self, value: str | None) -> dates.Duration | None:
        """Read the duration; an error says what would be accepted."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return dates.typed_duration(text)
        except dates.InvalidDate as problem:
            raise ValidationError(str(problem), code="duration") from problem


class CountryField(forms.CharField):
    """A country by its name or ISO code; cleans to the code. Names are offered while typing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = 100
        kwargs.setdefault("required", False)
        kwargs["widget"] = forms.TextInput(attrs={"list": COUNTRY_LIST, "autocomplete": "off"})
        kwargs["help_text"] = gettext_lazy("Name or ISO code, such as Japan or JP.")
        super().__init__(**kwargs)

    def prepare_value(self, value: str | None) -> str | None:
        return countries.name(value) if value and countries.is_known(value) else value

    def to_python(self, value: str | None) -> str:
        text = super().to_python(value) or ""
        if not text or (len(text) == 2 and countries.is_known(text.upper())):
            return text.upper()
        codes = {name.casefold(): code for code, name in countries.choices()}
        if text.casefold() in codes:
            return codes[text.casefold()]
        near = difflib.get_close_matches(text.casefold(), codes, n=3, cutoff=0.7)
        message = _("“%(text)s” is no country we know. Type its name or ISO code.") % {"text": text}
        if near:
            names = ", ".join(countries.name(codes[each]) for each in near)
            message += " " + _("Near: %(names)s.") % {"names": names}
        raise ValidationError(message, code="country")

    def has_changed(self, initial: str | None, data: str | None) -> bool:
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True


ID_DIGITS = 18
"""A number with more digits is no id that either engine stores."""


def is_id(text: str | int | None) -> bool:
    """Whether ``text`` may be the id of a row: digits, and no more than an id has."""
    given = str(text)
    return given.isascii() and given.isdecimal() and len(given) <= ID_DIGITS


class _Chosen(AutocompleteMixin, forms.Select):
    """Shows what is chosen; a forged value as nothing, where Django would ask the database for it.

    Where a form's rows know together what they name (``known``), none asks for its own.
    """

    def optgroups(
        self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None
    ) -> list[tuple[str | None, list[dict[str, Any]], int | None]]:
        given = [each for each in value if is_id(each)]
        choices = self.choices
        assert isinstance(choices, ModelChoiceIterator)
        known: dict[int, Model] | None = getattr(choices.field, "known", None)
        if not given:
            known = {}
        if known is None or any(int(each) not in known for each in given):
            return super().optgroups(name, given, attr)
        create = self.create_option
        several = self.allow_multiple_selected
        options = [] if self.is_required or several else [create(name, "", "", False, 0)]
        for row in (known[int(each)] for each in given):
            text = choices.field.label_from_instance(row)
            options.append(create(name, row.pk, text, True, len(options)))
        return [(None, options, 0)]


class RecordSelect(_Chosen, AutocompleteSelect):
    """One record, found by typing."""


class RecordsSelect(_Chosen, AutocompleteSelectMultiple):
    """Several records, found by typing."""


class RecordChoiceField(forms.ModelChoiceField):
    """A related record, by its label."""

    known: dict[int, Model] | None = None
    """The records that this form and those beside it name, where they were fetched together."""

    def to_python(self, value: str | int | Model | None) -> Model | None:
        if value is None or value in self.empty_values or isinstance(value, Model):
            return super().to_python(value)
        if not is_id(value):
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )
        found = self.known.get(int(value)) if self.known else None
        return found if found is not None else super().to_python(value)

    def label_from_instance(self, obj: Model) -> str:
        return label(obj)


class RecordsChoiceField(forms.ModelMultipleChoiceField):
    """Several related records, by their labels."""

    known: dict[int, Model] | None = None

    def clean(self, value: Sequence[str | int] | None) -> QuerySet[Model]:
        for each in value or ():
            if not is_id(each):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": each},
                )
        return super().clean(value)

    def label_from_instance(self, obj: Model) -> str:
        return label(obj)
