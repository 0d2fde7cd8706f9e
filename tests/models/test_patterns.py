"""The patterns that models declare: fuzzy dates, open words, arcs, and what follows from them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint

from deployments.choices import OrganisationKind
from deployments.dates import FuzzyDate
from deployments.models import (
    OWNED_MODELS,
    RECORD_MODELS,
    Citation,
    Commentary,
    Coverage,
    Occurrence,
    Organisation,
    Row,
    Subject,
    Translation,
    Visit,
)
from deployments.orders import UNDATED
from tests import factories as make

pytestmark = pytest.mark.django_db
MODELS: list[type[Row]] = [*RECORD_MODELS, *OWNED_MODELS]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_pattern_brings_its_columns_and_a_named_constraint(model: type[Row]) -> None:
    columns = {column.name for column in model._meta.concrete_fields}
    constraints = {constraint.name for constraint in model._meta.constraints}
    name = model._meta.model_name
    for field in model.fuzzy_dates:
        assert set(field.columns) <= columns
        if field.not_before:
            assert f"{name}_{field.stem}_not_before_{field.not_before}" in constraints
    for word in model.open_words:
        assert {word.name, word.said} <= columns
        assert f"{name}_{word.name}_other_has_a_word" in constraints
    if model.arc is not None:
        assert set(model.arc.columns) <= columns
        [exactly_one] = [
            each
            for each in model._meta.constraints
            if isinstance(each, CheckConstraint) and "_exactly_one_" in each.name
        ]
        assert exactly_one.name.startswith(f"{name}_exactly_one_")


def test_a_fuzzy_date_is_read_as_one_value() -> None:
    visit = make.VisitFactory(arrival_edtf="[2024-08-21..2024-08-31]", arrival_words="late August")
    assert isinstance(visit.arrival, FuzzyDate)
    assert str(visit.arrival) == "late August"
    assert Visit.arrival.bounds == ("arrival_earliest", "arrival_latest")
    assert make.VisitFactory(arrival_edtf="", departure_edtf="").arrival is None


def test_an_open_word_is_shown_in_the_sources_own_word() -> None:
    paper = make.OrganisationFactory(kind="news medium")
    assert (paper.in_words("kind"), paper.says("kind")) == ("news medium", True)
    blog = make.OrganisationFactory(kind="other", kind_said="blog")
    assert blog.in_words("kind") == "blog"
    unknown = make.OrganisationFactory()
    assert (unknown.in_words("kind"), unknown.says("kind")) == ("kind not known", False)
    with pytest.raises(ValidationError, match="the source's own word"):
        Organisation(key="x", name="X", kind=OrganisationKind.OTHER).full_clean()


def test_an_arc_means_exactly_one_row() -> None:
    visit, port = make.VisitFactory(), make.PortFactory()
    citation = make.CitationFactory(target_visit=visit)
    assert citation.target == visit
    assert Citation.target.kind_of(citation) == "visit"
    assert Citation.target.id_of(citation) == visit.pk
    subject = make.SubjectFactory(country="", port=port)
    assert (subject.target, Subject.target.kind_of(subject)) == (port, "port")
    assert make.SubjectFactory(country="JP").target is None
    for wrong in ({"navy": None}, {"navy": make.NavyFactory(), "country": "JP"}):
        with pytest.raises(ValidationError, match="exactly one navy, port or country"):
            Coverage(key="c", **wrong).full_clean()


def test_a_translation_is_of_a_text_that_its_record_has() -> None:
    visit = make.VisitFactory(summary="She called.")
    Translation(record_visit=visit, text_of="summary", language="it", text="È stata lì").clean()
    with pytest.raises(ValidationError, match="A visit has no title"):
        Translation(record_visit=visit, text_of="title", language="it", text="x").clean()


@pytest.mark.parametrize(
    "model", [m for m in RECORD_MODELS if m.is_occurrence], ids=lambda model: model.__name__
)
def test_an_occurrence_is_sorted_by_the_first_day_that_is_known(model: type[Occurrence]) -> None:
    first, last = model.fuzzy_dates[0].edtf, model.fuzzy_dates[-1].edtf
    given = make.FACTORIES[model](**{first: "2024-08~", last: "2024-08-27"})
    assert given.sort_day == (date(2024, 8, 27) if first == last else date(2024, 8, 1))
    open_start = make.FACTORIES[model](**{last: "", first: "[..2024-08-28]"})
    assert open_start.sort_day == date(2024, 8, 28)
    season = make.FACTORIES[model](**{last: "", first: "2024-22"})
    assert season.sort_day == date(2024, 1, 1)
    assert make.FACTORIES[model](**{first: "", last: ""}).sort_day == UNDATED


def test_occurrences_of_one_day_are_ordered_by_key() -> None:
    for key in ("b", "a", "c"):
        make.VisitFactory(key=key, arrival_edtf="2024-08-22", departure_edtf="")
    make.VisitFactory(key="later", arrival_edtf="2024-09", departure_edtf="")
    make.VisitFactory(key="undated", arrival_edtf="", departure_edtf="")
    keys = Visit.objects.order_by("-sort_day", "key").values_list("key", flat=True)
    assert list(keys) == ["later", "a", "b", "c", "undated"]


def test_what_a_record_is_called_needs_no_more_than_it_says() -> None:
    visit = make.VisitFactory(port=make.PortFactory(name="Yokosuka"))
    assert visit.called == "Visit to Yokosuka, 22–27 August 2024"
    said = make.CommentaryFactory(person=make.PersonFactory(name="Dian"), medium="interview")
    assert said.called == "Dian, interview: It was said, 26 August 2024"
    assert Commentary.name_paths == ("person__names",)
    coverage = make.CoverageFactory(navy=make.NavyFactory(name="Italian Navy"))
    assert coverage.called == "Italian Navy: visits, June to October 2024"
