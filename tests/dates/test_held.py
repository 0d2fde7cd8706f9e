"""What held on some days, among what is known to have held for a time."""

from __future__ import annotations

import pytest

from deployments import dates
from deployments.dates import Held, held_on

NOW = "now"
Stated = list[tuple[str, str, str]]

BORNE: Stated = [("A", "1967", "")]
ENDED: Stated = [("A", "", "1983")]
TWO: Stated = [("A", "1967", ""), ("B", "1980", "")]
ENDED_BOTH: Stated = [("A", "", "1970"), ("B", "", "1980")]
CLOSED: Stated = [("A", "1925-04-10", "1961-11-10"), ("B", "", "1925-04-09")]
BACK: Stated = [(NOW, "1970", "1980"), ("A", "1981", "1990")]
GAP: Stated = [("A", "1970", "1980"), ("B", "1990", "2000")]
NEXT: Stated = [("A", "1970", "1980-12-31"), ("B", "1981-01-01", "1999")]
ABOUT: Stated = [("A", "1967~", "1983~")]


def day(edtf: str) -> dates.FuzzyDate | None:
    return dates.parse(edtf) if edtf else None


@pytest.mark.parametrize(
    ("when", "stated", "values"),
    [
        pytest.param("1990", [], [NOW], id="nothing stated"),
        pytest.param("1990", BORNE, ["A", NOW], id="an end nobody knows"),
        pytest.param("1966-12-31", BORNE, [NOW], id="not yet begun"),
        pytest.param("1967-01-01", BORNE, ["A", NOW], id="the first day that may be"),
        pytest.param("1990", [(NOW, "1967", "")], [NOW], id="holds now"),
        pytest.param("1980", ENDED, ["A"], id="from ever on"),
        pytest.param("1982-12-31", ENDED, ["A"], id="the day before the year of its end"),
        pytest.param("1983-01-01", ENDED, ["A"], id="the first day on which it may have ended"),
        pytest.param("1983-01-02", ENDED, ["A", NOW], id="some day of the year of its end"),
        pytest.param("1983-12-31", ENDED, ["A", NOW], id="the last day on which it may have"),
        pytest.param("1984-01-01", ENDED, [NOW], id="over"),
        pytest.param("1970", TWO, ["A"], id="until the next"),
        pytest.param("1980-05", TWO, ["A", "B", NOW], id="changing"),
        pytest.param("1981", TWO, ["B", NOW], id="the last of them"),
        pytest.param("1965", ENDED_BOTH, ["A"], id="the first of them"),
        pytest.param("1970-06", ENDED_BOTH, ["A", "B"], id="the year of the change"),
        pytest.param("1975", ENDED_BOTH, ["B"], id="since the one before ended"),
        pytest.param("1920", CLOSED, ["B"], id="before the first change"),
        pytest.param("1925", CLOSED, ["B", "A"], id="in the order in which they began"),
        pytest.param("1942-08-23", CLOSED, ["A"], id="between both changes"),
        pytest.param("1961", CLOSED, ["A", NOW], id="over the last change"),
        pytest.param("1970", CLOSED, [NOW], id="after the last change"),
        pytest.param("1975", BACK, [NOW], id="held before as it does now"),
        pytest.param("1985", BACK, ["A"], id="in between"),
        pytest.param("1990-06", BACK, ["A", NOW], id="back on some day"),
        pytest.param("1995", BACK, [NOW], id="back"),
        pytest.param("1975", ABOUT, ["A"], id="well within what is approximate"),
        pytest.param("1966-01-01", ABOUT, ["A"], id="a year before about 1967"),
        pytest.param("1965-12-30", ABOUT, [NOW], id="more than a year before it"),
        pytest.param("1982", ABOUT, ["A", NOW], id="a year before about 1983"),
        pytest.param("1985-01-01", ABOUT, [NOW], id="more than a year after it"),
        pytest.param("1980~", [("A", "1981", "1982")], ["A"], id="about the year before"),
        pytest.param("1979~", [("A", "1981", "1982")], [NOW], id="about two years before"),
        pytest.param("1984?", [("A", "1981", "1983")], ["A", NOW], id="perhaps the year after"),
        pytest.param("", ENDED, ["A", NOW], id="no day"),
        pytest.param("1985/1995", GAP, ["B", NOW], id="from between two into the second"),
        pytest.param("1975/1995", GAP, ["A", "B", NOW], id="over what lies between two"),
        pytest.param("1975/1985", GAP, ["A", NOW], id="out of the first"),
        pytest.param("1990-03", GAP, ["B", NOW], id="may be before the second began"),
        pytest.param("1991", GAP, ["B"], id="when the second had begun"),
        pytest.param("1965/1975", GAP, ["A"], id="from before the first of all"),
        pytest.param("1980-06/1981-06", NEXT, ["A", "B"], id="one day after the other"),
        pytest.param("1981-01-01", NEXT, ["B"], id="the day after the first"),
    ],
)
def test_what_held_is_what_was_stated_or_else_what_holds_now(
    when: str, stated: Stated, values: list[str]
) -> None:
    borne = [Held(value, day(since), day(until)) for value, since, until in stated]
    assert held_on(dates.days_of(day(when), day(when)), borne, NOW) == values


def test_days_reach_a_year_further_only_on_the_side_that_is_doubted() -> None:
    first, last = day("2024-03-01~"), day("2024-03-05")
    assert [str(each) for each in dates.days_of(first, last)] == ["2023-03-01", "2024-03-05"]
    assert [str(each) for each in dates.days_of(last, first)] == ["2024-03-05", "2025-03-02"]
