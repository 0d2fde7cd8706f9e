"""Filters of records: each parameter finds what it should and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from deployments import models
from deployments.choices import Origin
from deployments.filters import FILTERSETS, TimelineFilterSet
from deployments.models import TimelineEntry
from deployments.services import publishing
from deployments.views.controls import offered
from tests import factories as make
from tests.support import kept_for_a_module

pytestmark = pytest.mark.django_db


def filterset(record_type: str, query: str) -> Any:
    """The filter set of a kind over what is public."""
    return FILTERSETS[record_type](QueryDict(query))


def keys(record_type: str, query: str) -> list[str]:
    """The keys that a query finds; fails on a malformed one."""
    found = filterset(record_type, query)
    assert found.is_valid(), found.errors
    return sorted(found.qs.values_list("key", flat=True))


def errors(record_type: str, query: str) -> dict[str, list[str]]:
    """What is wrong with a query; it finds nothing then."""
    found = filterset(record_type, query)
    assert not found.is_valid()
    assert not found.qs.exists()
    return {name: [str(message) for message in messages] for name, messages in found.errors.items()}


@pytest.fixture(scope="module")
def season(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The small season, made once; no test changes it for another."""
    with kept_for_a_module(django_db_blocker):
        make_season()
        yield


def choices(found: Any) -> dict[str, list[str]]:
    """The values that a filter set offers in each of its lists."""
    offers = {name: offered(each) for name, each in found.filters.items()}
    return {name: sorted(value for value, _label in each) for name, each in offers.items() if each}


@make.together()
def make_season() -> None:
    """Two navies, two visits in two ports, an exercise, an engagement and a statement."""
    marina = make.NavyFactory(key="marina", name="Marina Militare", country="IT", wikidata="Q1")
    make.published(make.NavyFactory(key="german-navy", country="DE"))
    yokosuka = make.PortFactory(
        key="yokosuka", country="JP", unlocode="JPYOS", naval_base=True, native_name="横須賀"
    )
    manila = make.PortFactory(key="manila", country="PH", kind="area")
    cavour = make.VesselFactory(
        key="cavour",
        name="Cavour",
        pennant="C 550",
        navy=marina,
        hull_type="aircraft carrier",
        vessel_class="Cavour",
        imo=9074729,
        home_port=yokosuka,
    )
    alpino = make.VesselFactory(key="alpino", name="Alpino", navy=marina, hull_type="frigate")
    voyage = make.DeploymentFactory(key="voyage", lead_navy=marina, origin_port=manila)
    make.AssignmentFactory(deployment=voyage, vessel=cavour)
    paper = make.OrganisationFactory(
        key="the-paper", name="The Paper", kind="news medium", country="IT", wikidata="Q3"
    )
    make.published(paper)
    make.published(
        make.CoverageFactory(key="marina-2024", navy=marina, followed="visits", completeness="most")
    )
    make.published(make.CoverageFactory(key="of-japan", navy=None, country="JP"))
    make.published(make.CoverageFactory(key="of-a-port", navy=None, port=yokosuka))
    source = make.SourceFactory(
        key="paper",
        publisher="Paper",
        kind="news",
        language="it",
        publisher_record=paper,
        retracted=True,
    )
    make.published(source)
    called = make.VisitFactory(
        key="cavour-yokosuka",
        port=yokosuka,
        deployment=voyage,
        purpose="goodwill visit",
        host_organisation=paper,
    )
    make.VisitParticipantFactory(visit=called, vessel=cavour)
    make.cite(called, source=source)
    planned = make.VisitFactory(
        key="alpino-manila",
        port=manila,
        certainty="planned",
        outcome="postponed",
        arrival_edtf="2024-08-30",
        departure_edtf="2024-09-02",
    )
    make.VisitParticipantFactory(visit=planned, vessel=alpino)
    drill = make.ExerciseFactory(
        key="noble-raven", kind="joint training", domain="maritime", series="Noble Raven"
    )
    make.ExerciseParticipantFactory(exercise=drill, vessel=cavour)
    person = make.PersonFactory(key="berkofsky", kind="expert", country="IT")
    make.AffiliationFactory(person=person, organisation="Paper", organisation_record=paper)
    talks = make.EngagementFactory(key="talks", kind="talks", port=yokosuka, visit=called)
    make.EngagementPersonFactory(engagement=talks, person=person)
    make.EngagementCountryFactory(engagement=talks, country="FR")
    said = make.CommentaryFactory(
        key="said", person=person, medium="interview", language="en", second_hand=True
    )
    make.AnswerFactory(commentary=said, question=make.QuestionFactory(key="why"))
    make.ThemePositionFactory(
        commentary=said, theme=make.ThemeFactory(key="deterrence"), position="asserts"
    )
    make.ThemePositionFactory(
        commentary=said, theme=make.ThemeFactory(key="industry"), position="doubts"
    )
    make.SubjectFactory(commentary=said, country="", visit=called)
    for record in (voyage, called, planned, drill, talks, said):
        make.published(record)
    dossier = make.DossierFactory(key="cavour-in-japan", title="Cavour in Japan")
    named = (called, drill, talks, voyage, said, person, cavour, marina, yokosuka, paper, source)
    for record in (*named, *models.Coverage.objects.filter(key="of-japan")):
        make.DossierItemFactory(dossier=dossier, **{record.record_type: record})
    make.DossierItemFactory(dossier=dossier, question=models.Question.objects.get(key="why"))
    make.DossierItemFactory(dossier=dossier, theme=models.Theme.objects.get(key="industry"))
    make.published(dossier)


FINDS = [
    ("navy", "country=IT", ["marina"]),
    ("navy", "country=IT&country=DE", ["german-navy", "marina"]),
    ("navy", "wikidata=Q1", ["marina"]),
    ("navy", "q=militare", ["marina"]),
    ("port", "country=JP", ["yokosuka"]),
    ("port", "kind=area", ["manila"]),
    ("port", "unlocode=JPYOS", ["yokosuka"]),
    ("port", "naval_base=true", ["yokosuka"]),
    ("port", "naval_base=false", ["manila"]),
    ("port", "q=横須賀", ["yokosuka"]),
    ("source", "kind=news", ["paper"]),
    ("source", "publisher=Paper", ["paper"]),
    ("source", "language=it", ["paper"]),
    ("source", "reliability=A", []),
    ("source", "retracted=true", ["paper"]),
    ("source", "retracted=false&kind=news", []),
    ("source", "publisher_record=the-paper", ["paper"]),
    ("organisation", "country=IT&kind=news+medium&wikidata=Q3", ["the-paper"]),
    ("organisation", "kind=university", []),
    ("coverage", "navy=marina&followed=visits&completeness=most", ["marina-2024"]),
    ("coverage", "port=yokosuka", ["of-a-port"]),
    ("coverage", "country=JP", ["of-japan"]),
    ("coverage", "followed=exercises", []),
    ("dossier", "visit=cavour-yokosuka&exercise=noble-raven", ["cavour-in-japan"]),
    ("dossier", "engagement=talks&deployment=voyage&commentary=said", ["cavour-in-japan"]),
    ("dossier", "question=why&theme=industry&person=berkofsky", ["cavour-in-japan"]),
    ("dossier", "vessel=cavour&navy=marina&port=yokosuka", ["cavour-in-japan"]),
    ("dossier", "organisation=the-paper&source=paper&coverage=of-japan", ["cavour-in-japan"]),
    ("dossier", "visit=alpino-manila", []),
    ("dossier", "theme=deterrence", []),
    ("dossier", "disputed=true", []),
    ("vessel", "navy=marina", ["alpino", "cavour"]),
    ("vessel", "navy=german-navy", []),
    ("vessel", "country=IT&hull_type=frigate", ["alpino"]),
    ("vessel", "hull_type=frigate&hull_type=aircraft+carrier", ["alpino", "cavour"]),
    ("vessel", "vessel_class=Cavour", ["cavour"]),
    ("vessel", "home_port=yokosuka", ["cavour"]),
    ("vessel", "deployment=voyage", ["cavour"]),
    ("vessel", "imo=9074729", ["cavour"]),
    ("vessel", "displacement_tonnes=1..", []),
    ("vessel", "wikidata=Q2", []),
    ("vessel", "q=c550", ["cavour"]),
    ("person", "country=IT&kind=expert", ["berkofsky"]),
    ("person", "question=why&theme=industry", ["berkofsky"]),
    ("person", "organisation=the-paper", ["berkofsky"]),
    ("question", "person=berkofsky", ["why"]),
    ("theme", "person=berkofsky", ["deterrence", "industry"]),
    ("deployment", "country=IT", ["voyage"]),
    ("deployment", "country=DE", []),
    ("deployment", "navy=marina&vessel=cavour", ["voyage"]),
    ("deployment", "lead_navy=marina&origin_port=manila", ["voyage"]),
    ("deployment", "vessel=alpino", []),
    ("deployment", "on=2024-07-01", ["voyage"]),
    ("deployment", "from=2024-11", []),
    ("deployment", "source=paper", []),
    ("visit", "country=JP", ["cavour-yokosuka"]),
    ("visit", "participant_country=IT", ["alpino-manila", "cavour-yokosuka"]),
    ("visit", "participant_country=JP", []),
    ("visit", "port=manila&port=yokosuka", ["alpino-manila", "cavour-yokosuka"]),
    ("visit", "navy=marina&vessel=cavour&deployment=voyage", ["cavour-yokosuka"]),
    ("visit", "host=marina", []),
    ("visit", "host_organisation=the-paper", ["cavour-yokosuka"]),
    ("visit", "certainty=planned", ["alpino-manila"]),
    ("visit", "outcome=postponed", ["alpino-manila"]),
    ("visit", "outcome=postponed&on=2024-08-31", ["alpino-manila"]),
    ("visit", "outcome=not+made&outcome=refused+by+the+host", []),
    ("visit", "purpose=goodwill+visit", ["cavour-yokosuka"]),
    ("visit", "source=paper", ["cavour-yokosuka"]),
    ("visit", "q=Cavour", ["cavour-yokosuka"]),
    ("visit", "q=japan", ["cavour-yokosuka"]),
    ("visit", "q=japan+alpino", []),
    ("exercise", "country=IT&navy=marina&vessel=cavour", ["noble-raven"]),
    ("exercise", "deployment=voyage", ["noble-raven"]),
    ("exercise", "kind=joint+training&domain=maritime&series=Noble+Raven", ["noble-raven"]),
    ("exercise", "certainty=planned", []),
    ("exercise", "outcome=made", []),
    ("exercise", "source=paper", []),
    ("exercise", "host_organisation=the-paper", []),
    ("engagement", "country=FR", ["talks"]),
    ("engagement", "country=JP&port=yokosuka&visit=cavour-yokosuka", ["talks"]),
    ("engagement", "person=berkofsky&kind=talks&deployment=voyage", ["talks"]),
    ("engagement", "source=paper", []),
    ("engagement", "host_organisation=the-paper", []),
    ("commentary", "person=berkofsky&question=why&theme=deterrence", ["said"]),
    ("commentary", "position=doubts", ["said"]),
    ("commentary", "position=doubts&theme=deterrence", []),
    ("commentary", "position=doubts&theme=industry", ["said"]),
    ("commentary", "position=mixed", []),
    ("commentary", "visit=cavour-yokosuka&deployment=voyage&port=yokosuka", ["said"]),
    ("commentary", "country=JP&medium=interview&language=en&second_hand=true", ["said"]),
    ("commentary", "second_hand=false", []),
    ("commentary", "navy=marina", []),
    ("commentary", "source=paper", []),
    ("navy", "disputed=true", []),
    ("port", "disputed=false", ["manila", "yokosuka"]),
    ("source", "disputed=true", []),
    ("organisation", "disputed=no", ["the-paper"]),
    ("coverage", "disputed=yes", []),
    ("vessel", "disputed=false", ["alpino", "cavour"]),
    ("person", "disputed=false", ["berkofsky"]),
    ("question", "disputed=false", ["why"]),
    ("theme", "disputed=true", []),
    ("deployment", "disputed=false&sources=1&ungraded=true", ["voyage"]),
    ("visit", "sources=1&departure_known=true", ["alpino-manila"]),
    ("visit", "disputed=true", []),
    ("visit", "ungraded=false", []),
    ("exercise", "disputed=false&sources=1&ungraded=true", ["noble-raven"]),
    ("engagement", "disputed=false&sources=1&ungraded=true", ["talks"]),
    ("commentary", "disputed=false&sources=1&ungraded=true", ["said"]),
]


def test_each_filter_finds_what_it_should(season: None) -> None:
    wrong = {
        f"{kind}?{query}": keys(kind, query)
        for kind, query, expected in FINDS
        if keys(kind, query) != expected
    }
    assert not wrong


def test_every_parameter_is_tried() -> None:
    """``FINDS`` and the tests below try every parameter of every kind."""
    elsewhere = {"from", "to", "on", "match", "updated_since", "q"}
    about = {("commentary", "exercise"), ("commentary", "engagement"), ("commentary", "vessel")}
    for kind, found in FILTERSETS.items():
        tried = {name for k, query, _keys in FINDS if k == kind for name in QueryDict(query)}
        left = set(found.base_filters) - tried - elsewhere
        assert not {name for name in left if (kind, name) not in about}, kind


def test_what_a_comment_is_about_finds_it() -> None:
    statement = make.CommentaryFactory(key="about")
    targets = {
        "exercise": make.ExerciseFactory(key="e"),
        "engagement": make.EngagementFactory(key="g"),
        "vessel": make.VesselFactory(key="v"),
    }
    for name, record in targets.items():
        make.published(record)
        make.SubjectFactory(commentary=statement, country="", **{name: record})
    make.published(statement)
    for name, record in targets.items():
        assert keys("commentary", f"{name}={record.key}") == ["about"]


# Days ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("on=2024-08-24", ["cavour-yokosuka"]),
        ("on=2024-08-22", ["cavour-yokosuka"]),
        ("on=2024-08-21", []),
        ("on=2024-08", ["cavour-yokosuka"]),
        ("from=2024-08-27&to=2024-08-29", ["cavour-yokosuka"]),
        ("from=2024-08-24&to=2024-08-24", ["cavour-yokosuka"]),
        ("from=2024-08&to=2024-08-22", ["cavour-yokosuka"]),
        ("from=2024-08-28", []),
        ("to=2024-08-21", []),
        ("to=2024", ["cavour-yokosuka"]),
        ("on=2024-08-31", []),
        ("on=2024-08-31&certainty=planned", ["alpino-manila"]),
        ("on=2024-08&certainty=planned&certainty=confirmed", ["alpino-manila", "cavour-yokosuka"]),
        ("match=certain", ["alpino-manila", "cavour-yokosuka"]),
    ],
)
def test_days_ask_for_presence(season: None, query: str, expected: list[str]) -> None:
    assert keys("visit", query) == expected


def test_possible_and_certain_days_are_told_apart() -> None:
    port = make.PortFactory(key="kure")
    for key, arrival in (
        ("exact", "2024-08-22"),
        ("about", "2024-08-22~"),
        ("within", "[2024-08-20..2024-08-25]"),
    ):
        make.published(
            make.VisitFactory(key=key, port=port, arrival_edtf=arrival, departure_edtf="2024-08-27")
        )
    make.published(make.VisitFactory(key="undated", port=port, arrival_edtf="", departure_edtf=""))
    assert keys("visit", "port=kure") == ["about", "exact", "undated", "within"]
    assert keys("visit", "port=kure&on=2024-08-23") == ["about", "exact", "within"]
    assert keys("visit", "port=kure&on=2024-08-23&match=certain") == ["exact"]
    assert keys("visit", "port=kure&on=2024-08-26&match=certain") == ["exact", "within"]
    assert keys("visit", "port=kure&on=2024&match=possible") == ["about", "exact", "within"]


def test_a_deployment_is_as_sure_as_both_its_ends() -> None:
    """Its departure, which stands on the timeline with an exact day, makes it no surer."""
    fleet = make.NavyFactory(key="fleet")
    make.published(
        make.DeploymentFactory(
            key="about", lead_navy=fleet, start_edtf="2024-06-01", end_edtf="2024-10~"
        )
    )
    assert keys("deployment", "lead_navy=fleet&on=2024-06-01") == ["about"]
    assert keys("deployment", "lead_navy=fleet&on=2024-06-01&match=certain") == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("on=yesterday", "on"),
        ("on=2024-13", "on"),
        ("on=2024-02-30", "on"),
        ("on=2024-08-22/2024-08-24", "on"),
        ("on=0000", "on"),
        ("on=２０２４", "on"),
        ("from=2024-09&to=2024-08", "to"),
        ("on=2024&from=2024", "on"),
        ("match=perhaps", "match"),
        ("certainty=sure", "certainty"),
        ("country=XX", "country"),
        ("country=jp", "country"),
        ("country=Japan", "country"),
        ("port=no-such-port", "port"),
        ("port=%00", "port"),
        ("port=Yoko%20suka", "port"),
        ("port=" + "a" * 5000, "port"),
        ("q=" + "a" * 201, "q"),
        ("q=%00", "q"),
        ("q=" + "+".join(f"w{n}" for n in range(13)), "q"),
        ("updated_since=now", "updated_since"),
        ("updated_since=2024-13-01", "updated_since"),
        ("updated_since=2024-09-03T12:00:00+02:00", "updated_since"),
        ("updated_since=0001-01-01T00:00:00%2B14:00", "updated_since"),
        ("&".join(f"port=p{n}" for n in range(51)), "port"),
    ],
)
def test_mistakes_are_said_and_find_nothing(season: None, query: str, name: str) -> None:
    assert list(errors("visit", query)) == [name]


@pytest.mark.parametrize("publisher", ["a" * 201, "%00"])
def test_a_text_that_no_record_can_have_is_a_mistake(publisher: str) -> None:
    assert list(errors("source", f"publisher={publisher}")) == ["publisher"]


def test_a_text_may_be_as_long_as_the_longest_query() -> None:
    make.published(make.SourceFactory(key="long", publisher="a" * 200))
    assert keys("source", "publisher=" + "a" * 200) == ["long"]


def test_an_unknown_word_is_told_the_known_ones() -> None:
    known = "confirmed, reported, inferred, planned, cancelled"
    assert errors("visit", "certainty=sure")["certainty"] == [f"“sure” is not one of: {known}."]


@pytest.mark.parametrize("number", ["1067206", "Q0", "Q1067206x"])
def test_a_malformed_number_is_shown_a_good_one(number: str) -> None:
    said = errors("navy", f"wikidata={number}")
    assert said == {"wikidata": ["Write it like “Q1067206”."]}


@pytest.mark.parametrize(("given", "shown"), [("a" * 60, "a" * 60), ("a" * 61, "a" * 60 + "…")])
def test_a_mistake_is_quoted_up_to_sixty_characters(given: str, shown: str) -> None:
    assert errors("visit", f"port={given}") == {
        "port": [f"There is no port with the key “{shown}”."]
    }


def test_fifty_values_may_be_asked_for_at_once() -> None:
    make.published(make.SourceFactory(key="leaflet", publisher="Leaflets"))
    fifty = "publisher=Leaflets" + "".join(f"&publisher=p{n}" for n in range(49))
    assert keys("source", fifty) == ["leaflet"]
    said = errors("source", f"{fifty}&publisher=one-more")
    assert said == {"publisher": ["Give at most 50 values."]}


def test_pages_ignore_what_they_do_not_know_and_what_is_empty(season: None) -> None:
    assert keys("visit", "utm_source=x&country=&port=&on=&match=") == [
        "alpino-manila",
        "cavour-yokosuka",
    ]


def test_updated_since_follows_public_changes_only(season: None) -> None:
    before = timezone.now()
    assert keys("navy", "updated_since=2001-01-01") == ["german-navy", "marina"]
    query = QueryDict(mutable=True)
    query["updated_since"] = before.isoformat()
    assert keys("navy", query.urlencode()) == []
    navy = models.Navy.objects.get(key="marina")
    with make.change_set(origin=Origin.COMMAND):
        navy.editor_notes = "for editors"
        navy.save()
    assert keys("navy", query.urlencode()) == []
    with make.change_set(origin=Origin.COMMAND):
        navy.abbreviation = "MM"
        navy.save()
    assert keys("navy", query.urlencode()) == ["marina"]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2024-09-03", ["marina"]),
        ("2024-09-03T14:00:00%2B02:00", ["marina"]),
        ("2024-09-03T12:00:00", ["marina"]),
        ("2024-09-03T12:00:01Z", []),
        ("2024-09-04", []),
    ],
)
def test_a_moment_is_of_utc_unless_it_says_otherwise(
    season: None, moment: str, expected: list[str]
) -> None:
    documents = models.PublicDocument.objects
    noon = datetime(2024, 9, 3, 12, tzinfo=UTC)
    documents.update(changed_at=noon - timedelta(days=9))
    marina = models.Navy.objects.get(key="marina")
    documents.filter(record_type="navy", record_id=marina.pk).update(changed_at=noon)
    assert keys("navy", f"updated_since={moment}") == expected


# The gate -----------------------------------------------------------------------------------------


def test_unpublished_keys_are_unknown_keys(season: None) -> None:
    make.PortFactory(key="draft-port")
    said = errors("visit", "port=draft-port")
    assert said == {"port": ["There is no port with the key “draft-port”."]}
    assert errors("visit", "port=no-port") == {"port": ["There is no port with the key “no-port”."]}


def test_a_renamed_key_still_filters(season: None) -> None:
    port = models.Port.objects.get(key="yokosuka")
    publishing.rename(record=port, new_key="yokosuka-base", origin=Origin.COMMAND)
    assert keys("visit", "port=yokosuka") == keys("visit", "port=yokosuka-base")
    assert keys("visit", "port=yokosuka") == ["cavour-yokosuka"]


def test_choices_hold_only_what_occurs_in_public(season: None) -> None:
    hidden = make.VisitFactory(key="hidden", port=make.published(make.PortFactory(key="kure")))
    make.VisitParticipantFactory(
        visit=hidden, vessel=make.published(make.VesselFactory(key="hidden-ship"))
    )
    html = Client().get("/visits/").text
    for word in ("kure", "hidden-ship"):
        assert word not in html
    lists = choices(filterset("visit", ""))
    assert lists["port"] == ["manila", "yokosuka"]
    assert lists["country"] == ["JP", "PH"]
    assert lists["participant_country"] == ["IT"]
    assert lists["vessel"] == ["alpino", "cavour"]
    assert lists["purpose"] == ["goodwill visit", "unknown"]
    assert lists["source"].count("paper") == 1


def test_choices_come_from_all_that_a_record_involves(season: None) -> None:
    lists = choices(filterset("commentary", ""))
    assert lists["country"] == ["IT", "JP"]
    assert lists["position"] == ["asserts", "doubts"]
    assert lists["theme"] == ["deterrence", "industry"]
    assert lists["visit"] == ["cavour-yokosuka"]
    assert lists["language"] == ["en"]
    assert choices(filterset("source", ""))["publisher"] == ["Paper"]
    lists = choices(TimelineFilterSet(QueryDict(""), queryset=TimelineEntry.objects.stream()))
    assert lists["country"] == ["FR", "IT", "JP", "PH"]
    assert lists["port"] == ["manila", "yokosuka"]
    assert lists["certainty"] == ["confirmed", "planned"]


def test_a_hidden_participant_finds_no_visit(season: None) -> None:
    visit = make.published(make.VisitFactory(key="with-hidden"))
    ship = make.published(make.VesselFactory(key="to-hide", navy=make.NavyFactory(country="KR")))
    row = make.VisitParticipantFactory(visit=visit, vessel=None, navy=None, country="JP", said="x")
    assert keys("visit", "participant_country=JP") == ["with-hidden"]
    with make.change_set(origin=Origin.COMMAND):
        row.identified_as = ship
        row.save()
    assert keys("visit", "vessel=to-hide") == ["with-hidden"]
    publishing.withdraw(record=ship, public_reason="No such ship.", origin=Origin.COMMAND)
    assert "vessel" in errors("visit", "vessel=to-hide")
    assert keys("visit", "participant_country=KR") == []


# The timeline -------------------------------------------------------------------------------------


def slugs(query: str) -> list[str]:
    found = TimelineFilterSet(QueryDict(query), queryset=TimelineEntry.objects.stream())
    assert found.is_valid(), found.errors
    return sorted(found.qs.values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=visit", ["visit:alpino-manila", "visit:cavour-yokosuka"]),
        ("kind=visit&on=2024-08-31", []),
        ("kind=visit&certainty=planned", ["visit:alpino-manila"]),
        ("kind=statement&theme=industry&question=why", ["statement:said"]),
        ("person=berkofsky", ["engagement:talks", "statement:said"]),
        ("country=FR", ["engagement:talks"]),
        ("vessel=cavour&on=2024-08-28", ["exercise:noble-raven"]),
        ("vessel=cavour&kind=departure", ["departure:voyage"]),
        ("navy=marina&port=yokosuka", ["visit:cavour-yokosuka"]),
        ("deployment=voyage&kind=engagement", ["engagement:talks"]),
        ("q=cavour&kind=exercise", ["exercise:noble-raven"]),
        ("q=alpino", ["visit:alpino-manila"]),
        ("updated_since=2999-01-01", []),
        ("kind=return", ["return:voyage"]),
    ],
)
def test_the_timeline_is_filtered(season: None, query: str, expected: list[str]) -> None:
    assert slugs(query) == expected


def test_a_deployment_s_whole_span_is_not_on_the_timeline(season: None) -> None:
    assert "deployment:voyage" not in slugs("")
    assert len(slugs("updated_since=2001-01-01")) == len(slugs(""))


# Forms --------------------------------------------------------------------------------------------


ANY = '<option value="" selected>Any</option>'


def port_box(query: str) -> str:
    """What stands in the form of visits for their port."""
    page = Client().get(f"/visits/{query}").text
    start = page.index('<div class="field field-port">')
    return page[start : page.index("</div>", start)]


def test_any_is_chosen_first_where_nothing_is(season: None) -> None:
    none = port_box("")
    assert "multiple" not in none
    assert none.count("<option") == 3
    assert none.index(ANY) == none.index("<option")


def test_one_value_is_a_plain_select_and_several_a_list(season: None) -> None:
    one = port_box("?port=manila")
    assert "multiple" not in one
    assert '<option value="manila" selected>' in one
    assert '<option value="">Any</option>' in one
    several = port_box("?port=manila&port=yokosuka")
    assert "multiple" in several
    assert several.count("selected") == several.count("<option") == 2


def test_a_value_that_is_not_offered_stays_chosen(season: None) -> None:
    form = port_box("?port=kure")
    assert '<option value="kure" selected>kure</option>' in form
    assert form.count("<option") == 4


def test_choices_are_in_the_order_of_their_words_then_keys() -> None:
    named = {"c": "alesund", "d": "Bergen", "b": "Ålesund", "a": "Zeebrugge"}
    for key, name in named.items():
        make.published(make.VisitFactory(port=make.PortFactory(key=key, name=name)))
    found = [key for key, _label in offered(filterset("visit", "").filters["port"])]
    assert [key for key in found if key in named] == ["b", "c", "d", "a"]


def test_every_parameter_has_words() -> None:
    for found in (*FILTERSETS.values(), TimelineFilterSet):
        for name, one in found.base_filters.items():
            assert one.label, name
            assert one.description.endswith("."), name
            assert one.schema(), name


def test_vessels_are_found_by_a_range_of_their_displacement() -> None:
    for key, tonnes in (("small", 3000), ("middle", 7000), ("large", 27000), ("unknown", None)):
        make.published(make.VesselFactory(key=key, displacement_tonnes=tonnes))
    for asked, expected in (
        ("7000", ["middle"]),
        ("5000..", ["large", "middle"]),
        ("..7000", ["middle", "small"]),
        ("3001..26999", ["middle"]),
        ("7000..7000", ["middle"]),
    ):
        assert keys("vessel", f"displacement_tonnes={asked}") == expected, asked
    said = errors("vessel", "displacement_tonnes=9000..7000")["displacement_tonnes"]
    assert said == ["The range ends before it begins: write 7000..9000."]
    for malformed in ("..", "7 000", "9000..7000", "-5", "1e4"):
        assert "displacement_tonnes" in errors("vessel", f"displacement_tonnes={malformed}")
