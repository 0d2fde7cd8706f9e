"""The periods of the timeline: their names in addresses, and in words."""

import pytest
from django.utils.translation import override

from deployments.pages import periods


@pytest.mark.parametrize(
    ("period", "name", "words"),
    [
        (202408, "2024-08", "August 2024"),
        (202401, "2024-01", "January 2024"),
        (202412, "2024-12", "December 2024"),
        (202400, "2024-XX", "2024, month not known"),
        (100, "0001-XX", "0001, month not known"),
        (0, "undated", "Date not known"),
    ],
)
def test_a_period_is_named_and_found_by_its_name(period: int, name: str, words: str) -> None:
    with override("en"):
        assert periods.name(period) == name
        assert periods.in_words(period) == words == periods.asked_in_words(name)
    assert periods.between(name) == (period, period)


def test_a_year_is_all_its_months_and_what_no_month_is_known_of() -> None:
    assert periods.between("2024") == (202400, 202412)
    assert periods.asked_in_words("2024") == "2024"
    assert periods.asked_in_words("0988") == "0988"


@pytest.mark.parametrize(
    "asked", ["", "2024-13", "2024-00", "2024-8", "2024-xx", "0000", "0000-05", "２０２４", "24"]
)
def test_what_is_no_period_asks_for_none(asked: str) -> None:
    assert periods.between(asked) is None
    assert periods.asked_in_words(asked) == ""
