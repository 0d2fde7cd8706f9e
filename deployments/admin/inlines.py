"""Rows on their record's form. What may be done with them follows from the record."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Field, QuerySet
from django.forms import ModelChoiceField, TypedChoiceField
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..choices import TranslatedText
from ..models import (
    Affiliation,
    Answer,
    Assignment,
    Citation,
    Commentary,
    CommentaryAffiliation,
    EngagementCountry,
    EngagementPerson,
    ExerciseParticipant,
    OrganisationName,
    OwnedRow,
    PersonName,
    PortName,
    Row,
    Subject,
    ThemePosition,
    Translation,
    VesselIdentity,
    VisitParticipant,
)
from . import permissions
from .common import date_lines
from .forms import ExerciseParticipantForm, RowForm, VisitParticipantForm
from .inputs import is_id
from .row_fields import RowFields
from .rows import MOST_ROWS, RowFormSet


class RowInline(RowFields, InlineModelAdmin):
    """Rows that a record owns; whoever may change the record may change them, and nobody else."""

    form: type[RowForm] = RowForm
    formset = RowFormSet
    extra = 0
    max_num: int | None = MOST_ROWS
    model: type[OwnedRow]

    def get_formset(
        self, request: HttpRequest, obj: Row | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        """Never make more forms than a page holds, whatever number is sent."""
        return super().get_formset(request, obj, absolute_max=MOST_ROWS, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the records that the name of a row needs."""
        found = super().get_queryset(request)
        shown = flatten_fieldsets(self.get_fieldsets(request))
        related = [
            column.name
            for column in self.model._meta.concrete_fields
            if column.is_relation and column.name in shown
        ]
        return found.select_related(*related) if related else found

    def has_add_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        allowed = super().has_add_permission(request, obj)
        return allowed and permissions.may_type(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and permissions.may_type(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and permissions.may_type(request, obj)


class Cards(RowInline, admin.StackedInline):
    """Rows as cards: unlike the cells of Django's tables, each of their fields has a label."""


class PortNameInline(Cards):
    model = PortName
    fields = (
        ("name", "language", "country"),
        *date_lines(PortName),
        ("source", "notes"),
    )


class PersonNameInline(Cards):
    model = PersonName
    fields = (("name", "language"), *date_lines(PersonName), ("source", "notes"))


class OrganisationNameInline(Cards):
    model = OrganisationName
    fields = (("name", "language"), *date_lines(OrganisationName), ("source", "notes"))


class VesselIdentityInline(Cards):
    model = VesselIdentity
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("name", "pennant", "mmsi"),
                    ("navy", "source"),
                    *date_lines(VesselIdentity),
                    "notes",
                )
            },
        ),
    )


class AffiliationInline(Cards):
    model = Affiliation
    fields = (("role", "organisation"), *date_lines(Affiliation))
    show_change_link = True


class AssignmentInline(Cards):
    model = Assignment
    fields = (
        ("vessel", "role", "role_said"),
        *date_lines(Assignment),
        "note",
    )
    show_change_link = True


WHO = (("vessel", "navy", "country"), ("count", "type", "said"), "attested_by")


class ParticipantInline(Cards):
    """Who took part; citations of one participant are on its own page."""

    show_change_link = True

    @admin.display(description=_("attested by"))
    def attested_by(self, participant: VisitParticipant | ExerciseParticipant) -> str:
        """The sources that name the participant, where they cannot be changed."""
        return "; ".join(str(row.source) for row in participant.attestations.all())

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found = super().get_queryset(request)
        return found.prefetch_related("attestations__source")


class VisitParticipantInline(ParticipantInline):
    model = VisitParticipant
    form = VisitParticipantForm
    fieldsets = (
        (None, {"fields": WHO}),
        (
            _("Identification, own dates, berth"),
            {
                "classes": ("collapse",),
                "fields": (
                    ("identified_as", "deployment", "berth"),
                    *date_lines(VisitParticipant),
                    "note",
                ),
            },
        ),
    )


class ExerciseParticipantInline(ParticipantInline):
    model = ExerciseParticipant
    form = ExerciseParticipantForm
    fieldsets = (
        (None, {"fields": WHO}),
        (_("Identification"), {"classes": ("collapse",), "fields": (("identified_as", "note"),)}),
    )


class EngagementPersonInline(Cards):
    model = EngagementPerson
    fields = ("person",)


class EngagementCountryInline(Cards):
    model = EngagementCountry
    fields = ("country",)


class AnswerInline(Cards):
    model = Answer
    fields = ("question",)


class ThemePositionInline(Cards):
    model = ThemePosition
    fields = (("theme", "position"),)


class CommentaryAffiliationInline(Cards):
    """The affiliations the person held then; only those of the person are offered."""

    model = CommentaryAffiliation
    fields = ("affiliation",)

    def get_formset(
        self, request: HttpRequest, obj: Row | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        """Offer the affiliations of the person that is chosen, or of nobody yet."""
        formset = super().get_formset(request, obj, **kwargs)
        stored = str(obj.person_id) if isinstance(obj, Commentary) else ""
        person = str(request.POST.get("person") or request.GET.get("person") or stored)
        field = formset.form.base_fields.get("affiliation")
        if isinstance(field, ModelChoiceField):
            owned = Affiliation.objects.filter(person_id=int(person) if is_id(person) else 0)
            field.queryset = owned.order_by("organisation", "role", "pk")
            field.help_text = _("Choose the person and save first; then theirs are offered.")
        return formset


class SubjectInline(Cards):
    model = Subject
    fields = (
        ("deployment", "visit", "exercise"),
        ("engagement", "vessel", "navy"),
        ("port", "person", "country"),
    )


class CitationInline(Cards):
    """How we know: the sources, and what each supports."""

    model = Citation
    fields = (
        ("source", "aspect", "stance"),
        ("supports", "value"),
        ("locator", "credibility", "via"),
        ("paragraph", "passage_start", "passage_end"),
    )


class TranslationInline(Cards):
    """Texts of the record in other languages."""

    model = Translation
    fields = (("text_of", "language", "translator"), "text")

    def formfield_for_choice_field(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> TypedChoiceField | None:
        """Offer only the texts that such a record has."""
        if db_field.name == "text_of":
            had = [(name, label) for name, label in TranslatedText.choices if self._has(name)]
            kwargs["choices"] = [("", "---------"), *had]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def _has(self, name: str) -> bool:
        return name in {column.name for column in self.parent_model._meta.concrete_fields}


def shared_by(model: type[Row]) -> list[type[Cards]]:
    """The rows that records and rows of many kinds have, as far as ``model`` has them."""
    found: list[type[Cards]] = []
    for inline in (CitationInline, TranslationInline):
        arc = inline.model.arc
        for kind in arc.kinds if arc is not None else ():
            if arc is not None and arc.model_of(kind) is model:
                name = f"{model.__name__}{inline.__name__}"
                found.append(type(name, (inline,), {"fk_name": arc.column(kind)}))
    return found
