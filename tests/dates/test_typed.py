"""What people type: read as they mean it, or refused with what could be written; never guessed."""

import time
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from deployments.dates import (
    ACCEPTED,
    ACCEPTED_TYPED,
    MAX_TYPED_LENGTH,
    InvalidDate,
    parse,
    parse_typed,
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


TYPED = [
    # One date
    ("26 August 2024", "2024-08-26"),
    ("26 AUG 2024", "2024-08-26"),
    ("26 Aug. 2024", "2024-08-26"),
    ("26 August, 2024", "2024-08-26"),
    ("26th August 2024", "2024-08-26"),
    ("the 26th of August 2024", "2024-08-26"),
    ("August 26, 2024", "2024-08-26"),
    ("August 26 2024", "2024-08-26"),
    ("Aug 1st, 2024", "2024-08-01"),
    ("5 Sept 2024", "2024-09-05"),
    ("  26\u00a0August\t2024 ", "2024-08-26"),
    ("Monday 26 August 2024", "2024-08-26"),
    ("Mon, 26 Aug 2024", "2024-08-26"),
    ("Wednesday, August 28, 2024", "2024-08-28"),
    ("2024-08-26", "2024-08-26"),
    ("Aug 2024", "2024-08"),
    ("August, 2024", "2024-08"),
    ("May 2024", "2024-05"),
    ("2024", "2024"),
    ("spring 2024", "2024-21"),
    ("Summer of 2024", "2024-22"),
    ("fall 2024", "2024-23"),
    ("winter 2024", "2024-24"),
    ("the 2020s", "202X"),
    ("1990s", "199X"),
    ("a day in August 2024", "2024-08-XX"),
    ("a day in 2024", "2024-XX-XX"),
    ("a month in 2024", "2024-XX"),
    # About and unsure
    ("about June 2024", "2024-06~"),
    ("around 26 August 2024", "2024-08-26~"),
    ("approx. 26 August 2024", "2024-08-26~"),
    ("c. June 2024", "2024-06~"),
    ("c.2024", "2024~"),
    ("ca. 2024", "2024~"),
    ("circa 2024-08", "2024-08~"),
    ("26 August 2024?", "2024-08-26?"),
    ("26 August 2024 ?", "2024-08-26?"),
    ("26 August 2024 (uncertain)", "2024-08-26?"),
    ("about 26 August 2024?", "2024-08-26%"),
    ("a day in August 2024 (approximate)", "2024-08-XX~"),
    ("a day in August 2024 (approximate and uncertain)", "2024-08-XX%"),
    ("about June 2024 (approximate and uncertain)", "2024-06%"),
    # One day within
    ("between 21 and 31 August 2024", "[2024-08-21..2024-08-31]"),
    ("between 28 Aug and 2 Sep 2024", "[2024-08-28..2024-09-02]"),
    ("between August 21 and August 31, 2024", "[2024-08-21..2024-08-31]"),
    ("between June and October 2024", "[2024-06..2024-10]"),
    ("between 2023 and 2024", "[2023..2024]"),
    ("between 2024-08-21 and 2024-08-31", "[2024-08-21..2024-08-31]"),
    ("on or before 28 August 2024", "[..2024-08-28]"),
    ("in or before August 2024", "[..2024-08]"),
    ("by 28 August 2024", "[..2024-08-28]"),
    ("no later than 28 August 2024", "[..2024-08-28]"),
    ("on or before about 28 August 2024", "[..2024-08-28~]"),
    ("on or after 28 August 2024", "[2024-08-28..]"),
    ("12, 13 or 14 September 2024", "[2024-09-12,2024-09-13,2024-09-14]"),
    ("12, 13, or 14 September 2024", "[2024-09-12,2024-09-13,2024-09-14]"),
    ("September 12, 13 or 14, 2024", "[2024-09-12,2024-09-13,2024-09-14]"),
    ("12 or 13 or 14 September 2024", "[2024-09-12,2024-09-13,2024-09-14]"),
    ("12 or 13 September 2024", "[2024-09-12,2024-09-13]"),
    ("28 August, 2 or 3 September 2024", "[2024-08-28,2024-09-02,2024-09-03]"),
    ("August 26, 2024 or August 28, 2024", "[2024-08-26,2024-08-28]"),
    ("2022, 2023 or 2024", "[2022,2023,2024]"),
    ("June or July 2024", "[2024-06,2024-07]"),
    # The whole stretch
    ("22–27 Aug 2024", "2024-08-22/2024-08-27"),
    ("22-27 August 2024", "2024-08-22/2024-08-27"),
    ("22 — 27 August 2024", "2024-08-22/2024-08-27"),
    ("22 to 27 August 2024", "2024-08-22/2024-08-27"),
    ("from 22 until 27 August 2024", "2024-08-22/2024-08-27"),
    ("August 22-27, 2024", "2024-08-22/2024-08-27"),
    ("28 Aug – 2 Sep 2024", "2024-08-28/2024-09-02"),
    ("Aug 28 - Sep 2, 2024", "2024-08-28/2024-09-02"),
    ("28 December 2024 – 2 January 2025", "2024-12-28/2025-01-02"),
    ("June to October 2024", "2024-06/2024-10"),
    ("June-October 2024", "2024-06/2024-10"),
    ("June – 12 October 2024", "2024-06/2024-10-12"),
    ("2023–2024", "2023/2024"),
    ("2023-2024", "2023/2024"),
    ("spring to autumn 2024", "2024-21/2024-23"),
    ("2024-08-22 - 2024-08-27", "2024-08-22/2024-08-27"),
    ("2024-08-22 to 2024-08-27", "2024-08-22/2024-08-27"),
    ("about 22–27 August 2024", "2024-08-22~/2024-08-27~"),
    ("22–27 August 2024?", "2024-08-22?/2024-08-27?"),
    ("from about 22 August 2024 to 27 August 2024", "2024-08-22~/2024-08-27"),
    ("from 17 August 2024 onwards", "2024-08-17/.."),
    ("from 17 August 2024, end not known", "2024-08-17/"),
    ("up to 27 August 2024", "../2024-08-27"),
    ("until 27 August 2024, start not known", "/2024-08-27"),
    # EDTF
    ("[2024-08-21..2024-08-31]", "[2024-08-21..2024-08-31]"),
    ("2024-08-22/..", "2024-08-22/.."),
    ("202X", "202X"),
]

THIRDS = [
    ("beginning of August 2024", "[2024-08-01..2024-08-10]"),
    ("the start of August 2024", "[2024-08-01..2024-08-10]"),
    ("early August 2024", "[2024-08-01..2024-08-10]"),
    ("early in Aug. 2024", "[2024-08-01..2024-08-10]"),
    ("mid-August 2024", "[2024-08-11..2024-08-20]"),
    ("mid August 2024", "[2024-08-11..2024-08-20]"),
    ("middle of August 2024", "[2024-08-11..2024-08-20]"),
    ("late August 2024", "[2024-08-21..2024-08-31]"),
    ("End of August 2024", "[2024-08-21..2024-08-31]"),
    ("end of February 2024", "[2024-02-21..2024-02-29]"),
    ("end of February 2023", "[2023-02-21..2023-02-28]"),
    ("early 2024", "[2024-01..2024-04]"),
    ("mid-2024", "[2024-05..2024-08]"),
    ("late 2024", "[2024-09..2024-12]"),
]

REFUSED = [
    # Two readings
    ("08/09/2024", "in more than one way"),
    ("26.8.2024", "seems to mean 2024-08-26"),
    ("the 2000s", "ten years or a hundred"),
    ("winter 2023–2024", "cannot be paired"),
    ("June 2024 – winter 2024", "cannot be paired"),
    ("August 2024 to 2025", "cannot be paired"),
    ("2024 or August 2025", "cannot be paired"),
    # Something is missing
    ("", "missing"),
    ("   ", "missing"),
    ("22 August", "year is missing"),
    ("August", "year is missing"),
    ("AUGUST", "year is missing"),
    ("spring", "year is missing"),
    ("22–27 August", "year is missing"),
    ("June 2024 to October", "year is missing"),
    ("about 26", "month is missing"),
    ("12, 2024", "month is missing"),
    ("22 to 27", "month is missing"),
    ("5 to August 2024", "month is missing"),
    ("end of August", "not understood"),
    ("22 Aug 24", "not understood"),
    # Relative, or more than a date
    ("next week", "not understood"),
    ("yesterday", "not understood"),
    ("today", "not understood"),
    ("last August", "not understood"),
    ("before August 2024", "not understood"),
    ("Q3 2024", "not understood"),
    ("2024 BC", "not understood"),
    ("26 August 2024 10:00", "not understood"),
    ("end of August to early September 2024", "not understood"),
    ("between 21 August 2024", "not understood"),
    ("26 August 2024 to", "not understood"),
    ("June 2024? (approximate)", "not understood"),
    ("or 26 August 2024", "not understood"),
    ("1 to 2 to 3 August 2024", "not understood"),
    ("2024-08-22–27", "month is missing"),
    ("26 Août 2024", "not understood"),
    ("26 august ２０２４", "not understood"),
    ("<script>alert(1)</script>", "not understood"),
    # No such day
    ("30 February 2024", "no day 30"),
    ("August 32, 2024", "no day 32"),
    ("0 August 2024", "no day 00"),
    ("1 January 0000", "year 0000"),
    ("Sunday 26 August 2024", "day of the week"),
    ("27–22 August 2024", "ends before it begins"),
    # Too much
    ("1, 2, 3, 4, 5, 6 or 7 August 2024", "at most 64 characters"),
    ("August 2024 " * 20, f"at most {MAX_TYPED_LENGTH} characters"),
]


@pytest.mark.parametrize(("text", "edtf"), TYPED)
def test_typed(text: str, edtf: str) -> None:
    when = parse_typed(text)
    assert when == parse(edtf)
    assert when.words == ""
    assert parse_typed(when.edtf) == when


@pytest.mark.parametrize(("text", "edtf"), THIRDS)
def test_conventional_phrases_are_kept_and_never_certain(text: str, edtf: str) -> None:
    when = parse_typed(text)
    assert when.edtf == edtf
    assert str(when) == when.words == text
    assert when.conventional
    assert when.span().certain_from is None


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refused_with_what_would_be_accepted(text: str, reason: str) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_typed(text)
    assert reason in refusal.value.reason
    assert str(refusal.value).endswith(str(ACCEPTED_TYPED))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-13", "not a month"),
        ("2024-02-30", "no day 30"),
        ("2024-08-30/2024-08-22", "ends before it begins"),
        ("[2024-08-21", "ends with ]"),
        ("{2024,2025}", "all of several dates"),
        ("2024~-08", "qualifies one component"),
    ],
)
def test_what_looks_like_edtf_is_told_what_is_wrong_with_it(text: str, reason: str) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_typed(text)
    assert reason in refusal.value.reason
    assert str(refusal.value).endswith(str(ACCEPTED))


def test_every_example_that_the_help_gives_is_read() -> None:
    for example in (
        *("26 August 2024", "August 2024", "2024", "about June 2024", "26 August 2024?"),
        *("end of August 2024", "22–27 August 2024", "June to October 2024"),
        *("between 21 and 31 August 2024", "on or before 28 August 2024"),
        *("12, 13 or 14 September 2024", "spring 2024"),
        *("2024-08-26", "2024-08~", "[2024-08-21..2024-08-31]"),
    ):
        assert example in ACCEPTED_TYPED
        assert parse_typed(example).edtf


@pytest.mark.parametrize(
    "unit", ["1 to ", "a", "2024-", ", ", " or ", "between ", "about ", "?", "["]
)
def test_hostile_text_is_refused_quickly(unit: str) -> None:
    text = unit * (MAX_TYPED_LENGTH // len(unit))
    began = time.perf_counter()
    for _ in range(20):
        with pytest.raises(InvalidDate):
            parse_typed(text)
    assert time.perf_counter() - began < 1


def test_the_longest_text_is_read_and_refused_for_what_it_says() -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_typed("z" * MAX_TYPED_LENGTH)
    assert "has at most" not in str(refusal.value)
