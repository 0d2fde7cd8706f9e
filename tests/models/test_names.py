"""What something was called, and where a port lay, on a day."""

from __future__ import annotations

import pytest

from deployments import dates
from deployments.models import PersonName, Port, PortName
from deployments.models.names import called_then, countries_then


def name(text: str, since: str = "", until: str = "") -> PersonName:
    return PersonName(name=text, from_edtf=since, to_edtf=until)


def day(edtf: str) -> dates.FuzzyDate | None:
    return dates.parse(edtf) if edtf else None


BEFORE_MARRIAGE = [name("Alda Neri", until="2024-06-15")]
BETWEEN = [
    name("Stalingrad", "1925-04-10", "1961-11-10"),
    name("Tsaritsyn", until="1925-04-09"),
]


@pytest.mark.parametrize(
    ("rows", "when", "told"),
    [
        (BEFORE_MARRIAGE, "2024-02-11", "Alda Neri (now Alda Bruni)"),
        (BEFORE_MARRIAGE, "2024-06-15", "Alda Neri (now Alda Bruni)"),
        (BEFORE_MARRIAGE, "2024-06-16", "Alda Bruni"),
        pytest.param(BEFORE_MARRIAGE, "2024", "Alda Neri or Alda Bruni", id="too vague"),
        pytest.param(BEFORE_MARRIAGE, "2025~", "Alda Neri or Alda Bruni", id="about a year after"),
        pytest.param(BEFORE_MARRIAGE, "2030~", "Alda Bruni", id="about a later year"),
        pytest.param(BEFORE_MARRIAGE, "", "Alda Bruni", id="no day"),
        pytest.param([name("A. Neri")], "1990", "Alda Bruni", id="a name without dates"),
        pytest.param([name("Alda Rossi", "2026")], "2024", "Alda Bruni (now Alda Rossi)", id="new"),
        pytest.param([name("Alda Rossi", "2026")], "2027", "Alda Rossi", id="the name of now"),
    ],
)
def test_a_bearer_is_told_by_the_name_of_the_day(
    rows: list[PersonName], when: str, told: str
) -> None:
    assert str(called_then("Alda Bruni", rows, day(when))) == told


@pytest.mark.parametrize(
    ("when", "then"),
    [
        ("1920", ("Tsaritsyn",)),
        ("1942-08-23", ("Stalingrad",)),
        pytest.param("1925", ("Tsaritsyn", "Stalingrad"), id="one followed the other"),
        pytest.param("1961", ("Stalingrad", "Volgograd"), id="the last of them"),
        ("1970", ("Volgograd",)),
    ],
)
def test_names_that_followed_one_another(when: str, then: tuple[str, ...]) -> None:
    assert called_then("Volgograd", BETWEEN, day(when)).then == then


def lay_in(when: str, until: str) -> list[str]:
    """The countries of Hong Kong on a day, if it lay in the United Kingdom until another."""
    port = Port(pk=1, name="Hong Kong", country="HK")
    rows = [PortName(name="Hong Kong", country="GB", to_edtf=until)]
    port._prefetched_objects_cache = {"names": rows}
    return countries_then(port, day(when))


@pytest.mark.parametrize(
    ("when", "codes"),
    [
        ("1990-03-01", ["GB"]),
        ("1997-06-30", ["GB"]),
        ("1997-07-01", ["HK"]),
        ("2010", ["HK"]),
        pytest.param("1997", ["GB", "HK"], id="too vague"),
        pytest.param("", ["GB", "HK"], id="no day at all"),
    ],
)
def test_where_a_port_lay_on_a_day_is_told_or_all_that_may_be(when: str, codes: list[str]) -> None:
    assert lay_in(when, "1997-06-30") == codes


def test_an_end_that_is_not_sure_leaves_both_about_it() -> None:
    assert lay_in("1997-12-31", "1997~") == ["GB", "HK"]
    assert lay_in("1998-12", "1997~") == ["GB", "HK"]
    assert lay_in("1999-01-02", "1997~") == ["HK"]
    assert lay_in("1990", "1997~") == ["GB"]
