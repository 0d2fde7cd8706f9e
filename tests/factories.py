"""A factory for every model. Rows are made inside a change set of their own, as drafts.

``published(...)`` makes a record public with all it needs, through the publishing service.
"""

from __future__ import annotations

from contextlib import _GeneratorContextManager
from typing import Any, TypeVar

import factory
from factory.django import DjangoModelFactory

from deployments import models
from deployments.changes.service import change_set
from deployments.choices import Origin, TranslatedText
from deployments.models import Record
from deployments.services import publishing

R = TypeVar("R", bound=Record)


def together() -> _GeneratorContextManager[Any]:
    """One change set around all that is made inside: it settles once, not after each row.

    Also a decorator: ``@make.together()`` below ``@pytest.fixture``.
    """
    return change_set(origin=Origin.COMMAND, reason="made together")


class RowFactory(DjangoModelFactory):
    """Saves inside a change set, with what the row refers to."""

    class Meta:
        abstract = True

    @classmethod
    def create(cls, **kwargs: Any) -> Any:
        with change_set(origin=Origin.COMMAND, reason="made by a factory"):
            return super().create(**kwargs)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        row = model_class(*args, **kwargs)
        row.full_clean()
        row.save()
        return row


class RecordFactory(RowFactory):
    class Meta:
        abstract = True

    key = factory.Sequence(lambda n: f"record-{n}")


class NavyFactory(RecordFactory):
    class Meta:
        model = models.Navy

    name = factory.Sequence(lambda n: f"Navy {n}")
    country = "IT"


class PortFactory(RecordFactory):
    class Meta:
        model = models.Port

    name = factory.Sequence(lambda n: f"Port {n}")
    country = "JP"


class PortNameFactory(RowFactory):
    class Meta:
        model = models.PortName

    port = factory.SubFactory(PortFactory)
    name = factory.Sequence(lambda n: f"Old name {n}")


class OrganisationFactory(RecordFactory):
    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")
    country = "IT"


class OrganisationNameFactory(RowFactory):
    class Meta:
        model = models.OrganisationName

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Old name {n}")


class CoverageFactory(RecordFactory):
    class Meta:
        model = models.Coverage

    port: Any = None
    country = ""
    navy = factory.LazyAttribute(lambda row: None if row.port or row.country else NavyFactory())
    since_edtf = "2024-06"
    until_edtf = "2024-10"


class SourceFactory(RecordFactory):
    class Meta:
        model = models.Source

    title = factory.Sequence(lambda n: f"Source {n}")
    url = factory.Sequence(lambda n: f"https://example.org/{n}")


class VesselFactory(RecordFactory):
    class Meta:
        model = models.Vessel

    name = factory.Sequence(lambda n: f"Vessel {n}")
    navy = factory.SubFactory(NavyFactory)
    pennant = factory.Sequence(lambda n: f"F {n}")


class VesselIdentityFactory(RowFactory):
    class Meta:
        model = models.VesselIdentity

    vessel = factory.SubFactory(VesselFactory)
    name = factory.Sequence(lambda n: f"Former name {n}")


class PersonFactory(RecordFactory):
    class Meta:
        model = models.Person

    name = factory.Sequence(lambda n: f"Person {n}")


class PersonNameFactory(RowFactory):
    class Meta:
        model = models.PersonName

    person = factory.SubFactory(PersonFactory)
    name = factory.Sequence(lambda n: f"Old name {n}")


class AffiliationFactory(RowFactory):
    class Meta:
        model = models.Affiliation

    person = factory.SubFactory(PersonFactory)
    organisation = factory.Sequence(lambda n: f"Organisation {n}")


class QuestionFactory(RecordFactory):
    class Meta:
        model = models.Question

    text = factory.Sequence(lambda n: f"Question {n}?")


class ThemeFactory(RecordFactory):
    class Meta:
        model = models.Theme

    name = factory.Sequence(lambda n: f"Theme {n}")


class DeploymentFactory(RecordFactory):
    class Meta:
        model = models.Deployment

    name = factory.Sequence(lambda n: f"Deployment {n}")
    lead_navy = factory.SubFactory(NavyFactory)
    start_edtf = "2024-06-01"
    end_edtf = "2024-10-30"


class AssignmentFactory(RowFactory):
    class Meta:
        model = models.Assignment

    deployment = factory.SubFactory(DeploymentFactory)
    vessel = factory.SubFactory(VesselFactory)


class VisitFactory(RecordFactory):
    class Meta:
        model = models.Visit

    port = factory.SubFactory(PortFactory)
    arrival_edtf = "2024-08-22"
    departure_edtf = "2024-08-27"
    certainty = "confirmed"


class VisitParticipantFactory(RowFactory):
    class Meta:
        model = models.VisitParticipant

    visit = factory.SubFactory(VisitFactory)
    vessel = factory.SubFactory(VesselFactory)
    navy = factory.LazyAttribute(lambda row: row.vessel.navy if row.vessel else None)
    count = factory.LazyAttribute(lambda row: 1 if row.vessel else None)


class VisitAttestationFactory(RowFactory):
    class Meta:
        model = models.VisitAttestation

    participant = factory.SubFactory(VisitParticipantFactory)
    source = factory.SubFactory(SourceFactory)


class ExerciseFactory(RecordFactory):
    class Meta:
        model = models.Exercise

    name = factory.Sequence(lambda n: f"Exercise {n}")
    start_edtf = "2024-08-27"
    end_edtf = "2024-08-29"
    certainty = "confirmed"


class ExerciseParticipantFactory(RowFactory):
    class Meta:
        model = models.ExerciseParticipant

    exercise = factory.SubFactory(ExerciseFactory)
    vessel = factory.SubFactory(VesselFactory)
    navy = factory.LazyAttribute(lambda row: row.vessel.navy if row.vessel else None)
    count = factory.LazyAttribute(lambda row: 1 if row.vessel else None)


class ExerciseAttestationFactory(RowFactory):
    class Meta:
        model = models.ExerciseAttestation

    participant = factory.SubFactory(ExerciseParticipantFactory)
    source = factory.SubFactory(SourceFactory)


class EngagementFactory(RecordFactory):
    class Meta:
        model = models.Engagement

    name = factory.Sequence(lambda n: f"Engagement {n}")
    start_edtf = "2024-08-26"
    end_edtf = "2024-08-26"
    port = factory.SubFactory(PortFactory)


class EngagementPersonFactory(RowFactory):
    class Meta:
        model = models.EngagementPerson

    engagement = factory.SubFactory(EngagementFactory)
    person = factory.SubFactory(PersonFactory)


class EngagementCountryFactory(RowFactory):
    class Meta:
        model = models.EngagementCountry

    engagement = factory.SubFactory(EngagementFactory)
    country = "JP"


class CommentaryFactory(RecordFactory):
    class Meta:
        model = models.Commentary

    person = factory.SubFactory(PersonFactory)
    date_edtf = "2024-08-26"
    summary = "It was said."


class AnswerFactory(RowFactory):
    class Meta:
        model = models.Answer

    commentary = factory.SubFactory(CommentaryFactory)
    question = factory.SubFactory(QuestionFactory)


class ThemePositionFactory(RowFactory):
    class Meta:
        model = models.ThemePosition

    commentary = factory.SubFactory(CommentaryFactory)
    theme = factory.SubFactory(ThemeFactory)
    position = "asserts"


class CommentaryAffiliationFactory(RowFactory):
    class Meta:
        model = models.CommentaryAffiliation

    commentary = factory.SubFactory(CommentaryFactory)
    affiliation = factory.LazyAttribute(
        lambda row: AffiliationFactory(person=row.commentary.person)
    )


class SubjectFactory(RowFactory):
    class Meta:
        model = models.Subject

    commentary = factory.SubFactory(CommentaryFactory)
    country = "JP"


class DossierFactory(RecordFactory):
    class Meta:
        model = models.Dossier

    title = factory.Sequence(lambda n: f"Dossier {n}")
    introduction = "What the records say."


class DossierSectionFactory(RowFactory):
    class Meta:
        model = models.DossierSection

    dossier = factory.SubFactory(DossierFactory)
    number = factory.Sequence(lambda n: n + 2)
    heading = factory.Sequence(lambda n: f"Section {n}")
    text = "What it says."


class DossierItemFactory(RowFactory):
    """Of the first section, which ``published`` adds where there is none."""

    class Meta:
        model = models.DossierItem

    dossier = factory.SubFactory(DossierFactory)
    section = 1
    why = "It stands here."

    @classmethod
    def create(cls, **kwargs: Any) -> Any:
        if not any(kind in kwargs for kind in models.DossierItem.target.kinds):
            kwargs["visit"] = VisitFactory()
        return super().create(**kwargs)


class TranslationFactory(RowFactory):
    class Meta:
        model = models.Translation

    record_visit = factory.SubFactory(VisitFactory)
    text_of = factory.LazyAttribute(lambda row: text_of(row))
    language = "it"
    text = factory.Sequence(lambda n: f"Testo {n}")


def text_of(row: Any) -> str:
    """A text that the record has which a translation is made for."""
    given = (getattr(row, column, None) for column in models.Translation.owners())
    record = next(record for record in given if record is not None)
    return str(next(text for text in TranslatedText if hasattr(record, text)))


class CitationFactory(RowFactory):
    class Meta:
        model = models.Citation

    source = factory.SubFactory(SourceFactory)
    target_visit = factory.SubFactory(VisitFactory)


FACTORIES: dict[type[models.Row], type[RowFactory]] = {
    factory_class._meta.model: factory_class
    for factory_class in [*RowFactory.__subclasses__(), *RecordFactory.__subclasses__()]
    if factory_class._meta.model is not None
}
"""Factories by model."""


def cite(record: Record, **fields: Any) -> models.Citation:
    """A citation of a published source on ``record``."""
    source = fields.pop("source", None) or published(SourceFactory())
    target = {"target_visit": None, f"target_{record.record_type}": record}
    citation: models.Citation = CitationFactory(source=source, **target, **fields)
    return citation


def published(record: R) -> R:
    """``record``, public, with all it cannot do without public too."""
    from deployments.services.gate import owned_model

    with change_set(origin=Origin.COMMAND, reason="published by a factory"):
        for name in record.required:
            related = getattr(record, name)
            if related is not None and not related.is_published:
                published(related)
        for owned in record.owned:
            for row in getattr(record, owned).all():
                for name in owned_model(type(record), owned).needed:
                    related = getattr(row, name)
                    if related is not None and not related.is_published:
                        published(related)
        if (
            record.is_occurrence
            and not record.citations.filter(  # type: ignore[attr-defined]
                source__status="published"
            ).exists()
        ):
            cite(record)
        if isinstance(record, models.Dossier):
            _lay_out(record)
        publishing.publish(records=[record], origin=Origin.COMMAND)
    record.refresh_from_db()
    return record


def _lay_out(dossier: models.Dossier) -> None:
    """Give a dossier the section that its items name, and a public record to name."""
    if not dossier.sections.filter(number=1).exists():
        DossierSectionFactory(dossier=dossier, number=1)
    if not any(item.target.is_published for item in dossier.items.all()):
        DossierItemFactory(dossier=dossier, port=published(PortFactory()))
