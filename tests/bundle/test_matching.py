"""Which stored row a line means: by key, by an older key, or by what tells such rows apart."""

from __future__ import annotations

import pytest

from deployments.choices import Origin
from deployments.models import (
    Affiliation,
    Assignment,
    Citation,
    KeyRedirect,
    Port,
    PortName,
    Vessel,
    VesselIdentity,
    Visit,
    VisitParticipant,
)
from deployments.services import publishing

from .conftest import BASE, Import
from .support import outcomes, reasons

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]


def test_a_second_import_changes_nothing(bundle: Import) -> None:
    report = bundle(**BASE, publish=True)
    assert outcomes(report) == {"unchanged"}
    assert len(report.rows) == 18


def test_a_ship_with_a_new_name_is_the_same_ship(bundle: Import) -> None:
    vessel = Vessel.objects.get(key="cavour")
    report = bundle(
        vessels="key,name,navy,pennant\ncavour,Conte di Cavour,italian-navy,CVH 550\n",
        vessel_identities="vessel,name,pennant,to_edtf,source\ncavour,Cavour,C 550,2024-09,news\n",
        publish=True,
    )
    assert reasons(report) == []
    vessel.refresh_from_db()
    assert (vessel.name, vessel.pennant) == ("Conte di Cavour", "CVH 550")
    identity = VesselIdentity.objects.get()
    assert (identity.vessel, identity.key) == (vessel, "cavour--cavour-c-550")
    assert [(c.column, c.old, c.new) for c in report.rows[0].changes] == [
        ("name", "Cavour", "Conte di Cavour"),
        ("pennant", "C 550", "CVH 550"),
    ]


def test_an_old_key_means_the_renamed_record(bundle: Import) -> None:
    port = Port.objects.get(key="yokosuka")
    publishing.rename(record=port, new_key="yokosuka-base", origin=Origin.COMMAND)
    report = bundle(
        ports="key,name\nyokosuka,Yokosuka Naval Base\n",
        port_names="port,name,language\nyokosuka,横須賀,ja\n",
        visits="key,port,arrival_edtf\nlater,yokosuka,2025-01-01\n",
        publish=False,
    )
    assert ["published" in reason for reason in reasons(report)] == [True, True]
    report = bundle(
        ports="key,name\nyokosuka,Yokosuka Naval Base\n",
        port_names="port,name,language\nyokosuka,横須賀,ja\n",
        visits="key,port,arrival_edtf,status\nlater,yokosuka,2025-01-01,draft\n",
        publish=True,
    )
    assert reasons(report) == []
    port.refresh_from_db()
    assert (port.key, port.name) == ("yokosuka-base", "Yokosuka Naval Base")
    assert Visit.objects.get(key="later").port == port
    assert PortName.objects.get().port == port
    assert Port.objects.count() == 2


def test_both_keys_of_one_record_in_one_file(bundle: Import) -> None:
    port = Port.objects.get(key="yokosuka")
    publishing.rename(record=port, new_key="yokosuka-base", origin=Origin.COMMAND)
    report = bundle(ports="key,name\nyokosuka,One\nyokosuka-base,Two\n", publish=True)
    assert reasons(report) == ["ports.csv, line 3: Lines 2 and 3 give the same row."]


def test_a_rename_told_by_the_bundle_is_done_first(bundle: Import) -> None:
    files = {
        "ports": "key,name\nyokosuka-base,Yokosuka Naval Base\n",
        "redirects": "record_type,old_key,key\nport,yokosuka,yokosuka-base\n",
    }
    assert "renamed with --publish only" in reasons(bundle(**files))[0]
    report = bundle(**files, publish=True)
    assert reasons(report) == []
    assert set(Port.objects.values_list("key", flat=True)) == {"taranto", "yokosuka-base"}
    assert Visit.objects.get().port.name == "Yokosuka Naval Base"
    redirect = KeyRedirect.objects.get()
    assert (redirect.record_type, redirect.old_key) == ("port", "yokosuka")
    assert outcomes(bundle(**files, publish=True)) == {"unchanged"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ship,a,cavour", "column record_type: “ship” is not one of: navy, port"),
        ("vessel,a,nothing", "column key: There is no vessel with the key “nothing”"),
        ("vessel,cavour,izumo", "column key: Both “cavour” and “izumo” are stored; they are two"),
        ("vessel,cavour,cavour", "column old_key: Give the old key and another, new one."),
        ("vessel,cavour,New Key", "column key: A key is made of lower-case letters"),
    ],
)
def test_faulty_redirects(bundle: Import, line: str, reason: str) -> None:
    report = bundle(redirects=f"record_type,old_key,key\n{line}\n", publish=True)
    assert len(report.rejections) == 1
    assert reason in reasons(report)[0]
    assert not KeyRedirect.objects.exists()


def test_a_redirect_needs_a_public_record(bundle: Import) -> None:
    files = {
        "ports": "key,name,status\nnew,New,draft\n",
        "redirects": "record_type,old_key,key\nport,older,new\n",
    }
    assert "“new” is not public" in reasons(bundle(**files, publish=True))[0]
    text = "record_type,old_key,key\nport,older,yokosuka\n"
    assert "with --publish only" in reasons(bundle(redirects=text))[0]
    assert bundle(redirects=text, publish=True).accepted
    text = "record_type,old_key,key\nport,older,taranto\n"
    assert "leads to another record" in reasons(bundle(redirects=text, publish=True))[0]


def test_duplicate_keys_name_both_lines(bundle: Import) -> None:
    report = bundle(ports="key,name\na,A\nb,B\na,C\n")
    assert reasons(report) == [
        "ports.csv, line 2, column key: Lines 2 and 4 give the same key “a”.",
        "ports.csv, line 4, column key: Lines 2 and 4 give the same key “a”.",
    ]


PARTICIPANTS = "visit,navy,vessel,count,type,said\n"


def test_participants_are_told_apart_by_all_that_was_said(bundle: Import) -> None:
    text = PARTICIPANTS + (
        "cavour-yokosuka,jmsdf,,3,frigates and destroyers,\n"
        "cavour-yokosuka,jmsdf,,,submarine,\n"
        "cavour-yokosuka,jmsdf,,,,a grey ship\n"
    )
    assert bundle(visit_participants=text, publish=True).accepted
    assert VisitParticipant.objects.count() == 4
    assert outcomes(bundle(visit_participants=text, publish=True)) == {"unchanged"}
    changed = text.replace(",3,", ",4,")
    report = bundle(visit_participants=changed, publish=True)
    assert [row.outcome for row in report.rows] == ["updated", "unchanged", "unchanged"]
    assert [(c.column, c.old, c.new) for c in report.rows[0].changes] == [("count", "3", "4")]


def test_lines_that_give_the_same_row(bundle: Import) -> None:
    text = PARTICIPANTS + "cavour-yokosuka,jmsdf,,3,,\ncavour-yokosuka,jmsdf,,2,,\n"
    report = bundle(visit_participants=text, publish=True)
    assert reasons(report) == ["visit_participants.csv, line 3: Lines 2 and 3 give the same row."]


def test_a_column_that_is_absent_agrees_with_everything(bundle: Import) -> None:
    bundle(
        visit_participants="visit,country,navy,said\ncavour-yokosuka,JP,jmsdf,a ship\n",
        publish=True,
    )
    text = "visit,navy,said,berth\ncavour-yokosuka,jmsdf,a ship,Hemi quay\n"
    report = bundle(visit_participants=text, publish=True)
    assert outcomes(report) == {"updated"}
    assert VisitParticipant.objects.get(said="a ship").berth == "Hemi quay"
    assert VisitParticipant.objects.get(said="a ship").country == "JP"


def test_an_ambiguous_line_needs_a_key(bundle: Import) -> None:
    bundle(
        visit_participants="visit,country,type\ncavour-yokosuka,JP,frigate\n"
        "cavour-yokosuka,JP,submarine\n",
        publish=True,
    )
    text = "visit,country,berth\ncavour-yokosuka,JP,pier\n"
    report = bundle(visit_participants=text, publish=True)
    assert "Several stored rows are like this one. Give the key" in reasons(report)[0]
    key = VisitParticipant.objects.get(type="submarine").key
    text = f"visit,key,berth\ncavour-yokosuka,{key},pier\n"
    assert bundle(visit_participants=text, publish=True).accepted
    assert VisitParticipant.objects.get(type="submarine").berth == "pier"


def test_of_several_rows_the_one_that_says_no_more_than_the_line_is_meant(bundle: Import) -> None:
    bundle(
        visit_participants="visit,country,type\ncavour-yokosuka,JP,frigate\ncavour-yokosuka,JP,\n",
        publish=True,
    )
    text = "visit,country,berth\ncavour-yokosuka,JP,pier\n"
    report = bundle(visit_participants=text, publish=True)
    assert reasons(report) == []
    assert VisitParticipant.objects.get(berth="pier").type == ""


def test_a_key_changes_what_would_tell_a_row_apart(bundle: Import) -> None:
    key = VisitParticipant.objects.get().key
    text = f"visit,key,said\ncavour-yokosuka,{key},nave Cavour\n"
    assert bundle(visit_participants=text, publish=True).accepted
    assert VisitParticipant.objects.get().said == "nave Cavour"


def test_a_row_stored_under_another_key(bundle: Import) -> None:
    key = VisitParticipant.objects.get().key
    text = "visit,navy,vessel,count,key\ncavour-yokosuka,italian-navy,cavour,1,mine\n"
    report = bundle(visit_participants=text, publish=True)
    assert reasons(report) == [
        (
            "visit_participants.csv, line 2, column key: This row is stored with the key "
            f"“{key}”. Give that key, or none."
        )
    ]


def test_a_row_does_not_move_to_another_record(bundle: Import) -> None:
    key = VisitParticipant.objects.get().key
    report = bundle(
        visits="key,port\nv2,taranto\n",
        visit_participants=f"visit,key,vessel,count\nv2,{key},cavour,1\n",
    )
    assert reasons(report) == [
        (f"visit_participants.csv, line 2, column key: The row “{key}” belongs to another record.")
    ]


def test_a_ship_that_joins_twice_needs_keys(bundle: Import) -> None:
    text = "deployment,vessel,joined_edtf,left_edtf\ncsg,izumo,2024-07,2024-07\n"
    assert bundle(assignments=text, publish=True).accepted
    text = "deployment,vessel,joined_edtf,left_edtf\ncsg,izumo,2024-07-02,2024-07\n"
    assert outcomes(bundle(assignments=text, publish=True)) == {"updated"}
    text = (
        "key,deployment,vessel,joined_edtf,left_edtf\n"
        "csg--izumo,csg,izumo,2024-07,2024-07\ncsg--izumo-2,csg,izumo,2024-09,2024-09\n"
    )
    assert reasons(bundle(assignments=text, publish=True)) == []
    assert Assignment.objects.count() == 2


def test_citations_on_rows_of_the_same_bundle(bundle: Import) -> None:
    files = {
        "affiliations": "key,person,organisation,as_of\ndian-1,dian,Bologna,2024-08~\n",
        "assignments": "key,deployment,vessel,role\na-1,csg,cavour,flagship\n",
        "visit_participants": "visit,country,said,key\ncavour-yokosuka,JP,two ships,vp-1\n",
        "exercises": "key,name\nx,X\n",
        "exercise_participants": "exercise,country\nx,JP\n",
        "citations": "record_type,record_key,source,aspect,supports\n"
        "affiliation,dian-1,news,whole,professor\nassignment,a-1,news,,\n"
        "visit_participant,vp-1,news,,\nexercise_participant,x--jp,news,,\nexercise,x,news,,\n",
    }
    report = bundle(**files, publish=True)
    assert reasons(report) == []
    assert Citation.objects.count() == 7
    assert Affiliation.objects.get().citations.get().supports == "professor"
    assert outcomes(bundle(**files, publish=True)) == {"unchanged"}


def test_rows_may_refer_to_rows_further_down(bundle: Import) -> None:
    text = (
        "key,port,arrival_edtf,certainty,superseded_by\n"
        "plan-1,taranto,2024-11-01,planned,plan-2\n"
        "plan-2,taranto,2024-11-05,planned,real\n"
        "real,taranto,2024-11-07,confirmed,\n"
    )
    report = bundle(visits=text)
    assert reasons(report) == []
    plan = Visit.objects.get(key="plan-1")
    assert plan.superseded_by is not None
    assert plan.superseded_by.superseded_by == Visit.objects.get(key="real")
    assert outcomes(bundle(visits=text)) == {"unchanged"}


def test_a_reference_to_a_rejected_row_points_there(bundle: Import) -> None:
    report = bundle(
        ports="key,name,lat\nkobe,Kobe,north\n",
        visits="key,port,certainty,superseded_by\nv,kobe,planned,w\nw,taranto,planned,x\n"
        "x,taranto,sure,\n",
    )
    assert reasons(report) == [
        (
            "ports.csv, line 2, column lat: “north” is no number. Write it with a point, "
            "such as 35.29."
        ),
        "visits.csv, line 2, column port: “kobe” is not accepted: see ports.csv, line 2.",
        (
            "visits.csv, line 4, column certainty: “sure” is not one of: confirmed, reported, "
            "inferred, planned, cancelled."
        ),
        "visits.csv, line 3, column superseded_by: “x” is not accepted: see visits.csv, line 4.",
    ]
