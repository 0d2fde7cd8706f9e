"""Letters that were lost or encoded twice, and texts that only look like it."""

from __future__ import annotations

import pytest

from deployments.rules.damage import likely, repaired


@pytest.mark.parametrize(
    "name",
    [
        "Malmö", "Öresund", "Göteborg", "Gdańsk", "Łódź", "Kołobrzeg", "İzmir", "Tórshavn", "Århus",
        "São Tomé", "Nuku\u02bbalofa", "N’Djamena", "Hải Phòng", "横須賀", "佐世保基地", "평택",
        "Владивосток", "Σούδα", "港", "حيفا", "Brest – Toulon", "Ko\u0301be", "Curaçao", "Ærø",
        "ÅLESUND", "À Coruña", "visit of 横須賀 to Göteborg", "10 € fee", "Ōminato", "“Ārya”",
    ],
)  # fmt: skip
@pytest.mark.parametrize("read_as", ["cp1252", "latin-1"])
def test_what_was_encoded_twice_is_undone(name: str, read_as: str) -> None:
    damaged = "".join(
        byte.decode(read_as) if _reads(byte, read_as) else chr(byte[0])
        for byte in (bytes([each]) for each in name.encode())
    )
    assert damaged != name
    assert likely(damaged) == name
    assert likely(name) is None


def _reads(byte: bytes, encoding: str) -> bool:
    try:
        byte.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def test_what_was_encoded_three_times_is_undone() -> None:
    assert repaired("GÃƒÂ¶teborg") == "Göteborg"


@pytest.mark.parametrize(
    ("text", "was"),
    [
        ("Kie\ufffd", ""),
        ("Gda?sk", ""),
        ("Gda??sk", ""),
        ("Gda¿sk", ""),
        ("Malm\x94", ""),
        ("KoÌ", ""),
        ("KoÌbe", ""),
        ("MalmÃ", ""),
        ("Malmï¿½", ""),
        ("MalmÃ¶ and Gda?sk", ""),
        ("Malm&ouml;", "Malmö"),
        ("Troms&#248;", "Tromsø"),
        ("ï»¿Kiel", "Kiel"),
        ("MalmÃ¶, 横須賀", "Malmö, 横須賀"),
    ],
)
def test_what_is_lost_or_mixed_is_noticed(text: str, was: str) -> None:
    assert likely(text) == was


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kiel",
        "Óglaigh na hÉireann",
        "Marine française : « Liberté »",
        "la cité\u00a0», la beauté\u00a0»",
        "“IRMÔ, “IRMÃ”",
        "IRMÃ…",
        "“HÄMEENMÄ”",
        "LIBERTÉ…",
        "São Paulo – Rio",
        "Â",
        "Why does Italy send its carrier?",
        "What now? Nobody knows",
        "see https://example.org/watch?v=abc",
        "example.org/watch?v=abc",
        "R&D; AT&T",
        "Nukuʻalofa",
        "Đà Nẵng",
        "McÁdam",
        "Ísafjörður",
        "±5 °C",
        "Ã",
    ],
)
def test_what_is_sound_is_left_alone(text: str) -> None:
    assert likely(text) is None


@pytest.mark.parametrize(
    ("url", "was"),
    [
        ("https://example.org/page?x=1", None),
        ("https://example.org/a?b&copy;=1", None),
        ("https://example.org/MalmÃ¶", "https://example.org/Malmö"),
        ("https://example.org/Kie\ufffd", ""),
    ],
)
def test_in_an_address_a_question_mark_means_something_else(url: str, was: str | None) -> None:
    assert likely(url, is_address=True) == was
