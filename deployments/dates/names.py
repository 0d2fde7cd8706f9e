"""English names of months and seasons, as they are typed."""

from .parts import AUTUMN, SPRING, SUMMER, WINTER

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {
    **{name: number for number, name in enumerate(MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)},
    "sept": 9,
}
"""Numbers of the months by their names and abbreviations."""

SEASONS = {
    "spring": SPRING,
    "summer": SUMMER,
    "autumn": AUTUMN,
    "fall": AUTUMN,
    "winter": WINTER,
}
"""EDTF codes of the seasons by their names."""
