"""What a source states against what is recorded: the same, another, or not sure."""

from __future__ import annotations

import pytest

from deployments import dates
from deployments.rules import stated
from deployments.rules.stated import Verdict

SAME, ANOTHER, UNSURE = Verdict.SAME, Verdict.ANOTHER, Verdict.UNSURE


@pytest.mark.parametrize(
    ("said", "start", "end", "verdict"),
    [
        ("22–27 August 2024", "2024-08-22", "2024-08-27", SAME),
        ("22 to 27 August", "2024-08-22", "2024-08-27", SAME),
        ("2024-08-22/2024-08-27", "2024-08-22", "2024-08-27", SAME),
        ("22–27 August 2024", "2024-08-22/2024-08-27", "", SAME),
        ("22–26 August 2024", "2024-08-22", "2024-08-27", ANOTHER),
        ("21–27 August 2024", "2024-08-22", "2024-08-27", ANOTHER),
        ("22–27 August 2024", "2024-08-22", "", UNSURE),
        ("22–26 August 2024", "2024-08-22", "2024-08", UNSURE),
        ("22–26 August 2024", "2024-08-22", "2024-08-27~", UNSURE),
        ("22 August 2024", "2024-08-22", "2024-08-27", SAME),
        ("24 August 2024", "2024-08-22", "2024-08-27", UNSURE),
        ("21 August 2024", "2024-08-22", "2024-08-27", ANOTHER),
        ("28 August 2024", "2024-08-22", "2024-08-27", ANOTHER),
        ("28 August 2024", "2024-08-22", "", UNSURE),
        ("27 August 2024", "", "2024-08-27", SAME),
        ("end of August 2024", "2024-08-22", "2024-08-27", UNSURE),
        ("arrived 22 August 2024", "2024-08-22", "", SAME),
        ("arrived on 23 August 2024", "2024-08-22", "2024-08-27", ANOTHER),
        ("left 27 August 2024", "2024-08-22", "2024-08-27", SAME),
        ("until 26 August", "2024-08-22", "2024-08-27", ANOTHER),
        ("left by 30 August 2024", "2024-08-22", "2024-08-27", UNSURE),
        ("left by 26 August 2024", "2024-08-22", "2024-08-27", ANOTHER),
        ("in port on 26 August 2024", "2024-08-22", "2024-08-27", UNSURE),
        ("in port on 29 August 2024", "2024-08-22", "2024-08-27", ANOTHER),
        ("planned: 1–4 July 2023", "2024-08-22", "2024-08-27", UNSURE),
        ("open 1–4 July 2023", "2024-08-22", "2024-08-27", UNSURE),
        ("five months", "2024-08-22", "2024-08-27", UNSURE),
        ("there while Cavour was (1–4 July)", "2024-08-22", "2024-08-27", UNSURE),
        ("22 August 2024", "", "", UNSURE),
    ],
)
def test_days(said: str, start: str, end: str, verdict: Verdict) -> None:
    recorded = [dates.parse(text) if text else None for text in (start, end)]
    days = stated.days(said, 2024)
    assert (stated.compare_days(days, recorded) if days else UNSURE) is verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("26 August 2024", SAME), ("27 August 2024", ANOTHER), ("August 2024", UNSURE)],
)
def test_the_day_of_what_has_one(said: str, verdict: Verdict) -> None:
    days = stated.days(said)
    assert days is not None
    assert stated.compare_days(days, [dates.parse("2024-08-26")]) is verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("confirmed", SAME),
        ("Confirmed", SAME),
        ("planned", ANOTHER),
        ("canceled", ANOTHER),
        ("dropped", UNSURE),
    ],
)
def test_certainty(said: str, verdict: Verdict) -> None:
    assert stated.compare_certainty(said, "confirmed") is verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("3", SAME),
        ("three", SAME),
        ("Three ships", SAME),
        ("four vessels", ANOTHER),
        ("2 warships", ANOTHER),
        ("five navies", UNSURE),
        ("many", UNSURE),
        ("about three", UNSURE),
    ],
)
def test_numbers_of_ships(said: str, verdict: Verdict) -> None:
    assert stated.compare_number(said, 3) is verdict


@pytest.mark.parametrize(
    ("named", "complete", "verdict"),
    [
        ([{1}, {2, 5}], True, SAME),
        ([{1}], True, UNSURE),
        ([{1}, {9}], True, ANOTHER),
        ([{1}, {9}], False, UNSURE),
        ([{1}, set()], True, UNSURE),
        ([], True, UNSURE),
    ],
)
def test_names_of_ships(named: list[set[int]], complete: bool, verdict: Verdict) -> None:
    assert stated.compare_names(named, {1, 2}, complete=complete) is verdict


def test_a_list_is_read_name_by_name() -> None:
    assert stated.listed("Cavour, Alpino and Rand; Andrea & Doria") == [
        "Cavour",
        "Alpino",
        "Rand",
        "Andrea",
        "Doria",
    ]


@pytest.mark.parametrize(
    ("said", "recorded", "verdict"),
    [
        ("C 550", "C 550", SAME),
        ("c550", "C-550", SAME),
        ("CVH 550", "C 550", ANOTHER),
        ("F 580", "F 594", ANOTHER),
        ("F 100", "F 594", UNSURE),
        ("DDG 117", "117", UNSURE),
        ("DDG 118", "117", ANOTHER),
        ("236 m", "C 550", UNSURE),
        ("commissioned 2009", "C 550", UNSURE),
        ("C 550", "", UNSURE),
    ],
)
def test_pennants(said: str, recorded: str, verdict: Verdict) -> None:
    assert stated.compare_pennant(said, recorded, ["F100"]) is verdict
