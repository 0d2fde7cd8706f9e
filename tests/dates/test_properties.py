"""What holds for every date: bounds, round trip, words, spans and overlap against plain days."""

from datetime import date, timedelta

from django.utils.translation import override
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from deployments.dates import (
    FuzzyDate,
    InvalidDate,
    Overlap,
    Span,
    display_range,
    overlap,
    parse,
    parse_typed,
    span,
)
from deployments.dates.parts import days_in

# The machine may be busy; how long reading takes is measured elsewhere.
patient = settings(deadline=None)

# A short stretch of time, so that what is drawn overlaps often.
YEARS = st.integers(2023, 2025)
QUALIFIERS = st.sampled_from(["", "", "", "~", "?", "%"])
NEAR = st.dates(date(2023, 12, 1), date(2024, 3, 31))
CAPS = st.integers(0, 400)
SHAPES = [
    *("{a}", "{a}/{b}", "{a}/..", "{a}/", "../{a}", "/{a}", "[{a}..{b}]"),
    *("[..{a}]", "[{a}..]", "[{a},{b}]", "[..{a},{b}]", "[{a},{b}..]"),
]
TYPED = [
    *(*"0123456789", "12", "2024", "August", "Sep", "spring", "early", "end of", "about"),
    *("between", "and", "or", "to", "–", "-", ",", "?", "on or before", "from", "the"),
]
WORDS = st.sampled_from(["", "", "end of August", "fine agosto", "the 26th", "8月下旬"])


@st.composite
def part_texts(draw: st.DrawFn, *, plain: bool = False) -> str:
    """EDTF of one date: all forms, or only whole days, months and years."""
    year = draw(YEARS)
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in(year, month)))
    forms = [f"{year}", f"{year}-{month:02d}", *[f"{year}-{month:02d}-{day:02d}"] * 3]
    if plain:
        return draw(st.sampled_from(forms))
    forms += [
        f"{year}-{draw(st.integers(21, 24))}",
        f"{str(year)[:3]}X",
        f"{str(year)[:2]}XX",
        f"{year}-XX",
        f"{year}-XX-XX",
        f"{year}-{month:02d}-XX",
        f"{year}-{month:02d}-{day // 10}X",
        f"{year}-{month // 10}X",
    ]
    return draw(st.sampled_from(forms)) + draw(QUALIFIERS)


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """EDTF that is read, of every shape."""
    a, b = draw(part_texts()), draw(part_texts())
    shape = draw(st.sampled_from(SHAPES))
    text = shape.format(a=a, b=b)
    try:
        parse(text)
    except InvalidDate as refusal:
        assume("ends before it begins" not in refusal.reason)
        raise
    return text


DATES = st.builds(parse, expressions(), WORDS)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Spans of all shapes within a few months."""
    low, high = sorted((draw(NEAR), draw(NEAR)))
    if draw(st.booleans()):
        return Span(low, high, None, None)
    inner = st.dates(low, high)
    core = sorted((draw(inner), draw(inner)))
    return Span(low, high, core[0], core[1])


def all_days(first: date | None, last: date | None) -> set[date]:
    if first is None or last is None:
        return set()
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


@patient
@given(expressions())
def test_bounds_are_in_order_and_one_side_is_known(text: str) -> None:
    when = parse(text)
    assert when.earliest or when.latest
    if when.earliest and when.latest:
        assert when.earliest <= when.latest
    if ".." not in text and not text.startswith("/") and not text.endswith("/"):
        assert when.earliest
        assert when.latest


@patient
@given(expressions(), WORDS)
def test_canonical_text_reads_as_the_same_date(text: str, words: str) -> None:
    when = parse(text, words)
    again = parse(when.edtf, when.words)
    assert again == when
    assert again.edtf == when.edtf
    assert (again.earliest, again.latest, again.qualified, again.conventional) == (
        when.earliest,
        when.latest,
        when.qualified,
        when.conventional,
    )


@patient
@given(st.text(max_size=80))
@example("9999-12-31/..")
@example("0001-24")
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for read in (parse, parse_typed):
        try:
            when = read(text)
        except InvalidDate as refusal:
            assert refusal.reason
        else:
            assert str(when)
            assert parse(when.edtf, when.words) == when


@patient
@given(st.text("0123456789-/.,[]{}~?%XTY: ", max_size=24))
def test_text_of_edtf_characters_is_read_or_refused(text: str) -> None:
    try:
        when = parse(text)
    except InvalidDate:
        return
    assert parse(when.edtf) == when


@patient
@given(st.lists(st.sampled_from(TYPED), max_size=9))
def test_phrases_of_typed_words_are_read_or_refused(words: list[str]) -> None:
    try:
        when = parse_typed(" ".join(words))
    except InvalidDate:
        return
    assert str(when)


@patient
@given(DATES, st.none() | DATES, st.sampled_from(["en", "it", "ja"]))
def test_words_are_always_found(when: FuzzyDate, other: FuzzyDate | None, language: str) -> None:
    with override(language):
        for said in (str(when), when.generated_words, display_range(when, other)):
            assert said
            assert said == " ".join(said.split())
            assert "%(" not in said
            assert "None" not in said


@patient
@given(part_texts(plain=True), part_texts(plain=True), QUALIFIERS, st.data())
def test_generated_words_read_back_with_the_same_bounds(
    a: str, b: str, qualifier: str, data: st.DataObject
) -> None:
    """For shapes the typed grammar has; a range of unlike precision is not among them."""
    single = ["{a}{q}", "[..{a}{q}]", "[{a}{q}..]", "{a}{q}/..", "{a}{q}/", "../{a}{q}", "/{a}{q}"]
    double = ["{a}{q}/{b}{q}", "[{a}{q}..{b}{q}]", "[{a}{q},{b}{q}]"]
    shape = data.draw(st.sampled_from(single + double))
    if shape in double:
        assume(len(a) == len(b))
        a, b = sorted((a, b))
    when = parse(shape.format(a=a, b=b, q=qualifier))
    with override("en"):
        again = parse_typed(str(when))
    assert (again.earliest, again.latest) == (when.earliest, when.latest)
    assert again.qualified == when.qualified


@patient
@given(part_texts())
def test_words_of_one_date_of_any_form_read_back(text: str) -> None:
    when = parse(text)
    with override("en"):
        again = parse_typed(str(when))
    assert (again.earliest, again.latest) == (when.earliest, when.latest)
    assert again.uncertain == when.uncertain


@patient
@given(st.none() | DATES, st.none() | DATES, st.none() | NEAR, st.none() | NEAR, CAPS)
def test_spans_are_never_inverted_and_certain_lies_within_possible(
    start: FuzzyDate | None,
    end: FuzzyDate | None,
    not_before: date | None,
    not_after: date | None,
    cap: int,
) -> None:
    found = span(start, end, not_before=not_before, not_after=not_after, cap_days=cap)
    if found is None:
        assert start is None
        assert end is None
        return
    assert found.possible_from <= found.possible_to
    assert (found.certain_from is None) == (found.certain_to is None)
    if found.certain_from and found.certain_to:
        assert found.possible_from <= found.certain_from
        assert found.certain_from <= found.certain_to
        assert found.certain_to <= found.possible_to
        assert not any(known.uncertain for known in (start, end) if known)
    for known in (start, end):
        if known is not None:
            alone = known.span(not_before=not_before, not_after=not_after, cap_days=cap)
            assert alone.possible_from <= alone.possible_to


WINDOW = st.tuples(st.integers(0, 8), st.integers(0, 8)).map(sorted)


@patient
@given(WINDOW, WINDOW)
def test_certain_days_are_those_of_every_stay_the_bounds_allow(
    arrival: list[int], departure: list[int]
) -> None:
    """Against plain days: the days of all possible stays are certain, those of any possible."""
    origin = date(2024, 8, 22)
    stays = [
        all_days(origin + timedelta(days=first), origin + timedelta(days=last))
        for first in range(arrival[0], arrival[1] + 1)
        for last in range(departure[0], departure[1] + 1)
        if first <= last
    ]
    assume(stays)
    low, high = (
        parse("[{}..{}]".format(*(origin + timedelta(days=days) for days in window)))
        for window in (arrival, departure)
    )
    found = span(low, high)
    assert found is not None
    assert all_days(found.possible_from, found.possible_to) == set.union(*stays)
    assert all_days(found.certain_from, found.certain_to) == set.intersection(*stays)


@patient
@given(spans(), spans())
def test_overlap_is_symmetric_and_true_day_by_day(a: Span, b: Span) -> None:
    found = overlap(a, b)
    assert overlap(b, a) is found
    possible = all_days(a.possible_from, a.possible_to) & all_days(b.possible_from, b.possible_to)
    certain = all_days(a.certain_from, a.certain_to) & all_days(b.certain_from, b.certain_to)
    if certain:
        assert found is Overlap.CERTAIN
    elif possible:
        assert found is Overlap.POSSIBLE
    else:
        assert found is Overlap.NONE


@patient
@given(DATES, DATES, CAPS)
def test_certain_implies_possible(a: FuzzyDate, b: FuzzyDate, cap: int) -> None:
    first, second = span(a, None, cap_days=cap), span(b, None, cap_days=cap)
    assert first is not None
    assert second is not None
    if overlap(first, second) is Overlap.CERTAIN:
        assert first.possible_from <= second.possible_to
        assert second.possible_from <= first.possible_to
        assert not a.uncertain
        assert not b.uncertain


@patient
@given(DATES)
def test_more_room_never_makes_more_certain(when: FuzzyDate) -> None:
    """Closing an open end later adds possible days and no certain ones."""
    near, far = span(when, None, cap_days=5), span(when, None, cap_days=50)
    assert near is not None
    assert far is not None
    assert all_days(near.possible_from, near.possible_to) <= all_days(
        far.possible_from, far.possible_to
    )
    assert (near.certain_from, near.certain_to) == (far.certain_from, far.certain_to)
