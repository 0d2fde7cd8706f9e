"""Forms that ask how long something lasted: one day by its kind, or what a source says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import dates
from ..choices import ONE_DAY
from .forms import ChangeForm, RecordForm

START, END = "start_edtf", "end_edtf"


class OneDayForm(RecordForm):
    """A record with a start and an end, which are one day where its kind or the editor says so.

    Of a kind of one day an end that is left empty is the start, unless it is said to be not found.
    """

    not_of_the_row = (*ChangeForm.not_of_the_row, "one_day", "end_not_found")

    one_day = forms.BooleanField(
        label=gettext_lazy("One day"),
        required=False,
        help_text=gettext_lazy("It ended on the day on which it began; leave the end empty."),
    )
    end_not_found = forms.BooleanField(
        label=gettext_lazy("End not found"),
        required=False,
        help_text=gettext_lazy("No source leaves sure that it ended on the day on which it began."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        if "one_day" not in self.fields:
            return
        labels = {str(value): str(label) for value, label in row._meta.get_field("kind").choices}
        kinds = [labels[kind] for kind in ONE_DAY if kind in labels]
        self.fields["one_day"].help_text = _(
            "It ended on the day on which it began; leave the end empty. Without a tick it is so "
            "for these kinds: %(kinds)s."
        ) % {"kinds": get_text_list(kinds, _("or"))}
        if row.pk:
            start, end = row.start, row.end
            one_day = start is not None and start == end and not start.is_interval
            self.initial["one_day"] = one_day
            self.initial["end_not_found"] = bool(row.is_of_one_day and start and not end)

    def clean(self) -> dict[str, Any]:
        """Give what is of one day the end that it has."""
        data = super().clean()
        if "one_day" not in self.fields or {START, END} & self.errors.keys():
            return data
        start, end, one_day = data.get(START, ""), data.get(END, ""), data.get("one_day")
        if data.get("end_not_found"):
            if end or one_day:
                self.add_error("end_not_found", _("Its end is given. Take it out, or untick this."))
            return data
        if not one_day and (end or data.get("kind") not in ONE_DAY):
            return data
        if start and dates.parse(start).is_interval:
            self.add_error(START, _("One day has one date. Give the day on which it began."))
        elif one_day and not start:
            self.add_error(START, _("Give the day on which it began and ended."))
        elif end and end != start and self._end_was_meant:
            self.add_error(
                END,
                _("This is another day than the start. Empty it, or untick “One day”."),
            )
        else:
            data[END], data["end_words"] = start, data.get("start_words", "")
        return data

    @property
    def _end_was_meant(self) -> bool:
        """Whether the end is not just the day that it was when the form was opened."""
        return bool({END, "one_day"} & set(self.changed_data))


class DurationForm(RecordForm):
    """A record with a duration, which is typed as its source says it.

    One that is typed anew replaces the source's words, unless those were typed anew too.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lasted = self.instance.said_to_last
        if lasted is not None:
            self.initial["duration"] = as_typed(lasted)

    def clean(self) -> dict[str, Any]:
        """Store what was typed as ISO 8601 and words."""
        data = super().clean()
        if "duration" in data:
            lasted = data["duration"]
            if "duration" in self.changed_data and "duration_words" not in self.changed_data:
                data["duration_words"] = lasted.words if lasted else ""
            data["duration"] = lasted.iso if lasted else ""
        return data


def as_typed(lasted: dates.Duration) -> str:
    """The text that an editor may have typed for it, and that reads as the same duration."""
    try:
        same = dates.typed_duration(str(lasted)).iso == lasted.iso
    except dates.InvalidDate:
        same = False
    return str(lasted) if same else lasted.generated_words
