"""The language of names and titles, as far as letters and country tell."""

from __future__ import annotations

import pytest

from deployments.languages import may_be_written, of_name, of_title


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("Marina Militare", "IT", "it"),
        ("海上自衛隊", "JP", "ja"),
        ("中国人民解放军海军", "CN", "zh"),
        ("中華民國海軍", "TW", "zh-Hant"),
        ("かしま", "", "ja"),
        ("護衛艦いずも", "", "ja"),
        ("충무공이순신", "", "ko"),
        ("แหลมฉบัง", "TH", "th"),
        ("کراچی", "PK", "ur"),
        ("الدوحة", "QA", "ar"),
        ("Λάρνακα", "CY", "el"),
        ("മുംബൈ", "IN", "ml"),
        ("ВМСУ", "UA", "uk"),
        ("Maynila", "PH", "fil"),
    ],
)
def test_a_native_name_is_in_the_language_of_its_letters(
    name: str, country: str, language: str
) -> None:
    assert of_name(name, country) == language


@pytest.mark.parametrize(
    ("name", "country"),
    [
        pytest.param("Marine", "BE", id="several languages in Latin letters"),
        pytest.param("Hawaiʻi", "US", id="a native name is not English"),
        pytest.param("Marina", "", id="Latin letters without a country"),
        pytest.param("ВМФ", "", id="Cyrillic letters without a country"),
        pytest.param("海軍", "", id="Han characters without a country"),
        pytest.param("97", "JP", id="no letters"),
        pytest.param("", "JP", id="nothing"),
        pytest.param("Marina", "XX", id="no such country"),
    ],
)
def test_no_language_is_claimed_where_several_may_be(name: str, country: str) -> None:
    assert of_name(name, country) == ""


@pytest.mark.parametrize(
    ("title", "language", "shown"),
    [
        ("イタリア空母が入港", "ja", "ja"),
        ("(空母カブール横須賀初寄港)", "ja", "ja"),
        ("(Italian carrier visit to Karachi)", "ur", "en"),
        ("(JMSDF: 24.8.25 ヨコスカ)", "ja", "ja"),
        ("Capo Horn!", "it", "it"),
        ("Il Cavour (IT)", "it", "it"),
        ("(description)", "", ""),
    ],
)
def test_a_description_in_brackets_is_ours(title: str, language: str, shown: str) -> None:
    assert of_title(title, language) == shown


@pytest.mark.parametrize(
    ("text", "language", "may_be"),
    [
        ("So it is.", "en", True),
        ("So it is.", "ja", False),
        ("So it is.", "zh-Hant", False),
        ("GCAP だ", "ja", True),
        ("GCAP だ", "en", True),
        ("そうだ", "en", False),
        ("Tako je.", "sr", True),
        ("Tako je.", "ru-Latn", True),
        ("99 %", "ja", True),
        ("So it is.", "xx", True),
    ],
)
def test_a_text_of_one_kind_of_letters_is_in_no_language_of_the_other(
    text: str, language: str, may_be: bool
) -> None:
    assert may_be_written(text, language) is may_be
