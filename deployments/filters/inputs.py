"""Form fields of the filters: what is typed into an address, read strictly.

Each raises ``ValidationError`` with a message that says what would be accepted. A record that is
not public is treated exactly like one that does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import countries, country_words, dates, search
from ..kinds import RecordKind
from .keys import MAX_VALUES

MAX_QUERY_LENGTH = 200
MAX_QUERY_WORDS = 12
RANGE = r"\d{1,9}|\d{1,9}\.\.\d{0,9}|\.\.\d{1,9}"
_RANGE = re.compile(r"(?P<only>\d{1,9})|(?P<first>\d{0,9})\.\.(?P<last>\d{0,9})", re.ASCII)
MOST = 999
"""The largest number that one asks for by itself."""
_NUMBER = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_DAYS = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)

Hint = Callable[[str], str]
"""Says where a word belongs that is none of those allowed, or nothing."""


class ManyField(forms.Field):
    """Several values of one parameter, given by repeating it."""

    widget = forms.SelectMultiple

    def clean(self, value: Iterable[str] | None) -> Sequence[str | int]:
        values = list(dict.fromkeys(str(item) for item in value or () if item != ""))
        if len(values) > MAX_VALUES:
            raise ValidationError(_("Give at most %(limit)d values.") % {"limit": MAX_VALUES})
        return self.read(values)

    def read(self, values: list[str]) -> Sequence[str | int]:
        """The values as the filter uses them."""
        raise NotImplementedError


class KeysField(ManyField):
    """Keys of published records; gives their ids. A key of before a rename is understood."""

    def __init__(
        self, *, target: RecordKind, found: Callable[[], Mapping[str, int]], **kwargs: Any
    ) -> None:
        self.target = target
        self.found = found
        super().__init__(**kwargs)

    def read(self, values: list[str]) -> list[int]:
        if not values:
            return []
        found = self.found()
        unknown = [key for key in values if key not in found]
        if unknown:
            raise ValidationError(
                _("There is no %(kind)s with the key “%(key)s”.")
                % {"kind": self.target.name, "key": shown(unknown[0])}
            )
        return [found[key] for key in values]


class CountriesField(ManyField):
    """ISO 3166-1 alpha-2 codes."""

    def read(self, values: list[str]) -> list[str]:
        for code in values:
            if not (code.isascii() and code.isupper() and countries.is_known(code)):
                raise ValidationError(country_words.refusal(shown(code)))
        return values


class WordsField(ManyField):
    """Words of a vocabulary."""

    def __init__(
        self, *, allowed: tuple[str, ...], hint: Hint | None = None, **kwargs: Any
    ) -> None:
        self.allowed = allowed
        self.hint = hint
        super().__init__(**kwargs)

    def read(self, values: list[str]) -> list[str]:
        for word in values:
            if word not in self.allowed:
                reason = _("“%(word)s” is not one of: %(allowed)s.") % {
                    "word": shown(word),
                    "allowed": ", ".join(self.allowed),
                }
                hint = self.hint(word) if self.hint else ""
                raise ValidationError(f"{reason} {hint}".rstrip())
        return values


class TextsField(ManyField):
    """Texts as records have them, compared exactly."""

    def read(self, values: list[str]) -> list[str]:
        for text in values:
            if len(text) > MAX_QUERY_LENGTH or "\x00" in text:
                raise ValidationError(
                    _("Give at most %(limit)d plain characters.") % {"limit": MAX_QUERY_LENGTH}
                )
        return values


class WordField(forms.ChoiceField):
    """One word of a vocabulary, or nothing."""

    def __init__(self, *, allowed: tuple[str, ...], **kwargs: Any) -> None:
        self.allowed = allowed
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        if value and value not in self.allowed:
            raise ValidationError(
                _("“%(word)s” is not one of: %(allowed)s.")
                % {"word": shown(value), "allowed": ", ".join(self.allowed)}
            )


class YesNoField(WordField):
    """True or false, or nothing."""

    WORDS = ("true", "false")
    SAID = {"yes": "true", "no": "false"}

    def to_python(self, value: Any) -> str:
        word: str = super().to_python(value)
        return self.SAID.get(word, word)


class NumbersField(ManyField):
    """Whole numbers from 1."""

    def read(self, values: list[str]) -> list[str]:
        for number in values:
            if not _NUMBER.fullmatch(number):
                raise ValidationError(
                    _("“%(number)s” is no number from 1 to %(most)d.")
                    % {"number": shown(number), "most": MOST}
                )
        return values


class TextField(forms.CharField):
    """A line of text as a record has it, such as a number; compared exactly."""

    def __init__(self, *, pattern: str, example: str, **kwargs: Any) -> None:
        self.pattern = re.compile(pattern, re.ASCII)
        self.example = example
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        if value and not self.pattern.fullmatch(value):
            raise ValidationError(_("Write it like “%(example)s”.") % {"example": self.example})


class QueryField(forms.CharField):
    """Words to search by, all of which must occur."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MAX_QUERY_LENGTH, **kwargs)

    def clean(self, value: str | None) -> list[search.Term]:
        words = search.terms(super().clean(value))
        if len(words) > MAX_QUERY_WORDS:
            raise ValidationError(
                _("Search for at most %(limit)d words.") % {"limit": MAX_QUERY_WORDS}
            )
        return words


class DaysField(forms.CharField):
    """A day, a month or a year; gives its first and last day."""

    accepted = gettext_lazy("Write a day, month or year, such as 2024-08-26, 2024-08 or 2024.")

    def to_python(self, value: str | None) -> tuple[date, date] | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        if not _DAYS.fullmatch(text):
            raise ValidationError(self.accepted)
        try:
            day = dates.parse(text)
        except dates.InvalidDate as problem:
            raise ValidationError(f"{problem.reason} {self.accepted}") from None
        assert day.earliest is not None
        assert day.latest is not None
        return day.earliest, day.latest

    def run_validators(self, value: tuple[date, date] | datetime | None) -> None:
        """Nothing more to check: the form of the text was."""


class RangeField(forms.CharField):
    """A whole number, or a range of them; gives its first and last, None where it is open."""

    accepted = gettext_lazy(
        "Write a number such as 5000, or a range such as 5000..9000, 5000.. or ..9000."
    )

    def to_python(self, value: str | None) -> tuple[int | None, int | None] | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        parts = _RANGE.fullmatch(text)
        if parts is None:
            raise ValidationError(self.accepted)
        if parts["only"]:
            return int(parts["only"]), int(parts["only"])
        first, last = (int(parts[end]) if parts[end] else None for end in ("first", "last"))
        if first is None and last is None:
            raise ValidationError(self.accepted)
        if first is not None and last is not None and first > last:
            raise ValidationError(
                _("The range ends before it begins: write %(last)d..%(first)d.")
                % {"first": first, "last": last}
            )
        return first, last

    def run_validators(self, value: object) -> None:
        """Nothing more to check: the form of the text was."""


class MomentField(forms.CharField):
    """A moment of ISO 8601, or a day, which means its midnight; without an offset in UTC."""

    accepted = gettext_lazy(
        "Write a moment such as 2024-09-03T12:00:00Z, or a day such as 2024-09-03. "
        "In an address, a “+” is written %2B."
    )

    def to_python(self, value: str | None) -> datetime | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        try:
            moment = parse_datetime(text)
            if moment is None:
                raise ValidationError(self.accepted)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=UTC)
            return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValidationError(self.accepted) from None

    def run_validators(self, value: tuple[date, date] | datetime | None) -> None:
        """Nothing more to check: the form of the text was."""


def shown(text: str) -> str:
    """What was given, short and harmless enough to be quoted in a message."""
    printable = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text
    )
    return printable if len(printable) <= 60 else f"{printable[:60]}…"
