"""What an import makes public, and what it must leave alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from deployments.choices import Origin, Status
from deployments.models import ChangeSet, Citation, Port, Source, Vessel, Visit
from deployments.services import publishing

from .conftest import BASE, Import
from .support import outcomes, reasons, snapshot

pytestmark = pytest.mark.django_db


def test_new_records_are_drafts_whatever_the_column_says(bundle: Import) -> None:
    text = (
        "key,name,status,first_published_at,withdrawn_on,withdrawal_reason\n"
        "a,A,,,,\nb,B,published,2024-01-01T00:00:00+00:00,,\nc,C,in review,,,\n"
        "d,D,withdrawn,2024-01-01T00:00:00+00:00,2024-02-01,Mistake\n"
    )
    assert bundle(ports=text).accepted
    for port in Port.objects.all():
        assert (port.status, port.first_published_at, port.withdrawn_on) == ("draft", None, None)
    assert outcomes(bundle(ports=text)) == {"unchanged"}


def test_publish_gives_the_status_of_the_column(bundle: Import) -> None:
    text = (
        "key,name,status,first_published_at,withdrawn_on,withdrawal_reason\n"
        "a,A,,,,\nb,B,published,2024-01-01T00:00:00+00:00,,\nc,C,in review,,,\ne,E,draft,,,\n"
        "d,D,withdrawn,2024-01-01T00:00:00+00:00,2024-02-01,Mistake\nf,F,withdrawn,,,\n"
    )
    assert bundle(ports=text, publish=True).accepted
    found = {port.key: port for port in Port.objects.all()}
    assert {key: port.status for key, port in found.items()} == {
        "a": "published",
        "b": "published",
        "c": "in review",
        "d": "withdrawn",
        "e": "draft",
        "f": "withdrawn",
    }
    assert found["a"].first_published_at is not None
    assert found["b"].first_published_at == datetime(2024, 1, 1, tzinfo=UTC)
    assert (str(found["d"].withdrawn_on), found["d"].withdrawal_reason) == ("2024-02-01", "Mistake")
    assert found["f"].first_published_at is None
    assert Port.history.count() == 6
    assert outcomes(bundle(ports=text, publish=True)) == {"unchanged"}


class TestOnPublishedRecords:
    @pytest.fixture(autouse=True)
    def _published(self, bundle: Import) -> None:
        assert bundle(**BASE, publish=True).accepted

    @pytest.mark.parametrize(
        ("files", "place"),
        [
            ({"ports": "key,name\nyokosuka,Yoko\n"}, "ports.csv, line 2, column name"),
            ({"ports": "key,status\nyokosuka,draft\n"}, "ports.csv, line 2, column status"),
            ({"port_names": "port,name\nyokosuka,Yoko\n"}, "port_names.csv, line 2"),
            (
                {"visit_participants": "visit,country\ncavour-yokosuka,JP\n"},
                "visit_participants.csv, line 2",
            ),
            (
                {"citations": "record_type,record_key,source\nvessel,izumo,news\n"},
                "citations.csv, line 2",
            ),
            (
                {"assignments": "deployment,vessel\ncsg,izumo\n"},
                "assignments.csv, line 2",
            ),
        ],
    )
    def test_nothing_changes_without_publish(
        self, bundle: Import, files: dict[str, str], place: str
    ) -> None:
        before = snapshot(exact=True)
        report = bundle(**files)
        (reason,) = reasons(report)
        assert reason.startswith(f"{place}: ")
        assert "--publish" in reason
        assert snapshot(exact=True) == before

    def test_what_does_not_differ_is_no_change(self, bundle: Import) -> None:
        report = bundle(**BASE)
        assert reasons(report) == []
        assert outcomes(report) == {"unchanged"}

    def test_a_plan_cannot_point_from_a_published_visit_to_a_draft_unasked(
        self, bundle: Import
    ) -> None:
        bundle(
            visits="key,port,certainty\nplan,yokosuka,planned\n",
            citations="record_type,record_key,source\nvisit,plan,news\n",
            publish=True,
        )
        text = "key,port,certainty,superseded_by\nplan,yokosuka,planned,new\nnew,yokosuka,,\n"
        report = bundle(visits=text)
        assert reasons(report) == [
            (
                "visits.csv, line 2, column superseded_by: “plan” is published; it changes with "
                "--publish only."
            )
        ]

    def test_a_draft_may_refer_to_what_is_published(self, bundle: Import) -> None:
        report = bundle(visits="key,port,host\nv,yokosuka,jmsdf\n")
        assert reasons(report) == []
        assert Visit.objects.get(key="v").status == Status.DRAFT

    def test_a_statement_without_a_source_is_refused_at_its_line(self, bundle: Import) -> None:
        before = snapshot(exact=True)
        report = bundle(visits="key,port\ncavour-yokosuka,\nv,yokosuka\n", publish=True)
        assert reasons(report) == [
            (
                "visits.csv, line 3: visit “v”: it cites no published source. Add a citation to "
                "one first."
            )
        ]
        assert snapshot(exact=True) == before

    def test_what_a_record_needs_must_be_published(self, bundle: Import) -> None:
        report = bundle(
            navies="key,name,status\nnew-navy,New,draft\n",
            vessels="key,name,navy\nx,X,new-navy\n",
            visit_participants="visit,vessel,count\ncavour-yokosuka,x,1\n",
            publish=True,
        )
        assert any(
            reason.startswith("vessels.csv, line 2: vessel “x”: its navy “New” is not published")
            for reason in reasons(report)
        )

    def test_the_gate_is_checked_beside_other_faults(self, bundle: Import) -> None:
        report = bundle(
            ports="key,name,lat\nodd,Odd,north\n",
            visits="key,port\nv,yokosuka\nw,odd\n",
            publish=True,
        )
        found = reasons(report)
        assert len(found) == 3
        assert found[2].startswith("visits.csv, line 2: visit “v”: it cites no published source")

    def test_what_hangs_on_a_rejected_line_is_not_told_twice(self, bundle: Import) -> None:
        report = bundle(
            visits="key,port\nv,yokosuka\n",
            citations="record_type,record_key,source\nvisit,v,nowhere\n",
            publish=True,
        )
        assert len(report.rejections) == 1
        assert "no source with the key “nowhere”" in reasons(report)[0]

    def test_withdrawing_by_bundle(self, bundle: Import) -> None:
        text = "key,status,withdrawal_reason\ncavour-yokosuka,withdrawn,{}\n"
        report = bundle(visits=text.format(""), publish=True)
        assert "column withdrawal_reason: It was public: give the reason" in reasons(report)[0]
        assert "with --publish only" in reasons(bundle(visits=text.format("x")))[0]
        report = bundle(visits=text.format("No such call was made."), publish=True)
        assert reasons(report) == []
        visit = Visit.objects.get()
        assert (visit.status, visit.withdrawal_reason) == ("withdrawn", "No such call was made.")
        assert visit.withdrawn_on is not None
        assert visit.once_public

    def test_withdrawing_what_others_need_is_refused(self, bundle: Import) -> None:
        text = "key,status,withdrawal_reason\nyokosuka,withdrawn,Wrong\n"
        report = bundle(ports=text, publish=True)
        (reason,) = reasons(report)
        assert reason.startswith("ports.csv, line 2: port “yokosuka”: the published visit")

    def test_the_same_bundle_again_does_not_undo_a_withdrawal(self, bundle: Import) -> None:
        visit = Visit.objects.get()
        publishing.withdraw(record=visit, public_reason="Wrong.", origin=Origin.COMMAND)
        assert outcomes(bundle(**BASE, publish=True)) == {"unchanged"}
        visit.refresh_from_db()
        assert visit.status == Status.WITHDRAWN
        report = bundle(visits="key,status\ncavour-yokosuka,published\n", publish=True)
        assert reasons(report) == []
        visit.refresh_from_db()
        assert (visit.status, visit.withdrawal_reason) == ("published", "")

    def test_what_was_public_becomes_no_draft(self, bundle: Import) -> None:
        report = bundle(visits="key,status\ncavour-yokosuka,draft\n", publish=True)
        assert "column status: What was once public becomes no draft again." in reasons(report)[0]

    def test_faulty_standing(self, bundle: Import) -> None:
        text = (
            "key,name,status,first_published_at,withdrawn_on\n"
            "a,A,public,,\nb,B,published,yesterday,\nc,C,withdrawn,,soon\n"
        )
        assert [reason.split(": ")[0] for reason in reasons(bundle(ports=text, publish=True))] == [
            "ports.csv, line 2, column status",
            "ports.csv, line 3, column first_published_at",
            "ports.csv, line 4, column withdrawn_on",
        ]

    def test_planned_and_actual_stand_side_by_side(self, bundle: Import) -> None:
        report = bundle(
            visits="key,deployment,port,arrival_edtf,departure_edtf,certainty,superseded_by\n"
            "plan,csg,taranto,2024-08-22,2024-08-27,planned,cavour-yokosuka\n"
            "off,csg,taranto,2024-08-23,2024-08-24,cancelled,\n",
            visit_participants="visit,navy,vessel,count\nplan,italian-navy,cavour,1\n"
            "off,italian-navy,cavour,1\n",
            citations="record_type,record_key,source\nvisit,plan,news\nvisit,off,blog\n",
            publish=True,
        )
        assert reasons(report) == []
        assert Visit.objects.all().published().count() == 3


def test_all_of_it_is_one_change_set(bundle: Import) -> None:
    assert bundle(**BASE, publish=True).accepted
    change_set = ChangeSet.objects.get()
    assert (change_set.origin, change_set.reason) == (Origin.IMPORT, "Imported bundle")
    for model in (Port, Source, Vessel, Visit, Citation):
        assert {row.change_set_id for row in model.history.all()} == {change_set.pk}
