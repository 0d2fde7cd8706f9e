"""The full-text index finds what looking for parts of the text finds, on both engines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from deployments.fields import words
from deployments.fields.words import Phrase
from deployments.models import RECORD_TYPES
from deployments.paging import NEWEST_FIRST, page, page_by_number
from deployments.public import PublicDocument, PublicWords
from deployments.public.words import (
    LISTS,
    MOST,
    TIMELINE,
    Search,
    place,
    rank_in_period,
    rank_of_day,
)
from deployments.search import phrases
from deployments.search.forms import Term, lines, terms

pytestmark = pytest.mark.django_db

patient = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

PIECES = [
    *("cavour", "Caval", "cav", "a", "ab", "abc", "UK", "Ukraine", "us", "Ushuaia", "navies"),
    *("F-35B", "F 35", "C 550", "O’Higgins", "Yi Sun-sin", "U.S.", "Ōnami", "Württemberg", "2024"),
    *("横須賀", "横須", "賀", "海軍", "海", "イタリア海軍", "の", "ののの", "해군", "대한민국"),
    *("กองทัพเรือ", "navy海軍", "海軍base", "é", "ß", "\U00020000\U00020001", "straße", "%", "_"),
]
JOINS = ["", " ", " ", " ", "-", ".", "'", "、", "/", "\n"]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A few pieces in a row, in any scripts, or a text of any letters."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.text(max_size=12))
    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
    return "".join(piece + draw(st.sampled_from(JOINS)) for piece in pieces)


@st.composite
def needles(draw: st.DrawFn) -> str:
    """A needle as the index is asked for one, cut out of a text at any letters."""
    [*found] = lines([draw(texts())]).split()
    part = " ".join(found)
    start = draw(st.integers(0, max(len(part) - 1, 0)))
    cut = part[start : start + draw(st.integers(1, 9))].strip()
    if not cut or phrases.is_undivided(cut[0]):
        return cut or " cavour"
    return f" {cut}" + draw(st.sampled_from(["", "", " "]))


QUERIES = st.one_of(
    texts().map(terms),
    st.lists(st.lists(needles(), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3),
)


def found(asked: Sequence[Term]) -> set[int]:
    """The rows that the engine finds."""
    sought = phrases.sought(asked)
    if sought is None:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(*Search(sought, place("visit"), place("visit", 9, MOST)).places(connection))
        return {at & MOST for (at,) in cursor.fetchall()}


def store(documents: Sequence[str]) -> None:
    """Make these the only rows, numbered from 0."""
    PublicWords.objects.all().delete()
    PublicWords.objects.bulk_create(
        PublicWords(
            place=place("visit", 1, n),
            record_type="visit",
            record_id=n,
            words=phrases.stored(each.split("\n")),
        )
        for n, each in enumerate(documents)
    )


@patient
@example([["海軍 横須賀", "賀 海"]], [("賀",)])
@example([["海軍-横須賀"], ["海軍横須賀"]], [("軍 横",)])
@example([["Yi Sun-sin"], ["Yi", "Sun-sin"]], [(" yi sun",)])
@given(st.lists(st.lists(texts(), max_size=3), min_size=1, max_size=6), QUERIES)
def test_it_finds_what_looking_for_parts_of_the_text_finds(
    documents: list[list[str]], asked: list[Term]
) -> None:
    stored = [lines(each) for each in documents]
    store(stored)
    if not asked:
        return
    meant = {
        n
        for n, text in enumerate(stored)
        if all(any(needle in text for needle in term) for term in asked)
    }
    assert found(asked) == meant


@patient
@given(st.lists(texts(), max_size=5))
def test_words_are_read_back_as_they_were_stored(given_texts: list[str]) -> None:
    store([lines(given_texts)])
    row = PublicWords.objects.get()
    assert row.words == phrases.stored(lines(given_texts).split("\n"))
    row.words = "other ¶ words"
    row.save()
    assert PublicWords.objects.get().words == row.words
    assert found([(" words",)]) == {0}
    assert found([(" cavour",), (" other",)]) == set()


def test_very_many_words_are_found_and_the_first_as_phrases() -> None:
    many = [f"word{n}" for n in range(words.MOST_PLACES + 50)]
    kept = words.stored([*many, "again", *["often"] * 300, "x" * 700])
    PublicWords.objects.create(
        place=place("visit", 1, 1), record_type="visit", record_id=1, words=kept
    )
    assert PublicWords.objects.get().words == kept
    last = many[-1]
    for term in ((" word7 word8",), (f" {last}",), (" again",), (" often",), (f" {'x' * 500}",)):
        assert found([term]) == {1}, term
    assert found([(f" {many[-2]} {last}",)]) == set()
    assert found([(" often often often",)]) == set()


def test_what_is_kept_of_words_without_end_fits_both_engines() -> None:
    kept = words.stored([f"{n:0500}" for n in range(3_000)])
    assert len(kept.split()) == 1_800
    PublicWords.objects.create(
        place=place("visit", 1, 1), record_type="visit", record_id=1, words=kept
    )
    assert found([(f" {1:0500}",)]) == {1}


def test_words_of_which_many_begin_alike_are_found() -> None:
    store([f" begin{n:03} " for n in range(words.MOST_ENDINGS + 20)])
    assert found([(" begin",)]) == set(range(words.MOST_ENDINGS + 20))
    assert found([(" begin00",)]) == set(range(10))
    assert found([(" begin", " begin00"), (" begin00",)]) == set(range(10))
    assert words.as_tsquery(((Phrase(("a", "b"), begins=True),),)) == "('a' <-> 'b':*)"


def test_every_list_has_a_number_that_stays() -> None:
    assert set(LISTS) == {TIMELINE, *RECORD_TYPES}
    assert len(set(LISTS)) == len(LISTS) == 16
    assert place(LISTS[-1], rank_of_day(date.max), MOST) < 2**63
    assert place(TIMELINE, rank_in_period(999_912, date.max), MOST) < place("navy")
    with pytest.raises(OverflowError, match="visit 536870912"):
        place("visit", 0, MOST + 1)


def test_ranks_have_the_order_of_the_timeline() -> None:
    days = [
        (202400, date(2024, 1, 1)),
        (202400, date(2024, 8, 28)),
        (202401, date(2024, 1, 1)),
        (202401, date(2024, 1, 31)),
        (202412, date(2024, 12, 1)),
        (202412, date(2024, 12, 31)),
        (202500, date(2026, 9, 9)),
        (202501, date(2025, 1, 1)),
    ]
    ranks = [rank_in_period(*each) for each in days]
    assert ranks == sorted(set(ranks))
    assert rank_in_period(0, date.min) < ranks[0]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_in_both_directions_are_those_of_all_that_is_found(size: int) -> None:
    for n in range(40):
        document = PublicDocument.objects.create(
            record_type="visit",
            record_id=n,
            key=f"key-{n * 7 % 40:02}",
            text="{}",
            digest="",
            changed_at="2026-11-30T00:00:00Z",
            sort_day=date(2024, 1, 1 + n // 9) if n > 4 else date.min,
        )
        PublicWords.objects.create(
            place=place("visit", rank_of_day(document.sort_day), document.pk),
            record_type="visit",
            record_id=n,
            words="seen" if n % 3 else "other",
        )
    visits = PublicDocument.objects.of_kind("visit")
    rows = visits.found_by("visit", phrases.sought(terms("see")))
    meant = [each.key for each in visits.order_by("-sort_day", "key") if each.record_id % 3]
    for some in (rows, rows.filter(key__lt="key-25")):
        wanted = [key for key in meant if some is rows or key < "key-25"]
        read, cursor = [], ""
        while cursor is not None:
            shown = page(some, order=NEWEST_FIRST, size=size, cursor=cursor)
            read += [each.key for each in shown.rows]
            last, cursor = cursor, shown.next
        assert read == wanted
        assert some.count() == some.values_list("key").count() == len(wanted)
        assert some.at_most(3) == min(len(wanted), 4)
        for number in range(1, len(wanted) // size + 3):
            by_number = page_by_number(some, order=NEWEST_FIRST, size=size, number=number)
            first = (number - 1) * size
            assert [each.key for each in by_number.rows] == wanted[first : first + size]
        back, before = [[each.key for each in shown.rows]], shown.previous
        while before is not None:
            shown = page(some, order=NEWEST_FIRST, size=size, cursor=before)
            back.insert(0, [each.key for each in shown.rows])
            before = shown.previous
        assert [key for part in back for key in part] == wanted, last
