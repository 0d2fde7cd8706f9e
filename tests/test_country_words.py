"""What countries are called, and which code somebody meant who wrote a name."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from deployments import countries, country_words

MEANT = {
    "JP": "Japan; JPN; Japanese; 日本; Giappone; 392; jp",
    "TR": "Türkiye; Turkey; TUR; Turkiye",
    "KR": "South Korea; Republic of Korea; KOR; ROK",
    "GB": "UK; GBR; Great Britain; England; U.K.; united kingdom; British",
    "US": "USA; U.S.A.; United States; America; États-Unis d’Amérique",
    "DE": "Germany; Deutschland; GER; Federal Republic of Germany",
    "NL": "The Netherlands; Holland; Dutch",
    "PH": "Republic of the Philippines; Filipino",
    "BS": "Bahamas; The Bahamas",
    "CI": "Cote d'Ivoire; Côte d’Ivoire; Ivory Coast",
    "GR": "EL; Hellenic Republic; Kingdom of Greece",
    "TW": "Taiwan; Chinese Taipei",
    "SU": "Soviet Union; USSR; U.S.S.R.; SUN; Sowjetunion; Union soviétique; su; Soviet",
    "YU": "Yugoslavia; YUG; Jugoslawien; Yugoslav",
    "DD": "East Germany; GDR; DDR; German Democratic Republic",
    "CS": "Czechoslovakia; CSK; Serbia and Montenegro; SCG",
    "AN": "Netherlands Antilles; ANT; The Netherlands Antilles",
    "KP KR": "Korea",
    "CG CD": "Congo",
    "": "Atlantis; EU; XX; Italy and France",
}


@pytest.mark.parametrize(
    ("text", "codes"),
    [(text.strip(), codes) for codes, texts in MEANT.items() for text in texts.split(";")],
)
def test_the_code_that_is_meant(text: str, codes: str) -> None:
    assert country_words.meant_by(text) == tuple(codes.split())


def test_a_refusal_names_the_code_or_says_what_to_write() -> None:
    assert country_words.refusal("JPN") == (
        "“JPN” is no ISO 3166-1 alpha-2 code; did you mean JP (Japan)?"
    )
    assert country_words.refusal("Atlantis") == (
        "“Atlantis” is no country. Give its two-letter ISO 3166-1 code, such as “JP”."
    )


def test_every_name_we_show_leads_to_its_code() -> None:
    for code, name in countries.choices():
        assert code in country_words.meant_by(name), name


def test_words_do_not_depend_on_the_language_of_the_reader() -> None:
    country_words.words.cache_clear()
    with override("it"):
        italian = country_words.words("GR")
    country_words.words.cache_clear()
    assert italian == country_words.words("GR")
    assert {"Greece", "Griechenland", "Greek", "GRC"} <= set(italian)
    assert country_words.words("ZZ") == ()


def test_adjectives_are_of_countries_that_there_are() -> None:
    assert [code for code in country_words.DEMONYMS if not countries.is_known(code)] == []
    for table in (
        country_words.OTHER_NAMES,
        country_words.OTHER_CODES,
        country_words.OTHER_ADJECTIVES,
    ):
        assert [code for code in table if not countries.is_known(code)] == []
