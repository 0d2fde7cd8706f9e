"""Dates of a list or range complete one another: by month, by year over New Year, by qualifier."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from deployments.dates import ACCEPTED_TYPED, InvalidDate, parse, parse_typed


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


OVER_NEW_YEAR = [
    ("28 December – 3 January 2025", "2024-12-28/2025-01-03"),
    ("28 Dec–3 Jan 2025", "2024-12-28/2025-01-03"),
    ("30 Dec to 2 Jan 2025", "2024-12-30/2025-01-02"),
    ("December 30 – January 2, 2025", "2024-12-30/2025-01-02"),
    ("December to January 2025", "2024-12/2025-01"),
    ("November–February 2025", "2024-11/2025-02"),
    ("December – 12 January 2025", "2024-12/2025-01-12"),
    ("from December to January 2025", "2024-12/2025-01"),
    ("between December and January 2025", "[2024-12..2025-01]"),
    ("between 28 December and 3 January 2025", "[2024-12-28..2025-01-03]"),
    ("31 December or 1 January 2025", "[2024-12-31,2025-01-01]"),
    ("December or January 2025", "[2024-12,2025-01]"),
    ("November, December or January 2025", "[2024-11,2024-12,2025-01]"),
    ("30, 31 December or 1 January 2025", "[2024-12-30,2024-12-31,2025-01-01]"),
    ("28 December, 1 or 2 January 2025", "[2024-12-28,2025-01-01,2025-01-02]"),
    ("December 30, 31 or January 1, 2025", "[2024-12-30,2024-12-31,2025-01-01]"),
    ("December 31 or January 1, 2025", "[2024-12-31,2025-01-01]"),
    # Half a year is the most that is read so, with the day left out of account.
    ("July to January 2025", "2024-07/2025-01"),
    ("31 July – 1 January 2025", "2024-07-31/2025-01-01"),
    ("July or January 2025", "[2024-07,2025-01]"),
    # Qualified
    ("about 28 December – 3 January 2025", "2024-12-28~/2025-01-03~"),
    ("28 December – about 3 January 2025", "2024-12-28/2025-01-03~"),
    ("28 December – 3 January 2025?", "2024-12-28?/2025-01-03?"),
    ("31 December or 1 January 2025?", "[2024-12-31?,2025-01-01?]"),
    # The first years there are
    ("December to January 0002", "0001-12/0002-01"),
]

IN_ORDER = [
    ("January to December 2024", "2024-01/2024-12"),
    ("1 January – 31 December 2025", "2025-01-01/2025-12-31"),
    ("between January and December 2025", "[2025-01..2025-12]"),
    ("August – 12 August 2024", "2024-08/2024-08-12"),
    ("12 August – August 2024", "2024-08-12/2024-08"),
    ("12 August – 12 August 2024", "2024-08-12/2024-08-12"),
    ("12 or 12 August 2024", "2024-08-12"),
    ("January or July 2025", "[2025-01,2025-07]"),
    ("January, July or December 2025", "[2025-01,2025-07,2025-12]"),
    ("August 30, 31 or September 1, 2024", "[2024-08-30,2024-08-31,2024-09-01]"),
    ("30, 31 August or 1 September 2024", "[2024-08-30,2024-08-31,2024-09-01]"),
    ("August 22 to 27, 2024", "2024-08-22/2024-08-27"),
    ("22 August to 27, 2024", "2024-08-22/2024-08-27"),
    ("August 29, 30, 31 or September 1, 2024", "[2024-08-29,2024-08-30,2024-08-31,2024-09-01]"),
    ("22 August, 5 September or 7, 2024", "[2024-08-22,2024-09-05,2024-09-07]"),
    ("31 December 2024, 1 or 2 January 2025", "[2024-12-31,2025-01-01,2025-01-02]"),
    ("1 January 2026 or 31 December 2025", "[2025-12-31,2026-01-01]"),
    ("2025 or 2024", "[2024,2025]"),
    ("spring or spring 2025", "2025-21"),
    ("spring or autumn 2025", "[2025-21,2025-23]"),
]

YEAR_MISSING = [
    ("1 January or 31 December 2025", "1 January"),
    ("January or December 2025", "January"),
    ("January or August 2025", "January"),
    ("2 September or 28 August 2024", "2 September"),
    ("September or June 2024", "September"),
    ("June or January 2025", "June"),
    ("31 or 1 January 2025", "31 January"),
    ("14, 12 or 13 September 2024", "14 September"),
    ("August 30, 1 or 2 September 2024", "30 August"),
    ("3 January or 1 January 2025", "3 January"),
    ("between October and June 2024", "October"),
    ("October – June 2024", "October"),
    ("June to January 2025", "June"),
    ("winter to spring 2025", "winter"),
    ("winter or spring 2025", "winter"),
    ("fall to spring 2025", "autumn"),
]

REFUSED = [
    ("27–22 August 2024", "ends before it begins"),
    ("27 August – 22 August 2024", "ends before it begins"),
    ("28 December 2024 – 3 January", "The year is missing."),
    ("31 December or 2025-01-01", "The year is missing."),
    ("31 December or 1 January", "The year is missing."),
    ("5 to August 2024", "The month is missing."),
    ("August 2024 or 5", "The month is missing."),
    ("December to January 0001", "no year 0000"),
]

QUALIFIED = [
    # Before or after the whole
    ("about 1–20 August 2024", "2024-08-01~/2024-08-20~"),
    ("about 1 June – 20 August 2024", "2024-06-01~/2024-08-20~"),
    ("about 1, 2 or 5 June 2024", "[2024-06-01~,2024-06-02~,2024-06-05~]"),
    ("22–27 August 2024?", "2024-08-22?/2024-08-27?"),
    ("22 August – 27 August 2024?", "2024-08-22?/2024-08-27?"),
    ("22 August – 27 August 2024 (uncertain)", "2024-08-22?/2024-08-27?"),
    ("1, 2 or 5 June 2024?", "[2024-06-01?,2024-06-02?,2024-06-05?]"),
    ("between 1 and 5 June 2024?", "[2024-06-01?..2024-06-05?]"),
    ("from 1 to 5 June 2024?", "2024-06-01?/2024-06-05?"),
    ("about 1–20 August 2024?", "2024-08-01%/2024-08-20%"),
    ("June to August 2024 (approximate)", "2024-06~/2024-08~"),
    # Before or after one of them
    ("1 June – about 20 August 2024", "2024-06-01/2024-08-20~"),
    ("1, 2 or about 5 June 2024", "[2024-06-01,2024-06-02,2024-06-05~]"),
    ("1, about 2 or 5 June 2024", "[2024-06-01,2024-06-02~,2024-06-05]"),
    ("1 June? – 20 August 2024", "2024-06-01?/2024-08-20"),
    ("1? or 2 June 2024", "[2024-06-01?,2024-06-02]"),
    ("from about 22 to 27 August 2024", "2024-08-22~/2024-08-27"),
    ("between about 1 and 5 June 2024", "[2024-06-01~..2024-06-05]"),
    ("between 1 and about 5 June 2024", "[2024-06-01..2024-06-05~]"),
    # One that is complete stands for itself.
    ("about 1 June 2024 – 20 August 2024", "2024-06-01~/2024-08-20"),
    ("1 June 2024 – about 20 August 2024", "2024-06-01/2024-08-20~"),
    ("1 June 2024 – 20 August 2024?", "2024-06-01/2024-08-20?"),
    ("2023 or 2024?", "[2023,2024?]"),
    ("about 2023 or 2024", "[2023~,2024]"),
    ("about 2024-08-22 or 2024-08-27", "[2024-08-22~,2024-08-27]"),
    ("2024-08-22 or 2024-08-27?", "[2024-08-22,2024-08-27?]"),
    # As far as one date completes the others
    ("about 1 or 2 June 2023 or 5 July 2024", "[2023-06-01~,2023-06-02~,2024-07-05]"),
    ("1 June 2023, 2 or 3 June 2024?", "[2023-06-01,2024-06-02?,2024-06-03?]"),
    (
        "about 1 or 2 June 2023, 3 or 4 June 2024",
        "[2023-06-01~,2023-06-02~,2024-06-03,2024-06-04]",
    ),
    (
        "1 or 2 June 2023, 3 or 4 June 2024?",
        "[2023-06-01,2023-06-02,2024-06-03?,2024-06-04?]",
    ),
    # Both
    ("about 1 June – about 20 August 2024", "2024-06-01~/2024-08-20~"),
    ("1? or 2 June 2024?", "[2024-06-01?,2024-06-02?]"),
    ("about 1? or 2 June 2024", "[2024-06-01%,2024-06-02~]"),
]


@pytest.mark.parametrize(("text", "edtf"), OVER_NEW_YEAR)
def test_the_sequence_decides_the_year_and_what_was_typed_is_kept(text: str, edtf: str) -> None:
    when = parse_typed(text)
    assert when.edtf == parse(edtf).edtf == edtf
    assert when.words == str(when) == text
    assert parse_typed(when.words) == when


@pytest.mark.parametrize(("text", "edtf"), IN_ORDER + QUALIFIED)
def test_what_says_all_that_is_stored_needs_no_words(text: str, edtf: str) -> None:
    when = parse_typed(text)
    assert when.edtf == edtf
    assert when.words == ""


@pytest.mark.parametrize(("text", "date"), YEAR_MISSING)
def test_a_year_that_could_be_another_is_asked_for(text: str, date: str) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_typed(text)
    assert (
        refusal.value.reason == f"The year of “{date}” is missing. Write every date with its year."
    )
    assert str(refusal.value).endswith(str(ACCEPTED_TYPED))


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_the_dates_leave_out_is_named(text: str, reason: str) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_typed(text)
    assert reason in refusal.value.reason


def test_words_that_name_every_year_are_not_kept_though_they_are_many() -> None:
    assert parse_typed("28 December 2024 – 3 January 2025").words == ""
    assert parse_typed("  28 December\t–  3 January 2025 ").words == "28 December – 3 January 2025"
