"""Which months the front page shows: the busiest of late, and none that is still to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
import time_machine

from deployments.pages.front import LATE, busiest, of_months

MAY, JUNE, JULY = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ({}, []),
        ({0: 40, 202400: 40}, []),
        ({202405: 1}, [MAY]),
        ({202405: 3, 202406: 1, 202407: 2}, [MAY, JUNE]),
        ({202405: 1, 202406: 2, 202407: 3}, [JUNE, JULY]),
        ({202405: 2, 202407: 2}, [JULY]),
        ({202405: 3, 202407: 2}, [MAY]),
        ({202312: 5, 202401: 5, 202402: 4}, [date(2023, 12, 1), date(2024, 1, 1)]),
        ({202405: 1, 202612: 90, 202701: 90}, [MAY]),
        ({202405: 1, 202406: 1, 209901: 9}, [MAY, JUNE]),
    ],
)
@time_machine.travel("2026-11-10T12:00:00Z")
def test_the_busiest_months_of_late(standing: Mapping[int, int], expected: list[date]) -> None:
    assert busiest(standing) == expected


@time_machine.travel("2026-11-10T12:00:00Z")
def test_months_of_long_ago_are_not_shown() -> None:
    latest = 2024 * 12 + 4
    for before, shown in ((LATE - 1, True), (LATE, False)):
        year, month = divmod(latest - before, 12)
        found = busiest({202405: 1, year * 100 + month + 1: 9})
        assert (found == [date(year, month + 1, 1)]) is shown
        assert (found == [MAY]) is not shown


def test_months_of_one_year_name_it_once() -> None:
    assert of_months([MAY]) == "May 2024"
    assert of_months([MAY, JUNE]) == "May and June 2024"
    assert of_months([date(2023, 12, 1), date(2024, 1, 1)]) == "December 2023 and January 2024"
