"""What was on a day of the season: who surely and possibly lay where, and what the index says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import cast

import pytest
from django.test import Client

from deployments.choices import NOT_PRESENT
from deployments.pages import days, months
from deployments.pages.day_sections import Section
from deployments.pages.reading import Documents
from deployments.public import TimelineEntry, documents_of
from deployments.shapes import Source, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

ONE = timedelta(days=1)
YEAR = [date(2024, 1, 1) + ONE * number for number in range(366)]


def sections(day: date) -> dict[str, Section]:
    return {each.id: each for each in cast("list[Section]", days.one(day)["sections"])}


def entries(section: Section | None) -> list[dict[str, object]]:
    if section is None:
        return []
    groups = cast("list[dict[str, list[dict[str, object]]]]", section.groups)
    return [*section.entries, *(each for group in groups for each in group["entries"])]


def keys(section: Section | None) -> list[str]:
    return [str(each["url"]).split("/")[-2] for each in entries(section)]


def at(section: Section, port: str) -> dict[str, str]:
    """By its title, the reason of each stay in a port."""
    groups = cast("list[dict[str, object]]", section.groups)
    (there,) = [group["entries"] for group in groups if group["heading"] == port]
    stays = cast("list[dict[str, str]]", there)
    return {each["title"]: each["reason"] for each in stays}


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.text


# Right answers ----------------------------------------------------------------------------------


def test_of_those_at_yokosuka_on_26_august_three_stays_are_certain() -> None:
    found = sections(date(2024, 8, 26))
    assert at(found["in-port"], "Yokosuka") == {
        "FGS Baden-Württemberg and FGS Frankfurt am Main": "",
        "ITS Cavour and ITS Alpino": "",
        "FS Bretagne": "",
    }
    gone = "Perhaps gone already: departure on or after 19 August 2024. "
    assert at(found["possibly-in-port"], "Yokosuka") == {
        "RSS Stalwart": f"{gone}Taken as possible until 18 September 2024.",
        "USS Boxer": f"{gone}Taken as possible until 18 September 2024.",
        "HMNZS Aotearoa": f"{gone}Taken as possible until 18 September 2024.",
        "USS Lake Erie": "Perhaps gone already: nobody reported the departure. "
        "Taken as possible until 16 September 2024.",
        "HMAS Sydney": "Perhaps not there yet: arrival between 2 and 28 August 2024. "
        "Perhaps gone already: nobody reported the departure. "
        "Other records of the ships leave 2–26 August 2024.",
        "Japan Maritime Self-Defense Force (three JMSDF frigates and destroyers)": "Perhaps not "
        "there yet: nobody reported the arrival. Taken as possible from 28 July 2024 on.",
    }


def test_nobody_is_called_confirmed_who_was_only_possibly_there() -> None:
    for id_, section in sections(date(2024, 8, 26)).items():
        said = {each["certainty_label"] for each in entries(section)}
        assert ("Confirmed" in said) == (id_ == "in-port"), id_


def test_cavour_left_yokosuka_on_27_august() -> None:
    found = sections(date(2024, 8, 27))
    left = {str(each["title"]) for each in entries(found["left"])}
    assert {"ITS Cavour and ITS Alpino leave Yokosuka", "FS Bretagne leaves Yokosuka"} < left
    assert "cavour-yokosuka-2024-08-22" in keys(found["in-port"])
    assert keys(found["exercises"]) == ["noble-raven-24-3"]
    assert entries(found["exercises"])[0]["reason"] == "It begins on this day."
    html = page("/days/2024-08-27/")
    assert "<title>27 August 2024 – navdiplomacy</title>" in html
    assert "ITS Cavour and ITS Alpino leave Yokosuka" in html
    assert "Certain: 5 port calls, 1 exercise, 4 departures, 1 statement." in html
    assert 'rel="prev" href="/days/2024-08-26/"' in html
    assert 'rel="next" href="/days/2024-08-28/"' in html


def test_she_had_arrived_on_22_august() -> None:
    found = sections(date(2024, 8, 22))
    assert [each["title"] for each in entries(found["arrived"])] == [
        "ITS Cavour and ITS Alpino arrive at Yokosuka"
    ]


def test_a_day_between_sure_and_unsure_dates_has_its_reason() -> None:
    """Cavour came to Apra Harbor on 11 August for sure; that she left on the 14th is not sure."""
    found = sections(date(2024, 8, 11))
    assert "ITS Cavour and ITS Alpino arrive at Apra Harbor" in {
        str(each["title"]) for each in entries(found["arrived"])
    }
    assert at(found["possibly-in-port"], "Apra Harbor") == {
        "ITS Cavour and ITS Alpino": "A date is not sure: "
        "11 August 2024 – 14 August 2024 (uncertain)."
    }


def test_every_doubt_has_a_reason_that_is_its_own() -> None:
    for day in YEAR[::5]:
        for id_, section in sections(day).items():
            reasons = {str(each["reason"]) for each in entries(section)}
            if id_ in ("possibly-in-port", "possibly-exercises"):
                assert "" not in reasons, day
                assert "The dates known leave room for this day." not in reasons, day


def test_what_was_planned_stands_apart() -> None:
    found = sections(date(2024, 2, 10))
    assert keys(found["planned"]) == ["vespucci-buenos-aires-2023-11-04"]
    assert keys(found["possibly-in-port"]) == ["vespucci-la-plata-2023-11-05"]
    assert "in-port" not in found


def test_a_month_day_by_day() -> None:
    shown = months.one(date(2024, 8, 1))
    by_day = {
        str(each["label"]): [str(item["title"]) for item in each["items"]]
        for each in cast("list[dict[str, list[dict[str, object]]]]", shown["listed"])
    }
    assert by_day["Thursday, 22 August 2024"] == [
        "ITS Cavour and ITS Alpino arrive at Yokosuka",
        "Welcome ceremony for Cavour and Alpino, Yokosuka",
        "Giancarlo Ciappina, speech: He looked forward to an anti-submarine exercise with…",
        "Toshihiko Sawada, speech: He called it an honour to meet a…",
        "2 sources",
    ]
    assert "Tuesday, 6 August 2024" not in by_day
    in_port, drills, some_day = cast("list[Section]", shown["sections"])
    assert (in_port.id, in_port.count, drills.id, drills.count) == ("in-port", 22, "exercises", 10)
    names = [row["name"] for row in some_day.records]
    assert "FS Bretagne arrives at Yokosuka" in names
    assert "ITS Cavour and ITS Alpino arrive at Yokosuka" not in names
    html = page("/days/2024-08/")
    assert 'href="/days/2024-07/"' in html
    assert 'href="/days/2024-08-05/"' in html
    assert 'href="/days/2024-08-06/"' not in html, "nothing of that day is certain"


@pytest.mark.parametrize("month", [date(2024, month, 1) for month in range(1, 13)])
def test_the_picture_of_a_month_shows_rows_of_its_lists(month: date) -> None:
    html = page(f"/days/{month.isoformat()[:7]}/")
    pictures = re.findall(r"<svg xmlns[^>]*viewBox.*?</svg>", html, re.DOTALL)
    assert len(pictures) == 2
    for picture in pictures:
        links = set(re.findall(r'<a href="(/[^"]+)"', picture))
        assert links
        without = html.split('<div class="with-margin">')[1]
        assert not {link for link in links if f'<a href="{link}"' not in without}


# Addresses --------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["1850-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_of_which_nothing_is_known_says_so_and_is_not_indexed(day: str) -> None:
    html = page(f"/days/{day}/")
    assert "Nothing is recorded of this day alone." in html
    assert "no proof that nothing happened" in html
    assert '<meta name="robots" content="noindex">' in html
    beside = re.findall(r'rel="(?:prev|next)" href="/days/([^"]+)/"', html)
    assert len(beside) == 1
    assert page(f"/days/{beside[0]}/").count("noindex") == 0
    assert "noindex" in page(f"/days/{day[:7]}/")


@pytest.mark.parametrize(
    "address", ["2024-02-30", "2024-13", "2024-13-01", "0000-01-01", "2024", "august", "2024-8-32"]
)
def test_there_is_no_page_of_a_day_that_never_was(address: str) -> None:
    answer = Client().get(f"/days/{address}/")
    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("2024-8-6", "2024-08-06"),
        ("2024.08.06", "2024-08-06"),
        ("20240806", "2024-08-06"),
        ("2024-8", "2024-08"),
        ("202408", "2024-08"),
    ],
)
def test_a_day_written_otherwise_is_found(written: str, address: str) -> None:
    answer = Client().get(f"/days/{written}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/days/{address}/")


def test_a_date_leads_to_its_days() -> None:
    on = {words: url for url, words in dated(page("/visits/cavour-yokosuka-2024-08-22/"))}
    assert on["22 August 2024"] == "/days/2024-08-22/"
    assert on["27 August 2024"] == "/days/2024-08-27/"
    listed = {words: url for url, words in dated(page("/timeline/?on=2024-08-26"))}
    assert listed["22–27 August 2024"] == "/days/2024-08-22/"
    assert listed["August 2024"] == "/days/2024-08/"
    said = {words: url for url, words in dated(page("/timeline/?on=2024-08-26&kind=statement"))}
    between = said["between 22 August and 6 September 2024"]
    assert between == "/timeline/?from=2024-08-22&amp;to=2024-09-06"
    assert len(dated(page("/timeline/?on=2024-08-26"))) == 20, "one in each entry"


@pytest.mark.parametrize(
    "address",
    [
        *("/timeline/", "/visits/", "/exercises/", "/deployments/", "/deployments/it-csg-2024/"),
        *("/vessels/cavour/", "/sources/domino-cavour/", "/ports/yokosuka/", "/countries/JP/"),
        *("/commentary/", "/sources/", "/perspectives/themes/us-alliance/"),
    ],
)
def test_every_date_leads_to_a_page(address: str) -> None:
    found = {url for url, _words in dated(page(address))}
    assert found
    for url in found:
        page(url.replace("&amp;", "&"))


def dated(html: str) -> list[tuple[str, str]]:
    """The links on dates, and their words."""
    links = re.findall(r'<a class="on" href="([^"]+)">(.*?)</a>', html)
    return [(url, re.sub(r"<[^>]+>", "", words)) for url, words in links]


# Beside the index -------------------------------------------------------------------------------


def happened() -> Iterator[TimelineEntry]:
    rows = TimelineEntry.objects.stream().exclude(certainty__in=NOT_PRESENT)
    yield from rows.prefetch_related("stretches")


def covers(first: date | None, last: date | None, day: date) -> bool:
    return first is not None and last is not None and first <= day <= last


def ships(entry: TimelineEntry, day: date) -> tuple[set[int], set[int]]:
    """The ships that were there surely, and those that were there surely or possibly."""
    own = [row for row in entry.stretches.all() if row.vessel_id is not None]
    return (
        {row.vessel_id for row in own if covers(row.certain_from, row.certain_to, day)},
        {row.vessel_id for row in own if covers(row.possible_from, row.possible_to, day)},
    )


def whole_is_possible(entry: TimelineEntry, day: date) -> bool:
    runs = [row for row in entry.stretches.all() if row.vessel_id is None] or [entry]
    return any(covers(run.possible_from, run.possible_to, day) for run in runs)


def is_sure(entry: TimelineEntry, day: date) -> bool:
    return bool(ships(entry, day)[0]) or covers(entry.certain_from, entry.certain_to, day)


def is_doubtful(entry: TimelineEntry, day: date, unnamed: bool) -> bool:
    """Whether somebody of it may have been there of whom it is not sure."""
    surely, possibly = ships(entry, day)
    if possibly - surely:
        return True
    of_the_whole = whole_is_possible(entry, day) and not covers(
        entry.certain_from, entry.certain_to, day
    )
    return of_the_whole and (unnamed or not surely)


@pytest.mark.parametrize(
    ("record_type", "section"), [("visit", "in-port"), ("exercise", "exercises")]
)
def test_who_was_there_is_what_the_index_says(record_type: str, section: str) -> None:
    stays = [each for each in happened() if each.record_type == record_type]
    documents = Documents().fetch_ids((record_type, each.record_id) for each in stays)
    told = {each: cast("Visit", documents[record_type, each.record_id]) for each in stays}
    unnamed = {
        each: any(
            row["vessel"] is None and row["identified_as"] is None for row in visit["participants"]
        )
        for each, visit in told.items()
    }
    vessel_keys = dict(documents_of("vessel").values_list("record_id", "key"))
    seen = 0
    for day in YEAR:
        found = sections(day)
        surely = {visit["key"] for each, visit in told.items() if is_sure(each, day)}
        possibly = {
            visit["key"] for each, visit in told.items() if is_doubtful(each, day, unnamed[each])
        }
        certain, doubtful = found.get(section), found.get(f"possibly-{section}")
        assert set(keys(certain)) == surely, day
        assert set(keys(doubtful)) == possibly, day
        assert (certain.count if certain else 0) == len(surely), day
        assert (doubtful.count if doubtful else 0) == len(possibly), day
        surely_there, possibly_there = set(), set()
        for each, record in told.items():
            known, all_possible = ships(each, day)
            surely_there |= {(record["key"], vessel_keys[pk]) for pk in known}
            possibly_there |= {(record["key"], vessel_keys[pk]) for pk in all_possible - known}
        for shown, expected in ((certain, surely_there), (doubtful, possibly_there)):
            left_out = {key for key, _ship in expected - named(entries(shown))}
            assert named(entries(shown)) <= expected, day
            assert left_out <= {"rimpac-24"}, "of so many only the first are shown"
        seen += len(surely) + len(possibly)
    assert seen > 200


def named(shown: Iterable[dict[str, object]]) -> set[tuple[str, str]]:
    """The keys of records, each with that of a ship that is named in it."""
    return {
        (str(each["url"]).split("/")[-2], ship["url"].split("/")[-2])
        for each in shown
        for party in cast("list[dict[str, list[dict[str, str]]]]", each["participants"])
        for ship in party["ships"]
    }


def test_who_came_and_left_is_what_the_visits_say() -> None:
    visits = Documents().fetch_ids(
        ("visit", each.record_id) for each in happened() if each.record_type == "visit"
    )
    came: dict[date, set[str]] = {}
    left: dict[date, set[str]] = {}
    for visit in cast("list[Visit]", list(visits.values())):
        own = [each for each in visit["participants"] if each["arrival"] or each["departure"]]
        if own:
            continue
        for known, when in ((came, visit["arrival"]), (left, visit["departure"])):
            if when and re.fullmatch(r"2024-\d\d-\d\d", when["edtf"]) and not when["conventional"]:
                known.setdefault(date.fromisoformat(when["edtf"]), set()).add(visit["key"])
    assert len(came) > 20
    assert len(left) > 20
    for day in YEAR:
        found = sections(day)
        assert came.get(day, set()) <= set(keys(found.get("arrived"))), day
        assert left.get(day, set()) <= set(keys(found.get("left"))), day


def test_the_days_before_and_after_are_the_nearest_of_which_anything_is_certain() -> None:
    known = {
        each.certain_from + ONE * number
        for each in happened()
        if each.certain_from and each.certain_to
        for number in range((each.certain_to - each.certain_from).days + 1)
    }
    texts = documents_of("source").values_list("record_id", flat=True)
    sources = Documents().fetch_ids(("source", pk) for pk in texts)
    for source in cast("list[Source]", list(sources.values())):
        when = source["published_date"]
        if when and re.fullmatch(r"\d{4}-\d\d-\d\d", when["edtf"]) and not when["conventional"]:
            known.add(date.fromisoformat(when["edtf"]))
    for day in YEAR:
        shown = days.one(day)
        before = max(each for each in known if each < day)
        after = min(each for each in known if each > day)
        assert shown["before_url"] == f"/days/{before.isoformat()}/", day
        assert shown["after_url"] == f"/days/{after.isoformat()}/", day
