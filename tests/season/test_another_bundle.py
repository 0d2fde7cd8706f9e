"""Another bundle of 200 visits on top of the season: renamed ships, areas, plans; out again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from deployments.bundle.exporting import export_bundle
from deployments.models import Port, PortName, Vessel, VesselIdentity, Visit, VisitParticipant
from tests.bundle.support import history_rows, load, outcomes, snapshot, write_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

VISITS = 200


def files() -> dict[str, str]:
    """A year's cruise of three ships, each call planned and half of them made two days later."""
    visits, participants, citations = [], [], []
    start = date(2026, 1, 10)
    ports = ["yokosuka", "tokyo", "darwin", "nowhere-bay", "kure", "lisbon"]
    for number in range(VISITS // 2):
        ship = ["cavour", "alpino", "new-ship"][number % 3]
        port = ports[number % len(ports)]
        planned = start + timedelta(days=9 * (number // 3))
        key = f"cruise-{number:03d}"
        visits.append(
            f"{key}-plan,cruise-2026,{port},{planned},{planned + timedelta(days=4)},planned,"
            f"goodwill,{key}"
        )
        visits.append(
            f"{key},cruise-2026,{port},{planned}~,{planned + timedelta(days=5)}?,confirmed,"
            f"flag showing,"
        )
        for visit in (f"{key}-plan", key):
            participants.append(f"{visit},{'' if ship == 'new-ship' else 'italian-navy'},{ship},1,")
            citations.append(f"visit,{visit},navy-programme,dates,supports,")
        participants.append(f"{key},german-navy,,2,corvettes")
    return {
        "sources": "key,title,url,kind\nnavy-programme,Programme,https://example.org/p,official\n",
        "ports": "key,name,country,kind\nnowhere-bay,Nowhere Bay,,area\nkure,Kure,JP,port\n"
        "lisbon,Lisboa,PT,port\nyokosuka,Yokosuka Naval Base,JP,port\n",
        "port_names": "port,name,language\nyokosuka,横須賀,ja\nlisbon,Lisbon,en\n",
        "vessels": "key,name,navy,pennant\ncavour,Conte di Cavour,italian-navy,C 550\n"
        "new-ship,Andromeda,italian-navy,\n",
        "vessel_identities": "vessel,name,pennant,to_edtf,source\n"
        "cavour,Cavour,550,2025-12,navy-programme\n",
        "deployments": "key,name,lead_navy,start_edtf,end_edtf\n"
        "cruise-2026,Cruise 2026,italian-navy,2026,2027\n",
        "visits": "key,deployment,port,arrival_edtf,departure_edtf,certainty,purpose,"
        "superseded_by\n" + "\n".join(visits),
        "visit_participants": "visit,navy,vessel,count,type\n" + "\n".join(participants),
        "citations": "record_type,record_key,source,aspect,stance,supports\n"
        "deployment,cruise-2026,navy-programme,whole,supports,\n" + "\n".join(citations),
    }


def test_another_bundle_on_top_of_the_season(tmp_path: Path) -> None:
    directory = write_files(tmp_path / "more", **files())
    report = load(directory, publish=True)
    assert report.rejections == []
    assert report.counts()["visits.csv"] == {"created": VISITS}
    assert {(word.word, word.value) for word in report.words} == {
        ("goodwill", "goodwill visit"),
        ("flag showing", "other"),
    }
    assert Vessel.objects.get(key="cavour").name == "Conte di Cavour"
    assert VesselIdentity.objects.filter(vessel__key="cavour", name="Cavour").count() == 3
    yokosuka = Port.objects.get(key="yokosuka")
    assert yokosuka.name == "Yokosuka Naval Base"
    assert yokosuka.lat is not None
    assert PortName.objects.filter(port=yokosuka, name="横須賀").exists()
    plan = Visit.objects.get(key="cruise-000-plan")
    assert plan.superseded_by == Visit.objects.get(key="cruise-000")
    assert VisitParticipant.objects.filter(visit__key="cruise-000").count() == 2

    before, history = snapshot(exact=True), history_rows()
    assert outcomes(load(directory, publish=True)) == {"unchanged"}
    export_bundle(tmp_path / "out")
    report = load(tmp_path / "out", publish=True, blank_clears=True, replace_children=True)
    assert (report.rejections, outcomes(report)) == ([], {"unchanged"})
    assert (snapshot(exact=True), history_rows()) == (before, history)
