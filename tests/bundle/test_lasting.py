"""One day, durations and outcomes in bundles."""

from __future__ import annotations

from pathlib import Path

import pytest

from deployments.bundle.exporting import export_bundle
from deployments.models import Deployment, Engagement, Exercise, Visit

from .conftest import Import
from .support import outcomes, reasons, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]

HEADER = "key,name,kind,start_edtf,end_edtf,start_words,end_words,one_day\n"


def days(key: str = "e") -> tuple[str, str]:
    occasion = Engagement.objects.get(key=key)
    return occasion.start_edtf, occasion.end_edtf


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ("ceremony,2024-08-26,,,,yes", ("2024-08-26", "2024-08-26")),
        ("talks,26 August 2024,,,,yes", ("2024-08-26", "2024-08-26")),
        ("talks,2024-08-26,2024-08-26,,,1", ("2024-08-26", "2024-08-26")),
        ("talks,,2024-08-26,,,yes", ("2024-08-26", "2024-08-26")),
        ("talks,2024-08,,,,yes", ("2024-08", "2024-08")),
        ("ceremony,2024-08-26,,,,", ("2024-08-26", "")),
        ("ceremony,2024-08-26,,,,no", ("2024-08-26", "")),
        ("ceremony,2024-08-26,2024-08-27,,,no", ("2024-08-26", "2024-08-27")),
    ],
)
def test_one_day_ends_as_it_began_where_it_says_so(
    bundle: Import, cells: str, kept: tuple[str, str]
) -> None:
    text = f"{HEADER}e,Welcome,{cells}\n"
    assert reasons(bundle(engagements=text)) == []
    assert days() == kept
    assert outcomes(bundle(engagements=text)) == {"unchanged"}
    assert outcomes(bundle(engagements=text, blank_clears=True)) == {"unchanged"}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("2024-08-26,2024-08-27,,,yes", "“2024-08-27” is another day than “2024-08-26”."),
        ("2024-08-26/2024-08-27,,,,yes", "One day has one date."),
        (",,,,yes", "One day has one date."),
        ("2024-08-26,,,,maybe", "“maybe” is neither yes nor no."),
    ],
)
def test_days_that_are_not_one_are_refused(bundle: Import, cells: str, reason: str) -> None:
    found = reasons(bundle(engagements=f"{HEADER}e,Welcome,ceremony,{cells}\n"))
    assert len(found) == 1
    assert f"column one_day: {reason}" in found[0]


def test_the_words_of_the_day_are_those_of_both_ends(bundle: Import) -> None:
    line = "d,Drill,PASSEX,end of August 2024,,,,yes"
    assert reasons(bundle(exercises=f"{HEADER}{line}\n")) == []
    drill = Exercise.objects.get(key="d")
    assert drill.start == drill.end
    assert drill.end_words == "end of August 2024"
    line = "d,Drill,PASSEX,2024-08-30,,the 30th,that Friday,yes"
    assert reasons(bundle(exercises=f"{HEADER}{line}\n")) == []
    drill.refresh_from_db()
    assert (drill.end_edtf, drill.start_words, drill.end_words) == (
        "2024-08-30",
        "the 30th",
        "that Friday",
    )


def test_a_day_that_is_moved_takes_its_end_with_it(bundle: Import) -> None:
    bundle(engagements=f"{HEADER}e,Welcome,ceremony,2024-08-26,,,,yes\n")
    moved = "key,start_edtf,one_day\ne,2024-08-27,yes\n"
    assert reasons(bundle(engagements=moved)) == []
    assert days() == ("2024-08-27", "2024-08-27")
    back = bundle(engagements="key,end_edtf,one_day\ne,2024-08-28,yes\n")
    assert "is another day than “2024-08-27”" in reasons(back)[0]


def test_an_export_says_what_is_one_day(bundle: Import, tmp_path: Path) -> None:
    bundle(
        engagements=f"{HEADER}a,A,talks,2024-08-26,2024-08-26,,,\nb,B,ceremony,2024-08-26,,,,\n"
        "c,C,talks,2024-08-26/2024-08-27,2024-08-26/2024-08-27,,,\nd,D,talks,,,,,\n"
    )
    export_bundle(tmp_path / "out")
    rows = rows_of(tmp_path / "out" / "engagements.csv")
    assert [row["one_day"] for row in rows] == ["yes", "", "", ""]


# Durations ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ("five-month voyage,", ("P5M", "five-month voyage")),
        ("152 days,", ("P152D", "")),
        ("P5M,five month-long", ("P5M", "five month-long")),
        ("about four months,", ("", "about four months")),
        (",all summer", ("", "all summer")),
    ],
)
def test_a_duration_and_its_words(bundle: Import, cells: str, kept: tuple[str, str]) -> None:
    text = f"key,duration,duration_words\ncsg,{cells}\n"
    for again in (False, True):
        report = bundle(deployments=text, blank_clears=again, publish=True)
        assert reasons(report) == []
        assert outcomes(report) == ({"unchanged"} if again else {"updated"})
    voyage = Deployment.objects.get(key="csg")
    assert (voyage.duration, voyage.duration_words) == kept


def test_a_changed_duration_drops_the_old_words_and_an_empty_cell_clears(bundle: Import) -> None:
    bundle(deployments="key,duration\ncsg,five-month voyage\n", publish=True)
    bundle(deployments="key,duration\ncsg,P6M\n", publish=True)
    voyage = Deployment.objects.get(key="csg")
    assert (voyage.duration, voyage.duration_words) == ("P6M", "")
    bundle(deployments="key,duration,duration_words\ncsg,,\n", blank_clears=True, publish=True)
    voyage.refresh_from_db()
    assert voyage.said_to_last is None


def test_what_is_no_duration_is_refused(bundle: Import) -> None:
    text = "key,duration,duration_words\ncsg,long,\n"
    for clears in (False, True):
        (reason,) = reasons(bundle(deployments=text, blank_clears=clears))
        assert "column duration: “long” is no duration. Write for example 152 days" in reason


# Outcomes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("certainty", "outcome", "kept"),
    [
        ("cancelled", "refused by the host", ("refused by the host", "")),
        ("cancelled", "entry denied", ("refused by the host", "entry denied")),
        ("planned", "Postponed", ("postponed", "")),
        ("planned", "not found", ("not found", "")),
        ("planned", "lost to a typhoon", ("other", "lost to a typhoon")),
        ("planned", "", ("", "")),
    ],
)
def test_an_outcome_is_kept_with_its_word(
    bundle: Import, certainty: str, outcome: str, kept: tuple[str, str]
) -> None:
    text = f"key,port,certainty,outcome\nv,yokosuka,{certainty},{outcome}\n"
    assert reasons(bundle(visits=text)) == []
    visit = Visit.objects.get(key="v")
    assert (visit.outcome, visit.outcome_said) == kept
    assert outcomes(bundle(visits=text, blank_clears=True)) == {"unchanged"}


@pytest.mark.parametrize(
    ("certainty", "outcome", "reason"),
    [
        ("confirmed", "made", "column outcome: Only what was planned or cancelled has an outcome"),
        ("cancelled", "took place", "column outcome: What was cancelled did not take place."),
        ("planned", "other", "column outcome: Give the source's own word for “other”."),
    ],
)
def test_an_outcome_that_cannot_be_is_refused(
    bundle: Import, certainty: str, outcome: str, reason: str
) -> None:
    text = f"key,name,certainty,outcome,outcome_said\nx,Drill,{certainty},{outcome},\n"
    (found,) = reasons(bundle(exercises=text))
    assert reason in found


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("refused", "refused by the host"),
        ("Postponed", "postponed"),
        ("rained off", ""),
        ("rumoured", ""),
    ],
)
def test_an_outcome_under_certainty_is_sent_to_its_own_column(
    bundle: Import, word: str, outcome: str
) -> None:
    (reason,) = reasons(bundle(visits=f"key,port,certainty\nv,yokosuka,{word}\n"))
    assert f"“{word}” is not one of: confirmed, reported, inferred, planned, cancelled." in reason
    assert (f"What became of a plan goes into “outcome”: “{outcome}”." in reason) is bool(outcome)


def test_a_certainty_in_other_letters_is_told(bundle: Import) -> None:
    (reason,) = reasons(bundle(visits="key,port,certainty\nv,yokosuka,Canceled\n"))
    assert reason.endswith("cancelled. Did you mean “cancelled”?")


def test_what_happened_instead_of_an_exercise_may_stand_further_down(bundle: Import) -> None:
    text = "key,name,certainty,superseded_by,outcome\np,Drill,planned,r,made\nr,Drill,reported,,\n"
    assert reasons(bundle(exercises=text)) == []
    assert Exercise.objects.get(key="p").superseded_by == Exercise.objects.get(key="r")
