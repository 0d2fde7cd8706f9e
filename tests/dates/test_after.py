"""Whether one date lies after another, wherever within its bounds each of them lies."""

import pytest

from deployments.dates import after, parse


@pytest.mark.parametrize(
    ("first", "second", "lies_after"),
    [
        ("2024-08-27", "2024-08-26", True),
        ("2024-08-27", "2024-08-27", False),
        ("2024-08-26", "2024-08-27", False),
        ("2024-09", "2024-08", True),
        ("2024-08", "2024-08-15", False),
        ("2024-08-15", "2024-08", False),
        ("[..2024-09-01]", "2024-08-01", False),
        ("2024-09-01", "[2024-08-01..]", False),
        ("2024-08-16", "[..2024-08-15]", True),
        ("[2024-08-16..]", "2024-08-15", True),
        ("", "2024-08-15", False),
        ("2024-08-15", "", False),
        ("", "", False),
    ],
)
def test_after(first: str, second: str, lies_after: bool) -> None:
    dates = (parse(text) if text else None for text in (first, second))
    assert after(*dates) is lies_after
