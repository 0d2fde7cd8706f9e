"""Forms of the admin: dates as people type them, keys, attestations, and what was refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import dates
from ..fields import KEY_LENGTH, FuzzyDateField
from ..models import (
    ExerciseAttestation,
    ExerciseParticipant,
    Record,
    Row,
    Source,
    VisitAttestation,
    VisitParticipant,
)
from .inputs import RecordsChoiceField, RecordsSelect, as_typed
from .keys import free_key
from .labels import all_labelled, label


class RowForm(forms.ModelForm):
    """A form for any curated row.

    A date and the source's words for it belong together: a date that is typed anew replaces the
    words, unless those were typed anew too.
    """

    not_of_the_row: tuple[str, ...] = ()
    """Fields of the form that are stored elsewhere than in the row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for date in self.dates:
            if self.instance.pk:
                self.initial[date.edtf] = as_typed(
                    getattr(self.instance, date.edtf), getattr(self.instance, date.words)
                )

    @property
    def dates(self) -> list[FuzzyDateField]:
        """The fuzzy dates that the form asks for."""
        return [date for date in type(self.instance).fuzzy_dates if date.edtf in self.fields]

    @property
    def row_changed(self) -> bool:
        """Whether anything of the row itself was changed."""
        return any(name not in self.not_of_the_row for name in self.changed_data)

    def clean(self) -> dict[str, Any]:
        """Store what was typed as EDTF and words."""
        data = super().clean() or self.cleaned_data
        self._split_stays(data)
        for date in self.dates:
            if date.edtf not in data:
                continue
            value = data[date.edtf]
            retyped = date.edtf in self.changed_data and date.words not in self.changed_data
            if retyped:
                data[date.words] = value.words if value else ""
            if not value and data.get(date.words):
                self.add_error(date.words, _("Give the date too, or leave the words empty."))
            data[date.edtf] = value.edtf if value else ""
        return data

    def _split_stays(self, data: dict[str, Any]) -> None:
        """Read "22–27 August 2024", typed as an arrival without a departure, as both.

        Words that have to be kept are those of the whole stretch, which stays in one then.
        """
        asked = {date.stem: date.edtf for date in self.dates}
        for date in self.dates:
            start, end = asked.get(date.not_before, ""), date.edtf
            if start in self.changed_data:
                value = data.get(start)
                whole = value and value.start and value.end and not value.words
                if whole and end in data and not data[end]:
                    data[start], data[end] = dates.ends(value, None)

    def save(self, commit: bool = True) -> Row:
        """Store the row if it changed; otherwise only what is stored beside it."""
        if commit and self.instance.pk and not self.row_changed:
            self._save_m2m()  # type: ignore[attr-defined]
            row: Row = self.instance
        else:
            row = super().save(commit)
        return row


class ChangeForm(RowForm):
    """The main form of a page: also why, and the version of the record that it shows."""

    refusal: tuple[str, ...] = ()
    """Why it could not be saved; it is only shown again then."""
    current_version: str = ""

    not_of_the_row: tuple[str, ...] = ("change_reason", "version")

    change_reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Optional; kept in the history, never public."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "version" in self.fields:
            self.fields["version"].initial = self.current_version

    def clean(self) -> dict[str, Any]:
        """Say on the form why it could not be saved."""
        data = super().clean()
        for sentence in self.refusal:
            self.add_error(None, sentence)
        return data


class RecordForm(ChangeForm):
    """The form of a record. A new one may leave its key to us."""

    key_from: tuple[str, ...] = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields and not self.instance.pk:
            self.fields["key"].required = False
            self.fields["key"].help_text = _(
                "Part of the public address for ever. Leave it empty to have one made, in Latin "
                "letters; a name in another script gives the kind and a number, such as "
                "“%(kind)s-2”."
            ) % {"kind": self._meta.model.record_type}

    def clean(self) -> dict[str, Any]:
        """Make a key where none is given; refuse one that is taken, naming who has it."""
        data = super().clean()
        if "key" not in self.fields or "key" not in data:
            return data
        if not data["key"] and not self.instance.pk:
            values = [self._key_part(name, data.get(name)) for name in self.key_from]
            data["key"] = free_key(self._meta.model, values)
        elif "key" in self.changed_data:
            records = self._meta.model._default_manager.filter(key=data["key"])
            holder = records.exclude(pk=self.instance.pk).first()
            if holder is not None:
                text = _(
                    "“%(record)s” has this key already. If this is another one, give it another "
                    "key; a new record gets one if you leave it empty."
                )
                self.add_error("key", text % {"record": label(holder)})
        return data

    def _key_part(self, name: str, value: Record | str | None) -> str:
        """What a field gives to a key; of a date its day, or the month in which it may begin."""
        if isinstance(value, Record):
            return value.key
        if value and name in {date.edtf for date in self.dates}:
            date = dates.parse(value)
            day = date.earliest or date.latest
            return str(day)[: 10 if date.is_exact else 7]
        return str(value or "")


class ParticipantForm(RowForm):
    """Who took part, with the sources that name them."""

    attestation: type[VisitAttestation | ExerciseAttestation]
    not_of_the_row: tuple[str, ...] = ("attested_by",)

    attested_by = RecordsChoiceField(
        label=gettext_lazy("Attested by"),
        queryset=Source.objects.none(),
        required=False,
        help_text=gettext_lazy("The sources that name this participant."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "attested_by" in self.fields:
            field = self.fields["attested_by"]
            assert isinstance(field, RecordsChoiceField)
            source = self.attestation._meta.get_field("source")
            field.widget = RecordsSelect(source, admin.site)
            field.queryset = all_labelled(Source)
            if self.instance.pk:
                rows = self.instance.attestations.all()
                self.initial["attested_by"] = [row.source_id for row in rows]

    def clean(self) -> dict[str, Any]:
        """Take the navy from the vessel where none is given."""
        data = super().clean()
        vessel = data.get("vessel")
        if vessel and "navy" in self.fields and not data.get("navy"):
            data["navy"] = vessel.navy
        return data

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        if "attested_by" not in self.changed_data:
            return
        wanted = {source.pk: source for source in self.cleaned_data["attested_by"]}
        for row in self.instance.attestations.all():
            if wanted.pop(row.source_id, None) is None:
                row.delete()
        for source in wanted.values():
            self.attestation(participant=self.instance, source=source).save()


class VisitParticipantForm(ParticipantForm):
    """A participant of a visit."""

    attestation = VisitAttestation

    class Meta:
        model = VisitParticipant
        fields = ()


class ExerciseParticipantForm(ParticipantForm):
    """A participant of an exercise."""

    attestation = ExerciseAttestation

    class Meta:
        model = ExerciseParticipant
        fields = ()


class RenameForm(forms.Form):
    """A new key for a record."""

    new_key = forms.CharField(label=gettext_lazy("New key"), max_length=KEY_LENGTH)
    change_reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Optional; kept in the history, never public."),
    )


class WithdrawForm(forms.Form):
    """Why a record is withdrawn, for the public and for the history."""

    public_reason = forms.CharField(
        label=gettext_lazy("Reason that the public will read"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Such as “Its only source was retracted.”"),
    )
    with_dependants = forms.BooleanField(label=gettext_lazy("Withdraw these too"), required=False)
    change_reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Optional; kept in the history, never public."),
    )
