"""The forms in which words are stored and looked for."""

from __future__ import annotations

import pytest

from deployments.search.forms import lines, terms

APOSTROPHES = "'’‘ʻʼʿʾ`´′"


def finds(query: str, *texts: str) -> bool:
    """Whether every word of ``query`` is found in ``texts``."""
    stored = lines(texts)
    return all(any(needle in stored for needle in term) for term in terms(query))


@pytest.mark.parametrize("typed", APOSTROPHES)
@pytest.mark.parametrize("stored", APOSTROPHES)
def test_any_apostrophe_finds_any_other(stored: str, typed: str) -> None:
    for name, others in (
        ("Puerto O{}Higgins", ("o{}higgins", "ohiggins", "O Higgins", "higgins")),
        ("Ra{}s al-Khaimah", ("ra{}s al khaimah", "ras al-khaimah", "RAS AL KHAIMAH")),
        ("Hawai{}i", ("hawai{}i", "hawaii", "Hawaiʻi")),
    ):
        for query in others:
            assert finds(query.format(typed), name.format(stored)), (name, query)


@pytest.mark.parametrize(
    ("stored", "queries"),
    [
        ("F-35B", "F-35; f35; F 35; f35b; F-35B; F 35B; F–35; 35b"),
        ("C 550", "C 550; c550; C-550; C550; 550"),
        ("DDG42", "DDG 42; ddg-42; DDG42; 42"),
        ("CVN-72", "cvn72; CVN 72; 72"),
        ("USS Frank E. Petersen Jr.", "frank e petersen; Frank E.Petersen; petersen, frank"),
        ("Yi Sun-sin", "Yi Sun Sin; Sunsin; yi sun-sin; Yi Sun‐sin"),
        ("Baden-Württemberg", "Baden Württemberg; BADEN-WUERTTEMBERG; badenwurttemberg; württ"),
        ("Wuerttemberg", "Württemberg"),
        ("Ōnami", "onami; Oonami; ounami; Ōnami; ŌNAMI"),
        ("Tromsø", "tromso; TROMSØ; Tromsoe"),
        ("Großer Kreuzer", "grosser; GROSSER KREUZER"),
        ("@Alsace_class", "alsace; Alsace_class; @alsace_class; alsaceclass"),
        ("U.S. Navy", "US Navy; U.S. navy; navy U.S"),
        ("frigate", "frigates; Frigate; frig"),
        ("navy", "navies"),
        ("横須賀", "横須賀; 須賀; 横須"),
        ("イタリア海軍", "イタリア海軍; 海軍; イタリア; 海軍 イタリア; イタリアの海軍; ｲﾀﾘｱ"),
        ("대한민국 해군", "대한민국; 해군; 민국"),
        ("cavour-yokosuka-2024-08-22", "cavour 2024; yokosuka; 2024-08-22; cavour-yokosuka"),
        ("Rota 2024", "Rota 2024; 2024 rota; rota-2024"),
        ("https://www.example.org/navy", "example.org; navy; example"),
        ("Cavour", "the Cavour; Cavour, of; «Cavour»; “Cavour”; cavour – ; CAVOUR!"),
    ],
)
def test_one_word_in_many_forms(stored: str, queries: str) -> None:
    for query in queries.split("; "):
        assert finds(query, stored), query


@pytest.mark.parametrize(
    ("stored", "query"),
    [
        ("Romania", "Oman"),
        ("Somalia", "Mali"),
        ("Yokosuka", "UK"),
        ("Ukraine", "UK"),
        ("Ushuaia", "US"),
        ("military", "Ita"),
        ("C 550", "C 55 1"),
        ("F-35B", "F-36"),
        ("Cavour", "Cavour Alpino"),
        ("Cavour", "---"),
        ("Cavour", "⚓"),
        ("Cavour", "%"),
        ("Cavour", "the"),
    ],
)
def test_what_only_looks_alike_is_not_found(stored: str, query: str) -> None:
    assert terms(query)
    assert not finds(query, stored)


def test_an_empty_query_looks_for_nothing_and_words_once() -> None:
    assert terms("") == terms(" \u3000 ") == []
    assert len(terms("Cavour cavour CAVOUR Cavours")) == 2
    assert lines(["Cavour", "CAVOUR", "", "–"]) == " cavour "
