"""An import adds and updates; it removes and empties nothing unless it is told to."""

from __future__ import annotations

import pytest

from deployments.models import (
    Citation,
    Commentary,
    Engagement,
    PortName,
    Vessel,
    Visit,
    VisitParticipant,
)

from .conftest import Import
from .support import history_rows, outcomes, reasons, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]

ENGAGEMENTS = "key,name,people,countries\n"


def members(key: str = "g") -> tuple[list[str], list[str]]:
    """Who was at an engagement."""
    engagement = Engagement.objects.get(key=key)
    return (
        [row.person.key for row in engagement.engagement_people.all()],
        [row.country for row in engagement.engagement_countries.all()],
    )


def test_absent_columns_and_empty_cells_leave_what_is_stored(bundle: Import) -> None:
    before = snapshot(exact=True)
    assert outcomes(bundle(vessels="key,name\ncavour,Cavour\n", publish=True)) == {"unchanged"}
    text = "key,name,navy,pennant,class\ncavour,,,,\n"
    assert outcomes(bundle(vessels=text, publish=True)) == {"unchanged"}
    assert snapshot(exact=True) == before


def test_blank_clears(bundle: Import) -> None:
    bundle(
        visits="key,arrival_words,purpose,host\ncavour-yokosuka,22 August,repair,jmsdf\n",
        publish=True,
    )
    text = "key,purpose,host,arrival_edtf,certainty\ncavour-yokosuka,,,,\n"
    report = bundle(visits=text, publish=True, blank_clears=True)
    assert reasons(report) == []
    visit = Visit.objects.get()
    assert (visit.purpose, visit.host, visit.certainty) == ("unknown", None, "reported")
    assert (visit.arrival_edtf, visit.arrival_words, visit.arrival_earliest) == ("", "", None)
    assert visit.departure_edtf == "2024-08-27"
    report = bundle(visits="key,port\ncavour-yokosuka,\n", publish=True, blank_clears=True)
    assert "visits.csv, line 2, column port:" in reasons(report)[0]


def test_words_belong_to_their_date(bundle: Import) -> None:
    text = "key,port,arrival_edtf,arrival_words\nv,taranto,[2024-08-21..2024-08-31],end of August\n"
    bundle(visits=text)
    assert outcomes(bundle(visits="key,arrival_words\nv,\n")) == {"unchanged"}
    same = "key,arrival_edtf\nv,[2024-08-21..2024-08-31]\n"
    assert outcomes(bundle(visits=same)) == {"unchanged"}
    report = bundle(visits="key,arrival_edtf\nv,2024-08-22\n")
    assert [(c.column, c.new) for c in report.rows[0].changes] == [
        ("arrival_edtf", "2024-08-22"),
        ("arrival_words", ""),
    ]


def test_lists_in_a_cell_are_added_to(bundle: Import) -> None:
    bundle(
        people="key,name\nciappina,Ciappina\n",
        engagements=ENGAGEMENTS + "g,Welcome,dian,IT;JP\n",
        publish=False,
    )
    report = bundle(engagements=ENGAGEMENTS + "g,Welcome,ciappina; ciappina ;,JP;FR\n")
    assert reasons(report) == []
    assert members() == (["dian", "ciappina"], ["IT", "JP", "FR"])
    assert [(c.column, c.old, c.new) for c in report.rows[0].changes] == [
        ("people", "dian", "dian;ciappina"),
        ("countries", "IT;JP", "IT;JP;FR"),
    ]
    history = history_rows()
    assert outcomes(bundle(engagements=ENGAGEMENTS + "g,Welcome,,IT\n")) == {"unchanged"}
    assert history_rows() == history

    both = ENGAGEMENTS + "g,Welcome,,FR;JP\n"
    bundle(engagements=both, replace_children=True)
    assert members() == (["dian", "ciappina"], ["JP", "FR"])
    bundle(engagements=both, blank_clears=True)
    assert members() == (["dian", "ciappina"], ["JP", "FR"])
    bundle(engagements=both, blank_clears=True, replace_children=True)
    assert members() == ([], ["JP", "FR"])
    assert Engagement.history.filter(key="g").count() == 1


def test_a_changed_position_is_an_update(bundle: Import) -> None:
    head = "key,person,question,themes,about,summary\n"
    bundle(
        commentary=head + "c,dian,why;how,prestige:asserts,vessel:cavour;country:JP,S\n",
    )
    report = bundle(commentary=head + "c,dian,,prestige:doubts;industry:mixed,country:IT,S\n")
    assert reasons(report) == []
    assert [(c.column, c.old, c.new) for c in report.rows[0].changes] == [
        ("themes", "prestige:asserts", "prestige:doubts;industry:mixed"),
        ("about", "vessel:cavour;country:JP", "vessel:cavour;country:JP;country:IT"),
    ]
    commentary = Commentary.objects.get()
    positions = commentary.theme_positions.order_by("pk")
    assert [(p.theme.key, p.position) for p in positions] == [
        ("prestige", "doubts"),
        ("industry", "mixed"),
    ]
    assert [answer.question.key for answer in commentary.answers.order_by("pk")] == ["why", "how"]
    assert commentary.subjects.count() == 3


def test_missing_rows_go_only_when_told_to(bundle: Import) -> None:
    bundle(
        port_names="port,name\nyokosuka,Yoko\nyokosuka,横須賀\ntaranto,Taras\n",
        publish=True,
    )
    text = "port,name\nyokosuka,横須賀\n"
    assert outcomes(bundle(port_names=text, publish=True)) == {"unchanged"}
    assert PortName.objects.count() == 3
    report = bundle(port_names=text, replace_children=True)
    assert "“yokosuka” is published; it changes with --publish only." in reasons(report)[0]
    assert PortName.objects.count() == 3
    report = bundle(port_names=text, publish=True, replace_children=True)
    assert [(row.row, row.outcome) for row in report.rows] == [
        ("yokosuka 横須賀", "unchanged"),
        ("yokosuka Yoko", "removed"),
    ]
    assert {name.name for name in PortName.objects.all()} == {"横須賀", "Taras"}
    assert VisitParticipant.objects.count() == 1


def test_citations_go_from_the_records_named_alone(bundle: Import) -> None:
    text = "record_type,record_key,source,aspect,supports\nvisit,cavour-yokosuka,blog,,\n"
    assert bundle(citations=text, publish=True).accepted
    report = bundle(citations=text, publish=True, replace_children=True)
    assert reasons(report) == []
    assert {c.source.key for c in Citation.objects.filter(target_visit__isnull=False)} == {"blog"}
    assert Citation.objects.filter(target_deployment__isnull=False).count() == 1


def test_a_row_that_is_still_named_is_not_removed(bundle: Import) -> None:
    bundle(
        affiliations="key,person,organisation\nd-1,dian,Bologna\nd-2,dian,Padua\n",
        commentary="key,person,affiliations,summary\nc,dian,d-1,S\n",
        citations="record_type,record_key,source\ncommentary,c,news\n",
        publish=True,
    )
    only = "key,person,organisation\nd-2,dian,Padua\n"
    report = bundle(affiliations=only, publish=True, replace_children=True)
    assert reasons(report) == [
        (
            "affiliations.csv, line 2: d-1: It cannot be removed while it is named elsewhere "
            "(affiliation when said)."
        )
    ]


def test_a_dry_run_reports_all_and_keeps_nothing(bundle: Import) -> None:
    before, history = snapshot(exact=True), history_rows()
    report = bundle(
        vessels="key,name,navy\ncavour,Conte di Cavour,italian-navy\nx,X,jmsdf\n",
        publish=True,
        dry_run=True,
    )
    assert [row.outcome for row in report.rows] == ["updated", "created"]
    assert report.accepted
    assert (snapshot(exact=True), history_rows()) == (before, history)
    assert Vessel.objects.count() == 2
