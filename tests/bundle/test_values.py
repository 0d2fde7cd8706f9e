"""What a cell may hold, and what is said of one that does not."""

from __future__ import annotations

import pytest

from deployments.models import (
    Citation,
    Commentary,
    Exercise,
    Navy,
    Person,
    Port,
    Source,
    Vessel,
    Visit,
)

from .conftest import Import
from .support import outcomes, reasons

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]


def refused(bundle: Import, **files: str) -> str:
    """The one reason for which ``files`` are refused."""
    report = bundle(**files, publish=True)
    assert len(report.rejections) == 1, report.rejections
    return str(report.rejections[0])


VISIT = "key,port,arrival_edtf,departure_edtf,certainty\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("v,yokosuka,2024-08-27,2024-08-22,confirmed", "departure_edtf: “2024-08-22” lies before"),
        ("v,yokosuka,end of August,,confirmed", "arrival_edtf: “end of August” "),
        ("v,yokosuka,2024-13,,confirmed", "arrival_edtf: “2024-13”: 13 is not a month"),
        ("v,yokosuka,2024-08-30/2024-08-01,,confirmed", "arrival_edtf: “2024-08-30/2024-08-01”"),
        ("v,yokosuka,,,sure", "certainty: “sure” is not one of: confirmed, reported, inferred, "),
        ("v,,,,confirmed", "port: The cell is empty; a new row needs it."),
        (",yokosuka,,,confirmed", "key: The cell is empty; every row needs it."),
        ("Visit 1,yokosuka,,,confirmed", "key: A key is made of lower-case letters"),
        (f"{'v' * 130},yokosuka,,,confirmed", "key: Ensure this value has at most 120 characters"),
        (
            "v,yokosuke,,,confirmed",
            "with the key “yokosuke”, neither here nor stored. Did you mean",
        ),
    ],
)
def test_faulty_visits(bundle: Import, line: str, reason: str) -> None:
    found = refused(bundle, visits=VISIT + line + "\n")
    assert found.startswith("visits.csv, line 2, column ")
    assert reason in found
    assert Visit.objects.count() == 1


def test_a_malformed_date_shows_what_is_accepted(bundle: Import) -> None:
    reason = refused(bundle, visits=VISIT + "v,yokosuka,2024-08-26-,,confirmed\n")
    assert "Accepted EDTF: 2024, 2024-08 or 2024-08-26" in reason


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("35.2,", "column lon: Give both latitude and longitude"),
        ("north,139", "column lat: “north” is no number."),
        ("nan,139", "column lat: “nan” is no number."),
        ("1_0,139", "column lat: “1_0” is no number."),
        ("135,139", "column lat: Ensure this value is less than or equal to 90."),
    ],
)
def test_faulty_positions(bundle: Import, cells: str, reason: str) -> None:
    assert reason in refused(bundle, ports=f"key,name,lat,lon\np,P,{cells}\n")


def test_a_decimal_comma_is_no_number(bundle: Import) -> None:
    reason = refused(bundle, ports='key,name,lat,lon\np,P,"35,2",139\n')
    assert "“35,2” is no number. Write it with a point, such as 35.29." in reason


@pytest.mark.parametrize(
    ("header", "cell", "reason"),
    [
        ("imo", "1234568", "column imo: This is no IMO number"),
        ("imo", "IMO 1234567", "column imo: “IMO 1234567” is no whole number."),
        ("commissioned_year", "209", "column commissioned_year: Ensure this value is greater"),
        ("commissioned_year", "9" * 30, "column commissioned_year: Ensure this value is less"),
        ("wikidata", "1067206", "column wikidata: A Wikidata id is a Q and a number"),
        ("pennant", "9" * 31, "column pennant: Ensure this value has at most 30 characters"),
        ("home_port", "naples", "column home_port: There is no port with the key “naples”"),
        ("class", "c" * 101, "column class: Ensure this value has at most 100 characters"),
    ],
)
def test_faulty_vessels(bundle: Import, header: str, cell: str, reason: str) -> None:
    files = {"vessels": f"key,name,navy,{header}\nx,X,italian-navy,{cell}\n"}
    assert reason in refused(bundle, **files)
    assert Vessel.objects.count() == 2


def test_an_imo_number_that_another_ship_has(bundle: Import) -> None:
    text = "key,name,navy,imo\nx,X,italian-navy,9074729\ny,Y,italian-navy,9074729\n"
    reason = refused(bundle, vessels=text)
    assert reason == "vessels.csv, line 3, column imo: Vessel with this IMO already exists."


@pytest.mark.parametrize(
    ("code", "kept", "reason"),
    [
        ("jp", "JP", ""),
        ("XK", "XK", ""),
        ("UK", "", "“UK” is no ISO 3166-1 alpha-2 code; did you mean GB (United Kingdom)?"),
        ("Japan", "", "“Japan” is no ISO 3166-1 alpha-2 code; did you mean JP (Japan)?"),
        ("Lutha", "", "“Lutha” is no country. Give its two-letter ISO 3166-1 code"),
    ],
)
def test_countries(bundle: Import, code: str, kept: str, reason: str) -> None:
    text = f"key,name,country\np,P,{code}\n"
    if reason:
        assert reason in refused(bundle, people=text)
    else:
        assert bundle(people=text, publish=True).accepted
        assert Person.objects.get(key="p").country == kept


@pytest.mark.parametrize(
    ("word", "base"),
    [("yes", True), ("TRUE", True), ("1", True), ("no", False), ("False", False), ("0", False)],
)
def test_yes_and_no(bundle: Import, word: str, base: bool) -> None:
    assert bundle(ports=f"key,name,naval_base\np,P,{word}\n", publish=True).accepted
    assert Port.objects.get(key="p").naval_base is base
    assert outcomes(bundle(ports="key,naval_base\np,\n", publish=True)) == {"unchanged"}


def test_neither_yes_nor_no(bundle: Import) -> None:
    reason = refused(bundle, ports="key,name,naval_base\np,P,maybe\n")
    assert "column naval_base: “maybe” is neither yes nor no." in reason


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("accessed_on", "6.9.2024", "column accessed_on: “6.9.2024” is no day."),
        ("accessed_on", "2024-02-30", "column accessed_on: “2024-02-30” is no day."),
        ("reliability", "G", "column reliability: “G” is not one of: A, B, C, D, E, F."),
        ("url", "example", "column url: Enter a valid URL."),
        ("archived_url", "javascript:alert(1)", "column archived_url: Enter a valid URL."),
    ],
)
def test_faulty_sources(bundle: Import, column: str, cell: str, reason: str) -> None:
    assert reason in refused(bundle, sources=f"key,title,{column}\ns,S,{cell}\n")


def test_good_grades_and_days(bundle: Import) -> None:
    text = "key,title,accessed_on,reliability\ns,S,2024-09-06,b\n"
    assert bundle(sources=text, publish=True).accepted
    source = Source.objects.get(key="s")
    assert (str(source.accessed_on), source.reliability) == ("2024-09-06", "B")


CITATION = "record_type,record_key,source,aspect,stance,supports,via,credibility\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ship,cavour,news,,,,,", "column record_type: “ship” is not one of: navy, vessel, port"),
        ("vessel,cavourr,news,,,,,", "column record_key: There is no vessel with the key “cavourr"),
        ("vessel,cavour,new,,,,,", "column source: There is no source with the key “new”"),
        ("vessel,cavour,news,length,,,,", "column aspect: “length” is not one of: whole, dates"),
        ("vessel,cavour,news,,agrees,,,", "column stance: “agrees” is not one of: supports, dif"),
        ("vessel,cavour,news,,,,news,", "column via: A source is not known through itself."),
        ("vessel,cavour,news,,,,,7", "column credibility: “7” is not one of: 1, 2, 3, 4, 5, 6."),
        ("vessel,,news,,,,,", "column record_key: The cell is empty; every row needs it."),
    ],
)
def test_faulty_citations(bundle: Import, line: str, reason: str) -> None:
    assert reason in refused(bundle, citations=CITATION + line + "\n")
    assert Citation.objects.count() == 2


COMMENTARY = "key,person,question,themes,about,summary\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("c,dian,,prestige,,S", "column themes: “prestige”: write theme:position, the position"),
        ("c,dian,,prestige:likes,,S", "one of: asserts, doubts, mixed."),
        ("c,dian,,pride:asserts,,S", "column themes: There is no theme with the key “pride”"),
        ("c,dian,when,,,S", "column question: There is no question with the key “when”"),
        ("c,dian,,,cavour,S", "column about: “cavour”: write type:key, the type one of: deploy"),
        ("c,dian,,,ship:cavour,S", "column about: “ship:cavour”: write type:key"),
        ("c,dian,,,country:XX,S", "column about: “XX” is no country."),
    ],
)
def test_faulty_lists(bundle: Import, line: str, reason: str) -> None:
    assert reason in refused(bundle, commentary=COMMENTARY + line + "\n")
    assert not Commentary.objects.exists()


def test_someone_elses_affiliation(bundle: Import) -> None:
    reason = refused(
        bundle,
        people="key,name\nother,Other\n",
        affiliations="key,person,organisation\no-1,other,Navy\n",
        commentary="key,person,affiliations,summary\nc,dian,o-1,S\n",
    )
    assert reason == (
        "commentary.csv, line 2, column affiliations: This affiliation is another person's."
    )


def test_a_named_vessel_counts_one(bundle: Import) -> None:
    text = "visit,vessel,count\ncavour-yokosuka,izumo,2\n"
    reason = refused(bundle, visit_participants=text)
    assert reason == "visit_participants.csv, line 2, column count: A named vessel counts one."
    text = "visit,vessel,count\ncavour-yokosuka,,2\n"
    assert "Say who took part" in refused(bundle, visit_participants=text)


def test_what_differs_in_form_only_is_unchanged(bundle: Import) -> None:
    bundle(
        exercises="key,name,kind,start_edtf,lat,lon,notes,status\n"
        'x,X,joint training,"[2024-08-01,2024-08-03]",0.1,-20,"one\ntwo",draft\n',
        ports="key,name,unlocode\nyokosuka,Yokosuka,JPYOS\n",
        publish=True,
    )
    before = Exercise.history.count()
    report = bundle(
        exercises="key,name,kind,start_edtf,lat,lon,notes\r\n"
        'x, X ,Joint  Training,"[2024-08-03,2024-08-01]",0.10,-2E1,"one\r\ntwo\r\n"\r\n',
        ports="key,unlocode\nyokosuka,jp yos\n",
    )
    assert reasons(report) == []
    assert outcomes(report) == {"unchanged"}
    assert Exercise.history.count() == before


@pytest.mark.parametrize(
    ("cells", "stance"),
    [
        ("contradicts,23 August", "differs"),
        ("Contradicts,", "denies"),
        ("differs,", "differs"),
        ("silent,", "silent"),
    ],
)
def test_what_older_bundles_call_a_contradiction(bundle: Import, cells: str, stance: str) -> None:
    head = "record_type,record_key,source,supports,stance,value\n"
    report = bundle(citations=f"{head}visit,cavour-yokosuka,blog,says so,{cells}\n", publish=True)
    assert reasons(report) == []
    assert Citation.objects.get(supports="says so").stance == stance


def test_a_stored_value_tells_what_a_contradiction_is(bundle: Import) -> None:
    head = "record_type,record_key,source,supports,stance"
    line = "visit,cavour-yokosuka,blog,says so"
    bundle(citations=f"{head},value\n{line},supports,23 August\n", publish=True)
    report = bundle(citations=f"{head}\n{line},contradicts\n", publish=True)
    assert reasons(report) == []
    assert Citation.objects.get(supports="says so").stance == "differs"


def test_states_that_ended_and_those_without_a_code_come_in_and_go_out(bundle: Import) -> None:
    navies = "sov,Soviet Navy,SU,\ntex,Texas Navy,,Republic of Texas\n"
    report = bundle(
        navies=f"key,name,country,country_said\n{navies}",
        ports="key,name,country\nwillemstad,Willemstad,an\n",
    )
    assert report.rejections == []
    assert Navy.objects.get(key="sov").country_name == "Soviet Union"
    assert Navy.objects.get(key="tex").country_name == "Republic of Texas"
    assert Port.objects.get(key="willemstad").country == "AN"
    both = refused(bundle, navies="key,name,country,country_said\nn,N,IT,Italy\n")
    assert "country_said: The country is given by its code" in both
    assert "did you mean SU (Soviet Union)?" in refused(
        bundle, navies="key,name,country\nn,N,Soviet Union\n"
    )
