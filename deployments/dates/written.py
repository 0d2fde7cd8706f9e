"""Dates as they stand in a text, and how those of a list or range complete one another.

What one leaves out, another says: "22–27 August 2024", "28 December – 3 January 2025",
"about 1 or 2 June 2024". Nothing is completed that could be meant otherwise.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .names import MONTH_NAMES, SEASONS
from .parts import InvalidDate

#: What may be typed, with an example of each kind.
ACCEPTED_TYPED = gettext_lazy(
    "Write for example 26 August 2024, August 2024, 2024, about June 2024, 26 August 2024?, "
    "end of August 2024, 22–27 August 2024, June to October 2024, "
    "between 21 and 31 August 2024, on or before 28 August 2024, "
    "12, 13 or 14 September 2024, spring 2024, "
    "or EDTF such as 2024-08-26, 2024-08~ or [2024-08-21..2024-08-31]."
)

MOST_MONTHS = 6
"""Months that may lie between two dates that share a year. With more, another year is nearer."""

_SIGNS = {frozenset(): "", frozenset("~"): "~", frozenset("?"): "?", frozenset("~?"): "%"}


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it is written, in a list or range perhaps without its month or year."""

    year: str = ""
    month: int = 0
    day: str = ""
    season: int = 0
    edtf: str = ""  # complete as it is: ISO, a decade, "a day in August 2024"
    before: str = ""  # the qualifier written before it: "about"
    after: str = ""  # the qualifier written after it: "?"
    month_first: bool = False

    @property
    def is_year(self) -> bool:
        return bool(self.year) and not (self.month or self.day or self.season)

    @property
    def lacks_month(self) -> bool:
        return bool(self.day) and not self.month

    @property
    def lacks_year(self) -> bool:
        return not (self.year or self.edtf)

    @property
    def qualifier(self) -> str:
        """The sign of EDTF for all that qualifies it."""
        return joined(self.before, self.after)

    def text(self) -> str:
        """The EDTF of a complete date. Raises InvalidDate when its month or year is missing."""
        if self.edtf:
            return self.edtf + self.qualifier
        if self.lacks_month:
            raise refusal(_("The month is missing."))
        if not self.year:
            raise refusal(_("The year is missing."))
        middle = self.season or self.month
        return (
            self.year
            + (f"-{middle:02d}" if middle else "")
            + (f"-{self.day}" if self.day else "")
            + self.qualifier
        )


def refusal(reason: str) -> InvalidDate:
    """An error that ends with what may be typed."""
    return InvalidDate(reason, str(ACCEPTED_TYPED))


def joined(*signs: str) -> str:
    """One qualifier for several: about and uncertain is ``%``."""
    return _SIGNS[frozenset("".join(signs).replace("%", "~?"))]


def completed(dates: list[Written], *, one_of: bool, opens: bool) -> list[str]:
    """The EDTF of the dates of a list or range, each with what a neighbour says for it.

    ``one_of`` tells a list from the two ends of a range; ``opens`` whether the text begins with
    the first date, so that "about" before that stands before the whole.

    Raises InvalidDate where something is missing, or could be meant in two ways.
    """
    kinds = {"year" if each.is_year else "season" if each.season else "day" for each in dates}
    if len(kinds) > 1:
        # "Winter 2023–2024" and "June–2024" are not ranges.
        raise refusal(_("A year or a season cannot be paired with a day or a month here."))
    qualified = _qualified(dates, opens=opens)
    return [each.text() for each in _with_years(_with_months(qualified), one_of=one_of)]


def _qualified(dates: list[Written], *, opens: bool) -> list[Written]:
    """The dates with the qualifiers that stand before or after the whole.

    "About 22–27 August 2024" and "22–27 August 2024?" qualify both days; "1 June – about 20
    August 2024" and "1 June 2024 – 20 August 2024?" one.
    """
    found = list(dates)
    # Up to the date that says the year for those before it, the phrase is one.
    for index in range(1, len(found)):
        if not (opens and found[index - 1].lacks_year):
            break
        found[index] = replace(found[index], before=joined(found[index].before, dates[0].before))
    for index in range(len(found) - 2, -1, -1):
        if not found[index].lacks_year:
            break
        found[index] = replace(found[index], after=joined(found[index].after, dates[-1].after))
    return found


def _with_months(dates: list[Written]) -> list[Written]:
    """The dates, each bare day with the month of a neighbour.

    That is the one before where the month is written before its days ("August 30, 31 or
    September 1"), else the one after, if there is one ("30, 31 August or 1 September").
    """
    found = list(dates)
    for index in range(1, len(found)):
        before, this = found[index - 1], found[index]
        if this.lacks_month and before.month_first:
            found[index] = replace(this, month=before.month, month_first=True)
    for index in range(len(found) - 2, -1, -1):
        this, after = found[index], found[index + 1]
        if this.lacks_month and after.day:
            found[index] = replace(this, month=after.month)
    for index in range(1, len(found)):
        before, this = found[index - 1], found[index]
        if this.lacks_month and before.day:
            found[index] = replace(this, month=before.month)
    return found


def _with_years(dates: list[Written], *, one_of: bool) -> list[Written]:
    """The dates, each with the year of the one after it, or the year before that."""
    found = list(dates)
    for index in range(len(found) - 2, -1, -1):
        this, after = found[index], found[index + 1]
        if this.lacks_year and after.year and not this.lacks_month:
            year = int(after.year) - _years_earlier(this, after, one_of=one_of)
            found[index] = replace(this, year=f"{year:04d}")
    return found


def _years_earlier(this: Written, after: Written, *, one_of: bool) -> int:
    """How many years before the next date this one lies, which is written without its year."""
    if this.season > after.season:  # "winter to spring 2025": which winter?
        raise _year_missing(this)
    months = after.month - this.month
    if months == 0 and this.day and after.day and this.day > after.day:
        if one_of:
            raise _year_missing(this)
        return 0  # "27–22 August 2024" ends before it begins, and is told so.
    over_new_year = months < 0
    # The ends of a range may lie a whole year apart, "January to December 2024".
    apart = months + 12 if over_new_year else months if one_of else 0
    if apart > MOST_MONTHS:
        raise _year_missing(this)
    return int(over_new_year)


def _year_missing(date: Written) -> InvalidDate:
    if date.season:
        said = next(name for name, season in SEASONS.items() if season == date.season)
    else:
        said = f"{date.day.lstrip('0')} {MONTH_NAMES[date.month - 1].capitalize()}".strip()
    return refusal(
        _("The year of “%(date)s” is missing. Write every date with its year.") % {"date": said}
    )
