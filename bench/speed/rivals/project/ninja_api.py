"""The same with django-ninja: schemas of models, filters by hand, page numbers with a count."""

from datetime import date

from django.db.models import Q
from django.shortcuts import get_object_or_404
from ninja import ModelSchema, NinjaAPI, Query, Schema
from ninja.pagination import PageNumberPagination, paginate

from deployments.models import (
    Citation,
    Commentary,
    Deployment,
    Navy,
    Person,
    Port,
    Question,
    Source,
    Theme,
    Vessel,
    Visit,
    VisitParticipant,
)

from . import records


class NavySchema(ModelSchema):
    class Meta:
        model = Navy
        exclude = ["editor_notes"]


class VesselSchema(ModelSchema):
    navy: NavySchema

    class Meta:
        model = Vessel
        exclude = ["editor_notes"]


class PortSchema(ModelSchema):
    class Meta:
        model = Port
        exclude = ["editor_notes"]


class DeploymentSchema(ModelSchema):
    class Meta:
        model = Deployment
        exclude = ["editor_notes"]


class SourceSchema(ModelSchema):
    class Meta:
        model = Source
        exclude = ["editor_notes"]


class CitationSchema(ModelSchema):
    source: SourceSchema

    class Meta:
        model = Citation
        fields = ["aspect", "stance", "supports", "value", "locator", "credibility"]


class ParticipantSchema(ModelSchema):
    navy: NavySchema | None = None
    vessel: VesselSchema | None = None

    class Meta:
        model = VisitParticipant
        fields = ["key", "country", "count", "type", "said", "note"]


class VisitSchema(ModelSchema):
    port: PortSchema
    deployment: DeploymentSchema | None = None
    participants: list[ParticipantSchema]
    citations: list[CitationSchema]

    class Meta:
        model = Visit
        exclude = ["editor_notes", "port", "deployment"]


class QuestionSchema(ModelSchema):
    class Meta:
        model = Question
        exclude = ["editor_notes"]


class ThemeSchema(ModelSchema):
    class Meta:
        model = Theme
        exclude = ["editor_notes"]


class PersonSchema(ModelSchema):
    class Meta:
        model = Person
        exclude = ["editor_notes"]


class AnswerSchema(Schema):
    question: QuestionSchema


class PositionSchema(Schema):
    theme: ThemeSchema
    position: str


class SubjectSchema(Schema):
    vessel: VesselSchema | None = None


class CommentarySchema(ModelSchema):
    person: PersonSchema
    answers: list[AnswerSchema]
    theme_positions: list[PositionSchema]
    subjects: list[SubjectSchema]
    citations: list[CitationSchema]

    class Meta:
        model = Commentary
        exclude = ["editor_notes", "person"]


api = NinjaAPI()
SINCE = Query(None, alias="from")  # a word of Python


@api.get("/visits", response=list[VisitSchema])
@paginate(PageNumberPagination, page_size=50)
def visits(  # type: ignore[no-untyped-def]
    request,
    country: str = "",
    port: str = "",
    vessel: str = "",
    search: str = "",
    since: date | None = SINCE,
    to: date | None = None,
):
    """Published visits."""
    rows = records.visits()
    if country:
        rows = rows.filter(port__country=country)
    if port:
        rows = rows.filter(port__key=port)
    if vessel:
        rows = rows.filter(participants__vessel__key=vessel).distinct()
    if since:
        rows = rows.filter(sort_day__gte=since)
    if to:
        rows = rows.filter(sort_day__lte=to)
    if search:
        rows = rows.filter(Q(summary__icontains=search) | Q(notes__icontains=search))
    return rows


@api.get("/visits/{key}", response=VisitSchema)
def visit(request, key: str):  # type: ignore[no-untyped-def]
    """One visit."""
    return get_object_or_404(records.visits(), key=key)


@api.get("/commentary", response=list[CommentarySchema])
@paginate(PageNumberPagination, page_size=50)
def commentary(request, person: str = ""):  # type: ignore[no-untyped-def]
    """Published statements."""
    rows = records.commentary()
    return rows.filter(person__key=person) if person else rows
