"""What words mean a party: a whole name, code or key comes before the beginning of a name."""

from __future__ import annotations

import pytest

from deployments.filters.whoever import MOST_MEANT, meant_by
from tests import factories as f

pytestmark = pytest.mark.django_db


def keys(text: str) -> list[tuple[str, str]]:
    return [(each.parameter, each.value) for each in meant_by(text)]


@pytest.fixture(autouse=True)
@f.together()
def named() -> None:
    """A navy, and ships of which one is called as another begins; one is a draft."""
    navy = f.published(f.NavyFactory(key="marina", name="Marina Militare"))
    for key, name in (("alba", "Alba"), ("albatros", "Albatros"), ("eclair", "Éclair")):
        f.published(f.VesselFactory(key=key, name=name, navy=navy))
    f.VesselFactory(key="secret", name="Secret", navy=navy)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Alba", [("vessel", "alba")]),
        (" alBA ", [("vessel", "alba")]),
        ("albat", [("vessel", "albatros")]),
        ("albatros", [("vessel", "albatros")]),
        ("eclair", [("vessel", "eclair")]),
        ("marina", [("navy", "marina")]),
        ("Marina Mil", [("navy", "marina")]),
        ("France", [("country", "FR")]),
        ("French", [("country", "FR")]),
        ("Korea", [("country", "KP"), ("country", "KR")]),
        ("Secret", []),
        ("secret", []),
        ("", []),
        ("  ", []),
        ("nobody", []),
    ],
)
def test_what_is_meant(text: str, meant: list[tuple[str, str]]) -> None:
    assert sorted(keys(text)) == meant


def test_all_that_may_be_meant_is_told_with_what_it_is() -> None:
    f.published(f.VesselFactory(key="alba-2", name="Alba"))
    f.published(f.NavyFactory(key="alba-navy", name="Alba"))
    found = meant_by("Alba")
    assert [(each.kind, each.value) for each in found] == [
        ("vessel", "alba"),
        ("vessel", "alba-2"),
        ("navy", "alba-navy"),
    ]
    (state,) = meant_by("Italy")
    assert (state.kind, state.name) == ("country", "Italy")


def test_of_very_many_one_more_than_are_named_is_given() -> None:
    with f.together():
        for number in range(MOST_MEANT + 4):
            f.published(f.VesselFactory(key=f"zeta-{number}", name=f"Zeta {number}"))
    assert len(meant_by("Zeta")) == MOST_MEANT + 1
