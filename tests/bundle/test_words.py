"""Words of the sources become words of ours without being lost."""

from __future__ import annotations

import pytest

from deployments.models import Vessel, Visit

from .conftest import Import
from .support import outcomes, reasons

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]


def purpose(key: str = "v") -> tuple[str, str]:
    """The purpose of a visit and the source's own word."""
    visit = Visit.objects.get(key=key)
    return visit.purpose, visit.purpose_said


def test_a_word_we_do_not_have_becomes_other_and_is_listed(bundle: Import) -> None:
    text = "key,port,purpose\nv,yokosuka,fishery protection\n"
    report = bundle(visits=text)
    assert report.accepted
    assert purpose() == ("other", "fishery protection")
    (word,) = report.words
    assert (word.file, word.line, word.column) == ("visits.csv", 2, "purpose")
    assert (word.word, word.value) == ("fishery protection", "other")
    again = bundle(visits=text)
    assert outcomes(again) == {"unchanged"}
    assert len(again.words) == 1


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ("Goodwill Visit,", ("goodwill visit", "")),
        ("replenishment,", ("supplies", "replenishment")),
        ("supplies,stores and water", ("supplies", "stores and water")),
        ("other,sail past", ("other", "sail past")),
        (",", ("unknown", "")),
    ],
)
def test_a_word_and_what_was_said(bundle: Import, cells: str, kept: tuple[str, str]) -> None:
    text = f"key,port,purpose,purpose_said\nv,yokosuka,{cells}\n"
    assert reasons(bundle(visits=text)) == []
    assert purpose() == kept
    assert outcomes(bundle(visits=text)) == {"unchanged"}
    assert outcomes(bundle(visits=text, blank_clears=True)) == {"unchanged"}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("other,", "column purpose: Give the source's own word for “other”."),
        ("sail past,fly past", "“sail past” is not in our vocabulary and purpose_said gives anot"),
    ],
)
def test_a_word_that_would_be_lost(bundle: Import, cells: str, reason: str) -> None:
    report = bundle(visits=f"key,port,purpose,purpose_said\nv,yokosuka,{cells}\n")
    assert len(report.rejections) == 1
    assert reason in reasons(report)[0]


def test_our_word_leaves_what_was_said_and_another_word_replaces_it(bundle: Import) -> None:
    bundle(visits="key,port,purpose\nv,yokosuka,replenishment\n")
    report = bundle(visits="key,purpose\nv,supplies\n")
    assert outcomes(report) == {"unchanged"}
    assert purpose() == ("supplies", "replenishment")
    report = bundle(visits="key,purpose\nv,repair\n")
    assert purpose() == ("repair", "")
    (row,) = report.rows
    assert [(change.column, change.old, change.new) for change in row.changes] == [
        ("purpose", "supplies", "repair"),
        ("purpose_said", "replenishment", ""),
    ]


def test_every_open_vocabulary_keeps_unknown_words(bundle: Import) -> None:
    report = bundle(
        vessels="key,name,navy,hull_type\nx,X,italian-navy,sloop\n",
        deployments="key,name,lead_navy\nd,D,italian-navy\n",
        assignments="deployment,vessel,role\nd,x,picket\n",
        visits="key,port,purpose\nv,yokosuka,sail past\n",
        exercises="key,name,kind\ne,E,fleet problem\n",
        engagements="key,name,kind\ng,G,regatta\n",
        people="key,name,kind\np,P,poet\n",
        commentary="key,person,medium,summary\nc,p,letter,S\n",
        sources="key,title,kind\ns,S,pamphlet\n",
    )
    assert reasons(report) == []
    assert {word.word for word in report.words} == {
        "sloop", "picket", "sail past", "fleet problem", "regatta", "poet", "letter", "pamphlet"
    }  # fmt: skip
    assert {word.value for word in report.words} == {"other"}
    assert Vessel.objects.get(key="x").hull_type_said == "sloop"


def test_a_qualified_word_is_read_with_its_own_word_kept_and_told_once(bundle: Import) -> None:
    ships = "".join(f"d{number},D,italian-navy,guided missile destroyer\n" for number in range(74))
    report = bundle(vessels=f"key,name,navy,hull_type\nf,F,italian-navy,FFG\n{ships}")
    assert reasons(report) == []
    assert Vessel.objects.filter(hull_type="destroyer").count() == 74
    assert Vessel.objects.get(key="d7").hull_type_said == "guided missile destroyer"
    assert [str(reading) for reading in report.readings()] == [
        "vessels.csv, hull_type: “FFG” read as frigate: 1 line (2)",
        (
            "vessels.csv, hull_type: “guided missile destroyer” read as destroyer: "
            "74 lines (first 3)"
        ),
    ]
    told = report.as_json()
    assert told["readings"][1]["count"] == 74
    assert len(told["words"]) == 75
