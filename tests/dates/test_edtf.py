"""EDTF that is read, with the strict days we claim for it, and EDTF that is refused.

The expressions are those of the specification (Library of Congress, 4 February 2019) feature by
feature, with the traps other readers fall into.
"""

from datetime import date

import pytest

from deployments.dates import ACCEPTED, MAX_EDTF_LENGTH, InvalidDate, Kind, parse
from deployments.dates.edtf import _read
from deployments.dates.parts import read_part

OPEN = None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


READ = [
    # Level 0: dates
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023-02", "2023-02-01", "2023-02-28"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2000-02-29", "2000-02-29", "2000-02-29"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999-12", "9999-12-01", "9999-12-31"),
    # Level 0: intervals
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("2005/2006-02", "2005-01-01", "2006-02-28"),
    ("2024-08-15/2024-08", "2024-08-15", "2024-08-31"),
    ("2024-08/2024-08-15", "2024-08-01", "2024-08-15"),
    ("2024-08-26/2024-08-26", "2024-08-26", "2024-08-26"),
    # Level 1: seasons, either hemisphere, by weather or by the sun
    ("2001-21", "2001-03-01", "2001-12-31"),
    ("2001-22", "2000-12-01", "2002-03-31"),
    ("2001-23", "2001-03-01", "2001-12-31"),
    ("2001-24", "2000-12-01", "2002-03-31"),
    ("0001-24", "0001-01-01", "0002-03-31"),
    ("9999-22", "9998-12-01", "9999-12-31"),
    ("2024-21/2024-23", "2024-03-01", "2024-12-31"),
    # Level 1: qualification of a whole date never moves its bounds
    ("1984?", "1984-01-01", "1984-12-31"),
    ("2004-06~", "2004-06-01", "2004-06-30"),
    ("2004-06-11%", "2004-06-11", "2004-06-11"),
    ("2024-21~", "2024-03-01", "2024-12-31"),
    # Level 1: unspecified digits from the right
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("000X", "0001-01-01", "0009-12-31"),
    ("99XX", "9900-01-01", "9999-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("2024-XX~", "2024-01-01", "2024-12-31"),
    # Level 1: open and unknown ends
    ("1985-04-12/..", "1985-04-12", OPEN),
    ("1985-04/..", "1985-04-01", OPEN),
    ("1985/..", "1985-01-01", OPEN),
    ("../1985-04-12", OPEN, "1985-04-12"),
    ("../1985-04", OPEN, "1985-04-30"),
    ("../1985", OPEN, "1985-12-31"),
    ("1985-04-12/", "1985-04-12", OPEN),
    ("2024-06/", "2024-06-01", OPEN),
    ("/1985-04-12", OPEN, "1985-04-12"),
    ("/1985", OPEN, "1985-12-31"),
    # Level 1: qualified intervals
    ("1984~/2004-06", "1984-01-01", "2004-06-30"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30"),
    ("1984?/2004%", "1984-01-01", "2004-12-31"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08"),
    ("1984-06-02?/..", "1984-06-02", OPEN),
    # Level 2, accepted: one of a set
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[..1760-12-03]", OPEN, "1760-12-03"),
    ("[1760-12..]", "1760-12-01", OPEN),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", OPEN),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
    ("[..1984]", OPEN, "1984-12-31"),
    ("[..2024-08,2024-10]", OPEN, "2024-10-31"),
    ("[2024-08-21..2024-08-31]", "2024-08-21", "2024-08-31"),
    ("[2024-08-20..2024-08]", "2024-08-20", "2024-08-31"),
    ("[2024-08-21~..2024-08-31]", "2024-08-21", "2024-08-31"),
    ("[2024-08-12?,2024-08-14]", "2024-08-12", "2024-08-14"),
    # Level 2, accepted: a last digit of the day or month
    ("2024-08-0X", "2024-08-01", "2024-08-09"),
    ("2024-08-2X", "2024-08-20", "2024-08-29"),
    ("2023-02-2X", "2023-02-20", "2023-02-28"),
    ("2024-08-3X", "2024-08-30", "2024-08-31"),
    ("1984-1X", "1984-10-01", "1984-12-31"),
    ("1984-0X", "1984-01-01", "1984-09-30"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
    # As the season's sources write
    ("[2024-08-22..2024-09-06]", "2024-08-22", "2024-09-06"),
    ("[..2024-08-28]", OPEN, "2024-08-28"),
    ("2024-09/2024-10", "2024-09-01", "2024-10-31"),
    ("2024-12-01", "2024-12-01", "2024-12-01"),
    ("2024-08-05?", "2024-08-05", "2024-08-05"),
    ("1988", "1988-01-01", "1988-12-31"),
]

REFUSED = [
    # Level 0: times of day
    ("1985-04-12T23:20:30", "time of day"),
    ("1985-04-12T23:20:30Z", "time of day"),
    ("1985-04-12T23:20:30-04", "time of day"),
    ("1985-04-12T23:20:30+04:30", "time of day"),
    # Level 1: letter-prefixed and negative years
    ("Y170000002", "years run from 0001 to 9999"),
    ("Y-170000002", "years run from 0001 to 9999"),
    ("-1985", "years run from 0001 to 9999"),
    # Level 2: exponential years, significant digits, sub-year groupings
    ("Y-17E7", "years run from 0001 to 9999"),
    ("1950S2", "years run from 0001 to 9999"),
    ("Y171010000S3", "years run from 0001 to 9999"),
    ("2001-25", "not a month"),
    ("2001-34", "not a month"),
    ("2001-41", "not a month"),
    # Level 2: all of a set
    ("{1667,1668,1670..1672}", "all of several dates"),
    ("{1960,1961-12}", "all of several dates"),
    ("{..1984}", "all of several dates"),
    # Level 2: qualification of components
    ("2004-06~-11", "qualifies one component"),
    ("2004?-06-11", "qualifies one component"),
    ("?2004-06-~11", "qualifies one component"),
    ("2004-%06-11", "qualifies one component"),
    ("~2004", "qualifies one component"),
    ("2004~?", "qualifies one component"),
    ("2004-06-~01/2004-06-~20", "qualifies one component"),
    # Level 2: unspecified digits elsewhere than at the end
    ("156X-12-25", "last digits"),
    ("15XX-12", "last digits"),
    ("XXXX-12-XX", "last digits"),
    ("1XXX", "last digits"),
    ("XXXX", "last digits"),
    ("2024-XX-12", "last digits"),
    ("2024-1X-XX", "last digits"),
    ("2024-08-X1", "last digits"),
    ("202X-08", "last digits"),
    # No such day, month or year
    ("2024-02-30", "no day 30 in 2024-02, which has 29 days"),
    ("2023-02-29", "no day 29"),
    ("2024-08-00", "no day 00"),
    ("2024-02-3X", "no day 3X"),
    ("2024-08-4X", "no day 4X"),
    ("2024-13", "not a month"),
    ("2024-00", "not a month"),
    ("2024-2X", "Months run from 01 to 12"),
    ("2024-21-01", "not a month"),
    ("0000", "year 0000"),
    ("0000-01-01", "year 0000"),
    # Reversed
    ("2024-08-30/2024-08-22", "ends before it begins"),
    ("2008/1964", "ends before it begins"),
    ("[2024-08-31..2024-08-21]", "ends before it begins"),
    ("[2023,2025..2024]", "ends before it begins"),
    # Nothing known
    ("", "missing"),
    ("/", "at least one known end"),
    ("../..", "at least one known end"),
    ("/..", "at least one known end"),
    ("../", "at least one known end"),
    ("[..]", "at least one known end"),
    ("[]", "missing"),
    ("[..2020,2024..]", "open at both ends"),
    # Malformed
    ("24", "not a date"),
    ("20240826", "years run from 0001 to 9999"),
    ("2024-8-26", "not a date"),
    ("2024-08-26-", "not a date"),
    ("2024-08-26/P5D", "not a date"),
    ("2024/2025/2026", "one /"),
    ("2024..2025", "not a date"),
    ("..2025", "not a date"),
    ("[2024", "ends with ]"),
    ("2024]", "not a date"),
    ("[2024,]", "missing"),
    ("[2024..2025..2026]", "not a date"),
    ("[2024-08-21..2024-08-31]~", "ends with ]"),
    ("[2024/2025]", "not a date"),
    ("[2024]/2025", "ends with ]"),
    ("2024-08-26 / 2024-08-27", "no spaces"),
    ("[2024-08-12, 2024-08-14]", "no spaces"),
    ("2024 -08", "no spaces"),
    ("20 24", "no spaces"),
    ("2024-08\n-26", "no spaces"),
    ("unknown", "not a date"),
    ("2024-08-26#", "not a date"),
    # Looks like digits and dashes, and is not
    ("２０２４", "characters that EDTF does not use"),
    ("٢٠٢٤", "characters that EDTF does not use"),
    ("2024‑08‑26", "characters that EDTF does not use"),
    ("2024–08", "characters that EDTF does not use"),
    ("2024-08-2\u0036\u0301", "characters that EDTF does not use"),
    ("2024\u200b", "characters that EDTF does not use"),
    ("2024-08-26\x00", "not a date"),
    ("[" + ",".join(["2024-08-26"] * 40) + "]", "at most 64 characters"),
    ("{2024", "names all of several dates"),
    ("2024}", "names all of several dates"),
    ("12:30", "has a time of day"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), READ)
def test_read_with_strict_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    when = parse(text)
    assert (when.earliest, when.latest) == (day(earliest), day(latest))
    assert when.edtf == text
    assert parse(when.edtf) == when
    assert when.qualified is any(sign in text for sign in "~?%")


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refused_with_what_is_wrong_and_what_is_accepted(text: str, reason: str) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse(text)
    assert reason in str(refusal.value)
    assert str(refusal.value).endswith(str(ACCEPTED))
    assert reason in refusal.value.reason
    assert str(ACCEPTED) not in refusal.value.reason


def test_every_example_that_the_help_gives_is_read() -> None:
    for example in (
        *("2024", "2024-08", "2024-08-26", "2024-08-22/2024-08-27", "2024-08-22/.."),
        *("2024-08-22/", "[2024-08-21..2024-08-31]", "[..2024-08-28]", "[2024-08-28..]"),
        *("[2024-08-12,2024-08-14]", "202X", "2024-XX", "2024-08-XX", "2024-21", "2024-24"),
    ):
        assert example.rstrip("./") in ACCEPTED
        assert parse(example).edtf == example


def test_spaces_around_are_nothing() -> None:
    assert parse("  2024-08-26\n") == parse("2024-08-26")
    assert parse("2024-08", "  end \n of August ").words == "end of August"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("[2024-08-14,2024-08-12,2024-08-13]", "[2024-08-12,2024-08-13,2024-08-14]"),
        ("[2024-08-12,2024-08-12,2024-08-14]", "[2024-08-12,2024-08-14]"),
        ("[1760-12..,1760-01]", "[1760-01,1760-12..]"),
        ("[2025,..2024]", "[..2024,2025]"),
        ("[2024-05,2024]", "[2024,2024-05]"),
        ("[2024,2024-01]", "[2024-01,2024]"),
        ("[2024..,2024-01]", "[2024-01,2024..]"),
        ("[2024-08-26]", "2024-08-26"),
        ("[2024-08-26~,2024-08-26~]", "2024-08-26~"),
    ],
)
def test_equal_sets_are_equal_text(written: str, canonical: str) -> None:
    assert parse(written).edtf == canonical
    assert parse(written) == parse(canonical)
    assert parse(canonical).kind is parse(written).kind


def test_length_limit_is_exact() -> None:
    longest = "[" + ",".join(f"2024-08-{number:02d}" for number in range(1, 6)) + "]"
    padded = longest[:-1] + ",2025]"
    assert len(padded) <= MAX_EDTF_LENGTH
    assert parse(padded).edtf == padded
    with pytest.raises(InvalidDate, match="at most 64"):
        parse("2" * (MAX_EDTF_LENGTH + 1))
    with pytest.raises(InvalidDate, match="years run"):
        parse("2" * MAX_EDTF_LENGTH)


def test_kinds_and_ends() -> None:
    stretch = parse("2024-06~/2024-10")
    assert stretch.is_interval
    assert stretch.start is not None
    assert stretch.start.text == "2024-06~"
    assert stretch.end is not None
    assert stretch.end.last == date(2024, 10, 31)
    assert parse("2024-06/..").end is None
    assert parse("/2024-06").start is None
    one_of = parse("[2024-08-21..2024-08-31]")
    assert one_of.kind is Kind.ONE_OF
    assert not one_of.is_interval
    assert one_of.start is None
    assert one_of.end is None


@pytest.mark.parametrize(
    ("text", "words", "exact"),
    [
        ("2024-08-26", "", True),
        ("2024-08-26", "Monday", True),
        ("[2024-08-26..2024-08-26]", "", True),
        ("2024-08-26/2024-08-26", "", True),
        ("2024-08-26~", "", False),
        ("2024-08-26?", "", False),
        ("2024-08-26%", "", False),
        ("2024-08-26", "about 26 August", False),
        ("2024-08", "", False),
        ("[2024-08-26..2024-08-27]", "", False),
        ("[..2024-08-26]", "", False),
        ("2024-08-26/..", "", False),
    ],
)
def test_exact_is_one_known_day(text: str, words: str, exact: bool) -> None:
    assert parse(text, words).is_exact is exact


def test_equality_is_of_edtf_and_words() -> None:
    assert parse("2024-08") != parse("2024-08", "in August")
    assert len({parse("2024-08"), parse("2024-08"), parse("2024-08~")}) == 2


def test_refusals_are_not_remembered_in_one_language() -> None:
    """What is cached is what was read; a refusal is worded anew, in the reader's language."""
    before = _read.cache_info().currsize
    for _ in range(2):
        with pytest.raises(InvalidDate):
            parse("2024-99")
    assert _read.cache_info().currsize == before


def test_a_long_text_is_shown_by_its_beginning() -> None:
    for length, shown in ((64, "z" * 64), (65, "z" * 64 + "…")):
        with pytest.raises(InvalidDate) as refusal:
            read_part("z" * length)
        assert f"“{shown}”" in refusal.value.reason
