"""Dates in words: as they are known, never with a precision nobody claimed."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from deployments.dates import FuzzyDate, display_range, parse

WORDS = [
    ("2024-08-26", "26 August 2024"),
    ("2024-08", "August 2024"),
    ("2024", "2024"),
    ("0988", "0988"),
    ("2024-06~", "about June 2024"),
    ("2024-06-27?", "27 June 2024 (uncertain)"),
    ("2024-06-27%", "about 27 June 2024 (uncertain)"),
    # One of a set
    ("[2024-08-21..2024-08-31]", "between 21 and 31 August 2024"),
    ("[2024-08-22..2024-09-06]", "between 22 August and 6 September 2024"),
    ("[2023-12-28..2024-01-03]", "between 28 December 2023 and 3 January 2024"),
    ("[2024-06..2024-10]", "between June and October 2024"),
    ("[2023..2024]", "between 2023 and 2024"),
    ("[2024-08-26..2024-08-26]", "26 August 2024"),
    ("[2024-08-20..2024-08]", "between 20 August 2024 and August 2024"),
    ("[2024-08-21~..2024-08-31]", "between about 21 August 2024 and 31 August 2024"),
    ("[2024-09-12,2024-09-13,2024-09-14]", "12, 13 or 14 September 2024"),
    ("[2024-08-31,2024-09-02]", "31 August or 2 September 2024"),
    ("[2023-08-31,2024-08-02]", "31 August 2023 or 2 August 2024"),
    ("[2024-01-31,2024-07-01]", "31 January or 1 July 2024"),
    ("[2024-01-31,2024-08-01]", "31 January 2024 or 1 August 2024"),
    ("[2024-01-30,2024-01-31,2024-08-01]", "30 January 2024, 31 January 2024 or 1 August 2024"),
    ("[2023-12-31,2024-01-01]", "31 December 2023 or 1 January 2024"),
    ("[2024-09-12?,2024-09-13]", "12 September 2024 (uncertain) or 13 September 2024"),
    ("[2024-08-12,2024-08]", "August 2024 or 12 August 2024"),
    ("[2024-08-12..2024-08-13,2024-08-15]", "between 12 and 13 August 2024 or 15 August 2024"),
    ("[2024-06,2024-10]", "June 2024 or October 2024"),
    ("[1667,1668,1670..1672]", "1667, 1668 or between 1670 and 1672"),
    ("[..2024-08-28]", "on or before 28 August 2024"),
    ("[..2024-08]", "in or before August 2024"),
    ("[..2024-08-28~]", "on or before about 28 August 2024"),
    ("[2024-08-28..]", "on or after 28 August 2024"),
    ("[2024..]", "in or after 2024"),
    # The whole stretch
    ("2024-08-22/2024-08-27", "22–27 August 2024"),
    ("2024-08-28/2024-09-02", "28 August – 2 September 2024"),
    ("2023-12-28/2024-01-03", "28 December 2023 – 3 January 2024"),
    ("2024-06/2024-10", "June to October 2024"),
    ("2023-11/2024-02", "November 2023 to February 2024"),
    ("2023/2024", "2023 to 2024"),
    ("2024-08-26/2024-08-26", "26 August 2024"),
    ("2024-08/2024-09-02", "from August 2024 to 2 September 2024"),
    ("2024-08-22~/2024-08-27", "from about 22 August 2024 to 27 August 2024"),
    ("2024-08-22~/2024-08-27~", "about 22–27 August 2024"),
    ("2024-08-22?/2024-08-27?", "22–27 August 2024 (uncertain)"),
    (
        "2024-08-28~/2024-09-02~",
        "from about 28 August 2024 to about 2 September 2024",
    ),
    ("2024-08-17/..", "from 17 August 2024 onwards"),
    ("2024-08-17/", "from 17 August 2024, end not known"),
    ("../2024-08-27", "up to 27 August 2024"),
    ("/2024-08-27", "until 27 August 2024, start not known"),
    # Seasons and unknown digits
    ("2024-21", "spring 2024"),
    ("2024-22~", "about summer 2024"),
    ("2024-23", "autumn 2024"),
    ("2024-24", "winter 2024"),
    ("202X", "the 2020s"),
    ("200X", "between 2000 and 2009"),
    ("20XX", "between 2000 and 2099"),
    ("2024-XX", "a month in 2024"),
    ("2024-XX-XX", "a day in 2024"),
    ("2024-08-XX", "a day in August 2024"),
    ("2024-08-XX~", "a day in August 2024 (approximate)"),
    ("2024-08-XX%", "a day in August 2024 (approximate and uncertain)"),
    ("2024-08-2X", "between 20 and 29 August 2024"),
    ("2024-1X", "between October and December 2024"),
    ("2024-08-2X/2024-09-05", "from between 20 and 29 August 2024 to 5 September 2024"),
]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.mark.parametrize(("edtf", "words"), WORDS)
def test_generated_words(edtf: str, words: str) -> None:
    assert str(parse(edtf)) == words
    assert parse(edtf).generated_words == words


def test_the_sources_words_come_first() -> None:
    when = parse("[2024-08-21..2024-08-31]", "fine agosto 2024")
    assert str(when) == "fine agosto 2024"
    assert when.generated_words == "between 21 and 31 August 2024"


def test_words_follow_the_active_language() -> None:
    when = parse("2024-08-26")
    with override("it"):
        assert str(when).casefold() == "26 agosto 2024"
    assert str(when) == "26 August 2024"


@pytest.mark.parametrize(
    "phrase",
    [
        *("end of August 2024", "The END OF August", "early August", "beginning of August"),
        *("the start of the month", "mid-August", "middle of August", "late August"),
        *("second half of August", "last days of August", "first week of August"),
        *("spring 2024", "fall 2024", "about 26 August", "around 26 August", "c. 26 August"),
        *("ca. 26 August", "circa agosto", "some time in August", "probably 26 August"),
        *("fine agosto 2024", "inizio agosto", "metà agosto", "ai primi di agosto"),
        *("fin août 2024", "début août", "de\u0301but août", "mi-août", "courant août"),
        *("Ende August 2024", "Anfang August", "Mitte August", "im Frühjahr", "etwa 26. August"),
        *("a finales de agosto", "principios de agosto", "mediados de agosto", "hacia el 26"),
        *("início de agosto", "final de agosto", "eind augustus", "begin augustus"),
        *("8月下旬", "8月末", "2024年夏", "26日頃"),
    ],
)
def test_conventional_phrases_are_never_exact(phrase: str) -> None:
    when = parse("2024-08-26", phrase)
    assert when.conventional
    assert when.uncertain
    assert not when.qualified
    assert not when.is_exact
    assert when.span().certain_from is None


@pytest.mark.parametrize(
    "phrase",
    [
        *("", "26 August 2024", "Monday 26 August", "on 26 August", "26 agosto 2024"),
        *("le 26 août 2024", "26. August 2024", "el 26 de agosto de 2024", "8月26日", "26 Aug."),
        *("arrived on the 26th in midday heat", "the weekend of 26 August", "final day, 26 August"),
    ],
)
def test_plain_words_keep_certainty(phrase: str) -> None:
    assert parse("2024-08-26", phrase).is_exact


def test_a_season_is_conventional_without_words() -> None:
    assert parse("2024-21").conventional
    assert parse("2024-21/2024-10").conventional
    assert parse("[2024-05,2024-22]").conventional
    assert not parse("2024-05/2024-10").conventional


def fuzzy(text: str) -> FuzzyDate | None:
    edtf, _, words = text.partition("|")
    return parse(edtf, words) if edtf else None


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("", "", ""),
        ("2024-08-22", "2024-08-27", "22–27 August 2024"),
        ("2024-08-28", "2024-09-02", "28 August – 2 September 2024"),
        ("2024-12-28", "2025-01-03", "28 December 2024 – 3 January 2025"),
        ("2024-08-26", "2024-08-26", "26 August 2024"),
        ("2024-06", "2024-10", "June to October 2024"),
        ("2024-08", "2024-08", "August 2024"),
        ("2024-08-17", "", "from 17 August 2024, end not known"),
        ("2024-08-17~", "", "from about 17 August 2024, end not known"),
        ("", "2024-08-27", "until 27 August 2024, start not known"),
        (
            "[2024-08-22..2024-09-06]",
            "",
            "start between 22 August and 6 September 2024, end not known",
        ),
        ("[..2024-08-28]", "", "start on or before 28 August 2024, end not known"),
        ("", "[..2024-08-28]", "end on or before 28 August 2024, start not known"),
        (
            "[2024-08-21..2024-08-31]|end of August 2024",
            "2024-09-05",
            "end of August 2024 – 5 September 2024",
        ),
        (
            "[2024-08-21..2024-08-31]|end of August 2024",
            "",
            "from end of August 2024, end not known",
        ),
        (
            "[..2024-08-28]",
            "2024-09-02?",
            "on or before 28 August 2024 – 2 September 2024 (uncertain)",
        ),
        ("2024-08-22~", "2024-08-27", "about 22 August 2024 – 27 August 2024"),
        ("2024-08-22~", "2024-08-27~", "about 22–27 August 2024"),
        ("2024-08-22", "2024-08", "22 August 2024 – August 2024"),
        ("2024-08-22/2024-08-27", "", "22–27 August 2024"),
        ("", "2024-08-22/2024-08-27", "22–27 August 2024"),
        (
            "[2024-12..2025-01]|between December and January 2025",
            "",
            "start between December and January 2025, end not known",
        ),
        ("", "2024-08|Between us, August", "end Between us, August, start not known"),
        ("2024-08|August, between us", "", "from August, between us, end not known"),
        (
            "2024-12-28/2025-01-03|28 December – 3 January 2025",
            "",
            "28 December – 3 January 2025",
        ),
        ("2024-08-22/..", "", "from 22 August 2024 onwards"),
        (
            "[2024-08-12,2024-08-13]",
            "2024-08-15",
            "12 or 13 August 2024 – 15 August 2024",
        ),
        (
            "2024-08-12",
            "[2024-08-15,2024-08-16]",
            "12 August 2024 – 15 or 16 August 2024",
        ),
    ],
)
def test_a_stay_in_words(start: str, end: str, words: str) -> None:
    assert display_range(fuzzy(start), fuzzy(end)) == words
