"""Dates in the files: EDTF, or words as the admin reads them; what could be misread is refused."""

from __future__ import annotations

import pytest

from deployments.models import Affiliation, Visit

from .conftest import Import
from .support import outcomes, reasons

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]

HEADER = "key,port,arrival_edtf,arrival_words\n"


def arrival() -> tuple[str, str]:
    """The arrival of the visit ``v`` and the words for it."""
    visit = Visit.objects.get(key="v")
    return visit.arrival_edtf, visit.arrival_words


@pytest.mark.parametrize(
    ("typed", "edtf", "words"),
    [
        ("22 August 2024", "2024-08-22", ""),
        ("about June 2024", "2024-06~", ""),
        ("22–27 August 2024", "2024-08-22/2024-08-27", ""),
        ("end of August 2024", "[2024-08-21..2024-08-31]", "end of August 2024"),
        ("28 December – 3 January 2025", "2024-12-28/2025-01-03", "28 December – 3 January 2025"),
        ("2024-08-22", "2024-08-22", ""),
    ],
)
def test_a_date_is_read_as_the_admin_reads_it(
    bundle: Import, typed: str, edtf: str, words: str
) -> None:
    text = f"{HEADER}v,yokosuka,{typed},\n"
    assert reasons(bundle(visits=text)) == []
    assert arrival() == (edtf, words)
    for options in ({}, {"blank_clears": True}):
        assert outcomes(bundle(visits=text, **options)) == {"unchanged"}
    assert outcomes(bundle(visits=f"key,arrival_edtf\nv,{edtf}\n")) == {"unchanged"}
    assert arrival() == (edtf, words)


def test_words_that_are_given_come_first_and_go_when_they_are_cleared(bundle: Import) -> None:
    bundle(visits=f"{HEADER}v,yokosuka,end of August 2024,fine agosto\n")
    assert arrival() == ("[2024-08-21..2024-08-31]", "fine agosto")
    bundle(visits=f"{HEADER}v,yokosuka,[2024-08-21..2024-08-31],\n", blank_clears=True)
    assert arrival() == ("[2024-08-21..2024-08-31]", "")
    bundle(visits=f"{HEADER}v,yokosuka,end of August 2023,\n", blank_clears=True)
    assert arrival() == ("[2023-08-21..2023-08-31]", "end of August 2023")
    bundle(visits="key,arrival_words\nv,\n", blank_clears=True)
    assert arrival() == ("[2023-08-21..2023-08-31]", "")


def test_empty_words_beside_a_date_that_is_none_are_not_told_apart(bundle: Import) -> None:
    bundle(visits=f"{HEADER}v,yokosuka,22 August 2024,\n")
    report = bundle(visits=f"{HEADER}v,yokosuka,someday,\n", blank_clears=True)
    assert len(reasons(report)) == 1
    assert "“someday” is not understood as a date" in reasons(report)[0]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("45526", "looks like a spreadsheet's day number: 2024-08-22"),
        ("22/08/2024", "“22/08/2024” seems to mean 2024-08-22. Write it like that."),
        ("08/22/2024", "seems to mean 2024-08-22"),
        ("8/9/2024", "as 2024-09-08 or as 2024-08-09"),
        ("20240822", "seems to mean 2024-08-22"),
        ("2024-08-22 00:00:00", "only days are recorded. Write 2024-08-22."),
        ("1 January or 31 December 2025", "The year of “1 January” is missing."),
    ],
)
def test_what_could_be_misread_is_refused_with_what_it_may_mean(
    bundle: Import, typed: str, reason: str
) -> None:
    report = bundle(visits=f"{HEADER}v,yokosuka,{typed},\n")
    assert len(reasons(report)) == 1
    assert reason in reasons(report)[0]
    assert "column arrival_edtf" in reasons(report)[0]


def test_a_date_whose_column_is_called_otherwise(bundle: Import) -> None:
    bundle(
        people="key,name\np,P\n",
        affiliations="key,person,organisation,as_of,as_of_words\na,p,RUSI,early 2024,\n",
    )
    row = Affiliation.objects.get(key="a")
    assert (row.as_of_edtf, row.as_of_words) == ("[2024-01..2024-04]", "early 2024")
