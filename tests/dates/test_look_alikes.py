"""What looks like a date and is not read is recognised, and told what it may mean."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from deployments.dates import InvalidDate, parse_typed
from deployments.dates.look_alikes import why_refused


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("text", "day", "other"),
    [
        ("45526", "2024-08-22", "2028-08-23"),
        ("45526.0", "2024-08-22", "2028-08-23"),
        ("45526,75", "2024-08-22", "2028-08-23"),
        ("10000", "1927-05-18", "1931-05-19"),
        ("99999", "2173-10-13", "2177-10-14"),
    ],
)
def test_a_day_number_of_a_spreadsheet(text: str, day: str, other: str) -> None:
    assert why_refused(text) == (
        f"“{text}” looks like a spreadsheet's day number: {day}, or {other} where days are "
        "counted from 1904. Write the day that is meant."
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("22/08/2024", "2024-08-22"),
        ("08/22/2024", "2024-08-22"),
        ("8/22/2024", "2024-08-22"),
        ("22.08.2024", "2024-08-22"),
        ("22. 8. 2024", "2024-08-22"),
        ("22-08-2024", "2024-08-22"),
        ("2024/08/09", "2024-08-09"),
        ("2024.8.9", "2024-08-09"),
        ("2024-8-22", "2024-08-22"),
        ("08/08/2024", "2024-08-08"),
        ("22/8/24", "2024-08-22"),
        ("20240822", "2024-08-22"),
        ("20241122", "2024-11-22"),
        ("22082024", "2024-08-22"),
        ("08222024", "2024-08-22"),
        ("29/02/2024", "2024-02-29"),
        ("22-Aug-24", "2024-08-22"),
        ("22-AUG-2024", "2024-08-22"),
        ("26-August-2024", "2024-08-26"),
        ("22/Sept/2024", "2024-09-22"),
        ("22.Aug.2024", "2024-08-22"),
        ("Aug-2024", "2024-08"),
        ("June-2024", "2024-06"),
        ("Aug-99", "2099-08"),
        ("Aug-00", "2000-08"),
        ("Aug-32", "2032-08"),
        ("2024-8", "2024-08"),
        ("2024/8", "2024-08"),
        ("2024/12", "2024-12"),
        ("08/2024", "2024-08"),
        ("8.2024", "2024-08"),
        ("1/2024", "2024-01"),
    ],
)
def test_what_can_mean_one_day_or_month(text: str, meant: str) -> None:
    assert why_refused(text) == f"“{text}” seems to mean {meant}. Write it like that."
    assert parse_typed(meant).edtf == meant


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("08/09/2024", "2024-09-08 or as 2024-08-09"),
        ("8.9.2024", "2024-09-08 or as 2024-08-09"),
        ("08-09-2024", "2024-09-08 or as 2024-08-09"),
        ("8/9/24", "2024-09-08 or as 2024-08-09"),
        ("08092024", "2024-09-08 or as 2024-08-09"),
    ],
)
def test_what_can_mean_several_days(text: str, days: str) -> None:
    assert why_refused(text) == (
        f"“{text}” can be read in more than one way: as {days}. Write the one that is meant."
    )


@pytest.mark.parametrize("text", ["31/13/2024", "31.02.2024", "99999999", "13/2024", "2024/0"])
def test_what_is_no_day_in_any_order(text: str) -> None:
    assert why_refused(text) == (
        f"“{text}” is no day of the calendar, in whatever order it is read."
    )


@pytest.mark.parametrize("text", ["Aug-24", "AUG-01", "Aug/31"])
def test_a_month_with_two_figures_is_a_month_or_a_day(text: str) -> None:
    assert why_refused(text) == (
        f"“{text}” may be 20{text[-2:]}-08, or a day in a year that is not written. "
        "Write the one that is meant, with its year."
    )


@pytest.mark.parametrize(
    "text",
    ["2024-08-22 00:00:00", "2024-08-22T00:00:00", "2024-08-22T00:00:00Z", "2024-08-22 9:30"],
)
def test_a_time_of_day(text: str) -> None:
    assert why_refused(text) == (
        f"“{text}” has a time of day; only days are recorded. Write 2024-08-22."
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("########", "stands where a spreadsheet's column was too narrow for the date. Widen it"),
        ("#", "column was too narrow"),
        ("#N/A", "“#N/A” is a spreadsheet's error, not a date."),
        ("#VALUE!", "is a spreadsheet's error"),
    ],
)
def test_what_a_spreadsheet_shows_instead_of_a_date(text: str, reason: str) -> None:
    assert reason in why_refused(text)


@pytest.mark.parametrize(
    "text",
    [
        *("2024-13", "2024-08-32", "2024-13-01", "1234", "123456", "1234567", "123456789"),
        *("22 August 2024", "22-Foo-24", "next week", "22 Aug 24", "22-Aug-240", "2024–25"),
        *("2024-08-22 noon", "45526 days", "202408221", "1/2/3/4", "22/08-2024", ""),
        *("2024-08-22/2024-08-27", "2023-2024", "12345/2024", "202/8/22", "22/8/202"),
    ],
)
def test_other_texts_are_told_what_is_wrong_elsewhere(text: str) -> None:
    assert why_refused(text) == ""


@pytest.mark.parametrize("text", ["45526", "22/08/2024", "20240822", "#N/A", "Aug-24"])
def test_what_is_recognised_is_refused_for_that(text: str) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_typed(text)
    assert refusal.value.reason == why_refused(text)
