"""What else countries are called: in other languages, by older and shorter names, by their people.

Codes are what is stored and read; these words serve to search, and to say which code was meant
where somebody wrote a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_countries import countries as known

from . import countries
from .letters import fold

LANGUAGES = ("en", "de", "es", "fr", "it", "ja", "nl", "pt")
"""The languages in which a country may be named."""

OTHER_CODES = {
    "GB": "UK", "GR": "EL GRE", "DE": "GER", "NL": "NED", "CH": "SUI", "DK": "DEN", "PT": "POR",
    "ES": "SPA", "HR": "CRO", "SI": "SLO", "BG": "BUL", "LV": "LAT", "ZA": "RSA", "SA": "KSA",
    "AE": "UAE", "MY": "MAS", "ID": "INA", "PH": "PHI", "VN": "VIE", "TW": "TPE ROC", "IR": "IRI",
    "CL": "CHI", "UY": "URU", "KR": "ROK", "KP": "DPRK", "CN": "PRC", "KW": "KUW", "OM": "OMA",
    "BN": "BRU", "LK": "SRI", "NG": "NGR", "CD": "DRC",
}  # fmt: skip
"""Codes that others use: the International Olympic Committee, NATO, the European Union."""

OTHER_NAMES = {
    "AE": "Emirates",
    "AN": "Dutch Antilles; Nederlandse Antillen; Niederländische Antillen; Antilles néerlandaises",
    "BA": "Bosnia",
    "BN": "Brunei Darussalam",
    "BS": "Bahamas",
    "CD": "Congo; DR Congo; Congo-Kinshasa",
    "CG": "Republic of the Congo; Congo-Brazzaville",
    "CI": "Ivory Coast",
    "CN": "People's Republic of China; Mainland China",
    "CS": "Czechoslovakia; Czechoslovak; Tschechoslowakei; Tchécoslovaquie; Cecoslovacchia; "
    "Checoslovaquia; Serbia and Montenegro; Serbien und Montenegro; Serbie-et-Monténégro; "
    "Serbia e Montenegro; Serbia y Montenegro",
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "DD": "East Germany; GDR; DDR; East German; Deutsche Demokratische Republik; Ostdeutschland; "
    "RDA; Allemagne de l'Est; Germania Est; Alemania Oriental; 東ドイツ",
    "FK": "Falklands; Falkland Islands; Malvinas",
    "FM": "Federated States of Micronesia",
    "GB": "Great Britain; Britain; England; Scotland; Wales; Northern Ireland",
    "GR": "Hellenic Republic; Hellas",
    "IR": "Islamic Republic of Iran; Persia",
    "KP": "Democratic People's Republic of Korea; Korea",
    "KR": "Republic of Korea; Korea",
    "LA": "Lao PDR; Lao People's Democratic Republic",
    "MK": "Macedonia",
    "MM": "Burma",
    "MO": "Macau",
    "NL": "Holland; The Netherlands",
    "NR": "Nauru",
    "PH": "The Philippines",
    "PS": "State of Palestine; Palestinian Territories",
    "RU": "Russian Federation",
    "SU": "Soviet; USSR; Union of Soviet Socialist Republics; UdSSR; Sowjetunion; sowjetisch; "
    "URSS; Union soviétique; soviétique; Unione Sovietica; sovietico; sovietica; Unión Soviética; "
    "União Soviética; Sovjet-Unie; СССР; ソ連; ソビエト連邦",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "TR": "Turkey; Turkiye; Türkei; Turquie; Turquía; Turchia; Turquia; Turkije; トルコ",
    "TW": "Republic of China; Chinese Taipei; 台湾",
    "TZ": "United Republic of Tanzania",
    "US": "United States; America; USA; US",
    "VA": "Holy See; Vatican",
    "VD": "North Vietnam; North Vietnamese",
    "VN": "Viet Nam",
    "YD": "South Yemen; South Yemeni; People's Democratic Republic of Yemen",
    "YU": "Yugoslav; SFRY; FRY; Jugoslawien; jugoslawisch; Yougoslavie; yougoslave; Jugoslavia; "
    "jugoslavo; Yugoslavia; Iugoslávia; Joegoslavië; Југославија; ユーゴスラビア",
    "ZR": "Zairian; Zaïre",
}
"""Names that are in use beside those of the lists, “;” between."""

DEMONYMS = {
    code: words
    for code, _space, words in (
        line.strip().partition(" ")
        for line in [
            "\n        AE Emirati",
            " AF Afghan",
            " AL Albanian",
            " AM Armenian",
            " AO Angolan",
            " AR Argentine, Argentinian",
            "\n        AT Austrian",
            " AU Australian",
            " AZ Azerbaijani",
            " BA Bosnian",
            " BB Barbadian",
            " BD Bangladeshi",
            "\n        BE Belgian",
            " BF Burkinabe",
            " BG Bulgarian",
            " BH Bahraini",
            " BJ Beninese",
            " BN Bruneian",
            " BO Bolivian",
            "\n        BR Brazilian",
            " BS Bahamian",
            " BT Bhutanese",
            " BW Botswanan",
            " BY Belarusian",
            " BZ Belizean",
            "\n        CA Canadian",
            " CD Congolese",
            " CG Congolese",
            " CH Swiss",
            " CI Ivorian",
            " CL Chilean",
            " CM Cameroonian",
            "\n        CN Chinese",
            " CO Colombian",
            " CR Costa Rican",
            " CU Cuban",
            " CV Cape Verdean",
            " CY Cypriot",
            " CZ Czech",
            "\n        DE German",
            " DJ Djiboutian",
            " DK Danish",
            " DM Dominican",
            " DO Dominican",
            " DZ Algerian",
            "\n        EC Ecuadorian",
            " EE Estonian",
            " EG Egyptian",
            " ER Eritrean",
            " ES Spanish",
            " ET Ethiopian",
            " FI Finnish",
            "\n        FJ Fijian",
            " FR French",
            " GA Gabonese",
            " GB British, English, Scottish, Welsh",
            " GD Grenadian",
            "\n        GE Georgian",
            " GH Ghanaian",
            " GM Gambian",
            " GN Guinean",
            " GR Greek, Hellenic",
            " GT Guatemalan",
            "\n        GU Guamanian",
            " GY Guyanese",
            " HN Honduran",
            " HR Croatian",
            " HT Haitian",
            " HU Hungarian",
            "\n        ID Indonesian",
            " IE Irish",
            " IL Israeli",
            " IN Indian",
            " IQ Iraqi",
            " IR Iranian",
            " IS Icelandic",
            "\n        IT Italian",
            " JM Jamaican",
            " JO Jordanian",
            " JP Japanese",
            " KE Kenyan",
            " KG Kyrgyz",
            " KH Cambodian",
            "\n        KI Kiribatian",
            " KP North Korean",
            " KR South Korean",
            " KW Kuwaiti",
            " KZ Kazakh",
            " LA Laotian",
            "\n        LB Lebanese",
            " LK Sri Lankan",
            " LR Liberian",
            " LT Lithuanian",
            " LU Luxembourgish",
            " LV Latvian",
            "\n        LY Libyan",
            " MA Moroccan",
            " MC Monegasque",
            " MD Moldovan",
            " ME Montenegrin",
            " MG Malagasy",
            "\n        MH Marshallese",
            " MK Macedonian",
            " ML Malian",
            " MM Burmese",
            " MN Mongolian",
            " MR Mauritanian",
            "\n        MT Maltese",
            " MU Mauritian",
            " MV Maldivian",
            " MW Malawian",
            " MX Mexican",
            " MY Malaysian",
            "\n        MZ Mozambican",
            " NA Namibian",
            " NE Nigerien",
            " NG Nigerian",
            " NI Nicaraguan",
            " NL Dutch",
            "\n        NO Norwegian",
            " NP Nepalese",
            " NZ New Zealander, Kiwi",
            " OM Omani",
            " PA Panamanian",
            " PE Peruvian",
            "\n        PG Papuan",
            " PH Philippine, Filipino",
            " PK Pakistani",
            " PL Polish",
            " PR Puerto Rican",
            "\n        PS Palestinian",
            " PT Portuguese",
            " PW Palauan",
            " PY Paraguayan",
            " QA Qatari",
            " RO Romanian",
            "\n        RS Serbian",
            " RU Russian",
            " SA Saudi, Saudi Arabian",
            " SB Solomon Islander",
            " SC Seychellois",
            "\n        SD Sudanese",
            " SE Swedish",
            " SG Singaporean",
            " SI Slovenian, Slovene",
            " SK Slovak",
            "\n        SL Sierra Leonean",
            " SN Senegalese",
            " SO Somali",
            " SR Surinamese",
            " SV Salvadoran",
            " SY Syrian",
            "\n        TG Togolese",
            " TH Thai",
            " TJ Tajik",
            " TL Timorese",
            " TM Turkmen",
            " TN Tunisian",
            " TO Tongan",
            "\n        TR Turkish",
            " TT Trinidadian",
            " TV Tuvaluan",
            " TW Taiwanese",
            " TZ Tanzanian",
            " UA Ukrainian",
            "\n        UG Ugandan",
            " US American",
            " UY Uruguayan",
            " UZ Uzbek",
            " VE Venezuelan",
            " VN Vietnamese",
            "\n        VU Vanuatuan",
            " WS Samoan",
            " XK Kosovar",
            " YE Yemeni",
            " ZA South African",
            " ZM Zambian",
            "\n        ZW Zimbabwean",
        ]
    )
}
"""English adjectives by code, commas between."""

OTHER_ADJECTIVES = {
    "AU": "australiano, australiana, australischer, australien, australienne",
    "CA": "canadese, kanadischer, canadien, canadienne",
    "CN": "cinese, chinesischer, chinois, chinoise",
    "DE": "tedesco, tedesca, deutscher, allemand, allemande",
    "ES": "spagnolo, spagnola, spanischer, espagnol, espagnole, español, española",
    "FR": "francese, französischer, français, française",
    "GB": "britannico, britannica, inglese, britischer, britannique, anglais, anglaise",
    "IN": "indiano, indiana, indischer, indien, indienne",
    "IT": "italiano, italiana, italienischer, italien, italienne",
    "JP": "giapponese, japanischer, japonais, japonaise",
    "KR": "sudcoreano, sudcoreana, südkoreanischer, sud-coréen, sud-coréenne",
    "NL": "olandese, niederländischer, néerlandais, néerlandaise",
    "US": "americano, americana, statunitense, amerikanischer, américain, américaine",
}
"""Italian, German and French adjectives of the navies that are asked for most."""

_WORD = re.compile(r"[^\W_]+")
_STYLES = re.compile(
    r"^(?:the )?(?:(?:federal|islamic|federative|democratic|plurinational|oriental) )?"
    r"(?:republic|kingdom|state|commonwealth|sultanate|principality|grand duchy) of (?:the )?|^the "
)


@cache
def words(code: str) -> tuple[str, ...]:
    """All that the country with ``code`` is called, its three-letter code included."""
    if not countries.is_known(code):
        return ()
    return tuple(dict.fromkeys(word for word in _called(code) if word))


def _called(code: str) -> Iterator[str]:
    for language in LANGUAGES:
        with override(language):
            name = countries.name(code)
        yield name
    yield from OTHER_NAMES.get(code, "").split("; ")
    yield from DEMONYMS.get(code, "").split(", ")
    yield from OTHER_ADJECTIVES.get(code, "").split(", ")
    yield from OTHER_CODES.get(code, "").split()
    yield from countries.alpha3(code)


def meant_by(text: str) -> tuple[str, ...]:
    """The codes of the countries that somebody calls ``text``: a name, a code, an adjective."""
    plain = _plain(text)
    table = _by_name()
    return table.get(_together(plain)) or table.get(_together(_STYLES.sub("", plain)), ())


def refusal(text: str) -> str:
    """Why ``text`` is no code, naming the code that was meant where there is one."""
    meant = [
        _("%(code)s (%(name)s)") % {"code": code, "name": countries.name(code)}
        for code in meant_by(text)
    ]
    if not meant:
        return _("“%(text)s” is no country. Give its two-letter ISO 3166-1 code, such as “JP”.") % {
            "text": text
        }
    return _("“%(text)s” is no ISO 3166-1 alpha-2 code; did you mean %(meant)s?") % {
        "text": text,
        "meant": _(" or ").join(meant),
    }


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Codes by each name, folded, and by other codes and ISO numbers."""
    found: dict[str, tuple[str, ...]] = {}
    for code, _name in countries.choices():
        number = known.numeric(code, padded=True)
        for called in (code, str(number or ""), *words(code), *map(_without_aside, words(code))):
            key = _together(_plain(called))
            if key and code not in found.get(key, ()):
                found[key] = (*found.get(key, ()), code)
    return found


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _together(plain: str) -> str:
    return plain.replace(" ", "")


def _without_aside(name: str) -> str:
    """“Bahamas” for “Bahamas (The)”."""
    return re.sub(r"\s*\(.*\)", "", name)
