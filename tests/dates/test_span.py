"""The days a stay possibly and certainly lasted, and who was there with whom (rule 1)."""

from datetime import date, timedelta

import pytest

from deployments.dates import (
    OPEN_END_CAP_DAYS,
    FuzzyDate,
    Overlap,
    Span,
    overlap,
    parse,
    parse_typed,
    span,
)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def fuzzy(text: str) -> FuzzyDate | None:
    edtf, _, words = text.partition("|")
    return parse(edtf, words) if edtf else None


def days(found: Span | None) -> tuple[str, ...] | None:
    if found is None:
        return None
    ends = (found.possible_from, found.possible_to, found.certain_from, found.certain_to)
    return tuple(end.isoformat() for end in ends if end is not None)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # They contradict each other, and neither says more than its one side
        ("[2024-08-25..]", "[..2024-08-20]", "2024-08-20 2024-08-25"),
        # Both known and exact: all of it is certain
        ("2024-08-22", "2024-08-27", "2024-08-22 2024-08-27 2024-08-22 2024-08-27"),
        ("2024-08-26", "2024-08-26", "2024-08-26 2024-08-26 2024-08-26 2024-08-26"),
        # Unqualified bounds: the core between them is certain
        (
            "[2024-08-20..2024-08-22]",
            "[2024-08-25..2024-08-29]",
            "2024-08-20 2024-08-29 2024-08-22 2024-08-25",
        ),
        ("2024-08", "2024-10", "2024-08-01 2024-10-31 2024-08-31 2024-10-01"),
        ("[..2024-08-28]", "2024-09-02", "2024-07-29 2024-09-02 2024-08-28 2024-09-02"),
        ("2024-08-22", "[2024-08-27..]", "2024-08-22 2024-09-26 2024-08-22 2024-08-27"),
        # No core: some day in August, nobody knows which
        ("2024-08", "2024-08", "2024-08-01 2024-08-31"),
        # One end within the other's bounds: the exact end is certain
        ("2024-08", "2024-08-15", "2024-08-01 2024-08-15 2024-08-15 2024-08-15"),
        ("2024-08-22", "[..2024-08-31]", "2024-08-22 2024-08-31 2024-08-22 2024-08-22"),
        ("2024-08-22", "[2024-08-20..2024-08-31]", "2024-08-22 2024-08-31 2024-08-22 2024-08-22"),
        # Qualified or conventional: never certain
        ("2024-08-22~", "2024-08-27", "2024-08-22 2024-08-27"),
        ("2024-08-22", "2024-08-27?", "2024-08-22 2024-08-27"),
        ("2024-08-22", "2024-08-27%", "2024-08-22 2024-08-27"),
        ("[2024-08-21..2024-08-31]|end of August", "2024-09-05", "2024-08-21 2024-09-05"),
        ("2024-08-22", "2024-08-31|fine agosto", "2024-08-22 2024-08-31"),
        ("2024-21", "2025-05-01", "2024-03-01 2025-05-01"),
        # The same range without the phrase says that it is strict
        (
            "[2024-08-21..2024-08-31]",
            "2024-09-05",
            "2024-08-21 2024-09-05 2024-08-31 2024-09-05",
        ),
        # A missing end: possible for the cap, certain on the exact day only
        ("2024-08-22", "", "2024-08-22 2024-09-21 2024-08-22 2024-08-22"),
        ("[2024-08-22..2024-09-06]", "", "2024-08-22 2024-10-06"),
        ("2024-08-22~", "", "2024-08-22 2024-09-21"),
        ("[2024-08-22..]", "", "2024-08-22 2024-09-21"),
        ("[..2024-08-22]", "", "2024-07-23 2024-09-21"),
        # A missing start mirrors it
        ("", "2024-08-22", "2024-07-23 2024-08-22 2024-08-22 2024-08-22"),
        ("", "[2024-08-22..2024-09-06]", "2024-07-23 2024-09-06"),
        ("", "2024-08-22?", "2024-07-23 2024-08-22"),
        ("", "[..2024-08-22]", "2024-07-23 2024-08-22"),
        ("", "[2024-08-22..]", "2024-07-23 2024-09-21"),
        # An interval is the whole stretch
        ("2024-08-22/2024-08-27", "", "2024-08-22 2024-08-27 2024-08-22 2024-08-27"),
        ("", "2024-08-22/2024-08-27", "2024-08-22 2024-08-27 2024-08-22 2024-08-27"),
        ("2024-09/2024-10", "", "2024-09-01 2024-10-31 2024-09-30 2024-10-01"),
        ("2024-08-22~/2024-08-27", "", "2024-08-22 2024-08-27"),
        ("2024-08-22/..", "", "2024-08-22 2024-09-21 2024-08-22 2024-08-22"),
        ("2024-08-22/", "", "2024-08-22 2024-09-21 2024-08-22 2024-08-22"),
        ("../2024-08-22", "", "2024-07-23 2024-08-22 2024-08-22 2024-08-22"),
        (
            "2024-08-20/2024-08-22",
            "2024-08-25/2024-08-27",
            "2024-08-20 2024-08-27 2024-08-20 2024-08-27",
        ),
        (
            "2024-08/2024-09",
            "2024-10",
            "2024-08-01 2024-10-31 2024-08-31 2024-10-01",
        ),
        (
            "2024-08-01",
            "2024-08/2024-09",
            "2024-08-01 2024-09-30 2024-08-01 2024-09-01",
        ),
        ("2024-08-22/..", "2024-08-27", "2024-08-22 2024-08-27 2024-08-22 2024-08-27"),
        # Contradictory ends: the days from one to the other, none certain
        ("2024-08-27", "2024-08-22", "2024-08-22 2024-08-27"),
        ("2024-09", "2024-08-22", "2024-08-22 2024-09-30"),
        # Nothing known
        ("", "", None),
    ],
)
def test_days_of_a_stay(start: str, end: str, expected: str | None) -> None:
    found = days(span(fuzzy(start), fuzzy(end)))
    assert found == (tuple(expected.split()) if expected else None)


@pytest.mark.parametrize(
    ("start", "end", "not_before", "not_after", "expected"),
    [
        # The ship's next sighting, or its deployment's end, closes a missing end
        ("2024-08-22", "", "", "2024-08-30", "2024-08-22 2024-08-30 2024-08-22 2024-08-22"),
        # ... unless the cap is sooner
        ("2024-08-22", "", "", "2025-01-01", "2024-08-22 2024-09-21 2024-08-22 2024-08-22"),
        # ... and never before the start
        ("2024-08-22", "", "", "2024-08-01", "2024-08-22 2024-08-22 2024-08-22 2024-08-22"),
        ("[2024-08-22..2024-09-06]", "", "", "2024-08-30", "2024-08-22 2024-09-06"),
        ("[2024-08-22..]", "", "", "2024-08-30", "2024-08-22 2024-08-30"),
        ("2024-08-22/..", "", "", "2024-08-30", "2024-08-22 2024-08-30 2024-08-22 2024-08-22"),
        # The sighting before closes a missing start
        ("", "2024-08-22", "2024-08-15", "", "2024-08-15 2024-08-22 2024-08-22 2024-08-22"),
        ("", "2024-08-22", "2024-01-01", "", "2024-07-23 2024-08-22 2024-08-22 2024-08-22"),
        ("", "2024-08-22", "2024-09-01", "", "2024-08-22 2024-08-22 2024-08-22 2024-08-22"),
        (
            "[..2024-08-28]",
            "2024-09-02",
            "2024-08-20",
            "",
            "2024-08-20 2024-09-02 2024-08-28 2024-09-02",
        ),
        # Known ends are facts; a sighting elsewhere does not move them
        (
            "2024-08-22",
            "2024-08-27",
            "2024-08-24",
            "2024-08-25",
            "2024-08-22 2024-08-27 2024-08-22 2024-08-27",
        ),
    ],
)
def test_sightings_close_what_is_open(
    start: str, end: str, not_before: str, not_after: str, expected: str
) -> None:
    found = span(fuzzy(start), fuzzy(end), not_before=day(not_before), not_after=day(not_after))
    assert days(found) == tuple(expected.split())


def test_end_of_the_calendar_is_no_error() -> None:
    last, first = date.max, date.min
    assert span(parse("9999-12-31"), None) == Span(last, last, last, last)
    assert span(None, parse("0001-01-01")) == Span(first, first, first, first)
    assert span(parse("9999-12"), None, cap_days=10**9) == Span(date(9999, 12, 1), last, None, None)
    assert parse("9999-12-31/..").span() == Span(last, last, last, last)


def test_cap_is_what_is_said() -> None:
    arrived = parse("2024-08-22")
    closed = span(arrived, None)
    assert closed is not None
    assert closed.possible_to - date(2024, 8, 22) == timedelta(days=OPEN_END_CAP_DAYS)
    for cap in (0, 3):
        shorter = span(arrived, None, cap_days=cap)
        assert shorter is not None
        assert shorter.possible_to == date(2024, 8, 22) + timedelta(days=cap)


def test_a_short_cap_never_inverts() -> None:
    found = span(parse("[..2024-08-28]"), parse("[2024-08-25..]"), cap_days=0)
    assert found == Span(date(2024, 8, 25), date(2024, 8, 28), None, None)
    found = span(parse("[..2024-08-28]"), parse("2024-08-20"), cap_days=0)
    assert days(found) == ("2024-08-20",) * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-08-26", "2024-08-26 2024-08-26 2024-08-26 2024-08-26"),
        ("2024-08-26~", "2024-08-26 2024-08-26"),
        ("2024-08-26|end of August", "2024-08-26 2024-08-26"),
        ("2024-08", "2024-08-01 2024-08-31"),
        ("[2024-08-21..2024-08-31]", "2024-08-21 2024-08-31"),
        ("[2024-08-12,2024-08-14]", "2024-08-12 2024-08-14"),
        ("[..2024-08-28]", "2024-07-29 2024-08-28"),
        ("[2024-08-28..]", "2024-08-28 2024-09-27"),
        ("2024-08-22/2024-08-27", "2024-08-22 2024-08-27 2024-08-22 2024-08-27"),
        ("2024-08/2024-08", "2024-08-01 2024-08-31"),
        ("2024-08-22?/2024-08-27", "2024-08-22 2024-08-27"),
    ],
)
def test_one_date_alone(text: str, expected: str) -> None:
    when = fuzzy(text)
    assert when is not None
    assert days(when.span()) == tuple(expected.split())


def test_end_of_august_is_never_certain() -> None:
    """Even where the stay would cover all that the phrase may mean."""
    stay = span(parse_typed("end of August 2024"), parse_typed("5 September 2024"))
    other = span(parse("2024-08-01"), parse("2024-09-30"))
    assert stay is not None
    assert other is not None
    assert overlap(stay, other) is Overlap.POSSIBLE


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("2024-08-22", "2024-08-27"), ("2024-08-27", "2024-08-30"), Overlap.CERTAIN),
        (("2024-08-22", "2024-08-27"), ("2024-08-28", "2024-08-30"), Overlap.NONE),
        (("2024-08-22", "2024-08-27"), ("2024-08-26", "2024-08-30~"), Overlap.POSSIBLE),
        (("2024-08-22", "2024-08-27"), ("[2024-08-21..2024-08-31]", ""), Overlap.POSSIBLE),
        (("2024-08-22", "2024-08-27"), ("2024-08-25", ""), Overlap.CERTAIN),
        (("2024-08-26", "2024-08-27"), ("2024-08-25", ""), Overlap.POSSIBLE),
        # Both were certainly there at some time, but not certainly at the same time
        (
            ("2024-08-22", "[2024-08-24..2024-08-30]"),
            ("2024-08-26", "2024-08-29"),
            Overlap.POSSIBLE,
        ),
    ],
)
def test_overlap(a: tuple[str, str], b: tuple[str, str], expected: Overlap) -> None:
    first, second = span(fuzzy(a[0]), fuzzy(a[1])), span(fuzzy(b[0]), fuzzy(b[1]))
    assert first is not None
    assert second is not None
    assert overlap(first, second) is expected
    assert overlap(second, first) is expected
