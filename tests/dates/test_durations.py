"""Durations: what people type, what is stored, and how many days may be called so."""

from __future__ import annotations

import pytest

from deployments.dates import Duration, InvalidDate, parse_duration, typed_duration


@pytest.mark.parametrize(
    ("typed", "iso", "shown"),
    [
        ("152 days", "P152D", "152 days"),
        ("1 day", "P1D", "1 day"),
        ("P5M", "P5M", "5 months"),
        ("p0y05m", "P5M", "5 months"),
        ("P1Y2M3W4D", "P1Y2M3W4D", "1 year, 2 months, 3 weeks, 4 days"),
        ("five-month voyage", "P5M", "five-month voyage"),
        ("five month-long", "P5M", "five month-long"),
        ("a  five‑month\tvoyage", "P5M", "a five‑month voyage"),
        ("Twenty-four months", "P24M", "Twenty-four months"),
        ("thirty weeks", "P30W", "thirty weeks"),
        ("a month-long voyage", "P1M", "a month-long voyage"),
        ("1 year and 2 months", "P1Y2M", "1 year and 2 months"),
        ("9999 days", "P9999D", "9999 days"),
        ("about four months", "", "about four months"),
        ("almost two years", "", "almost two years"),
        ("four to five months", "", "four to five months"),
        ("4–5 months", "", "4–5 months"),
        ("4-5 months", "", "4-5 months"),
        ("two and a half months", "", "two and a half months"),
        ("a year and a half", "", "a year and a half"),
        ("several weeks", "", "several weeks"),
        ("152 days, 18 ports", "", "152 days, 18 ports"),
        ("2 days, 3 months", "", "2 days, 3 months"),
        ("3 months, 3 months", "", "3 months, 3 months"),
        ("0 days", "", "0 days"),
        ("10000 days", "", "10000 days"),
    ],
)  # fmt: skip
def test_a_duration_is_read_where_its_number_is_meant_as_it_stands(
    typed: str, iso: str, shown: str
) -> None:
    found = typed_duration(typed)
    assert (found.iso, str(found)) == (iso, shown)
    if iso:
        assert parse_duration(iso, found.words) == found
    assert typed_duration(str(found)).iso == iso


@pytest.mark.parametrize("typed", ["long", "", "P", "P0M", "152", "5M", "month " * 20, "P5H"])
def test_what_names_no_length_is_refused_with_what_would_be_accepted(typed: str) -> None:
    with pytest.raises(InvalidDate, match="is no duration"):
        typed_duration(typed)


@pytest.mark.parametrize("text", ["five months", "", "P", "P0D", "P5M?", "P10000D", "PT5M"])
def test_only_iso_is_parsed(text: str) -> None:
    with pytest.raises(InvalidDate):
        parse_duration(text)


@pytest.mark.parametrize(
    ("iso", "fewest", "most"),
    [
        ("P152D", 151, 153),
        ("P3W", 14, 28),
        ("P5M", 112, 186),
        ("P2Y", 365, 1098),
        ("P1Y2M", 393, 459),
    ],
)
def test_a_number_is_rounded_by_one_unit(iso: str, fewest: int, most: int) -> None:
    assert parse_duration(iso).bounds == (fewest, most)


def test_words_alone_are_a_duration_without_numbers() -> None:
    assert (Duration(words="all summer").iso, str(Duration(words="all summer"))) == (
        "",
        "all summer",
    )
