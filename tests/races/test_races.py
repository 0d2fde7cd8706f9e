"""What two people do at once ends as if one had waited for the other, and each is told the truth.

Every test runs its race ``ROUNDS`` times on rows of its own. A round is right when nothing failed,
the publication gate holds, the index is what a rebuild gives, no change is lost that its author
was told is stored, and whoever came second is told so in words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from deployments.bundle.importing import import_bundle
from deployments.bundle.options import Options
from deployments.choices import Status
from deployments.models import Citation, Navy, Port, Record, Source, Vessel, Visit
from tests import factories as make
from tests.admin.pages import opened, url, with_rows

from .racing import Answer, Person, Rounds, race

MEANWHILE = "changed meanwhile"
SINCE = "changed since you opened it"
ADD_VISIT = "/admin/deployments/visit/add/"


def statuses(*records: Record) -> list[str]:
    """Where the records stand in the database."""
    for record in records:
        record.refresh_from_db()
    return [record.status for record in records]


def ready_visit(**fields: Any) -> Visit:
    """A draft that needs nothing more to be published."""
    port = fields.pop("port", None) or make.published(make.PortFactory())
    visit: Visit = make.VisitFactory(port=port, **fields)
    make.cite(visit)
    return visit


def test_two_publishers_withdraw_the_two_sources_of_one_visit(
    rounds: Rounds, paul: Person, petra: Person
) -> None:
    for _number in rounds:
        visit = make.published(make.VisitFactory())
        first, second = visit.citations.get().source, make.cite(visit).source
        results = race(lambda s=first: paul.withdraw(s), lambda s=second: petra.withdraw(s))
        withdrawn = statuses(first, second).count(Status.WITHDRAWN)
        told = sum(isinstance(r, Answer) and "needs it" in r.text for r in results)
        rounds.judge(
            results,
            (withdrawn == 1, f"{withdrawn} sources withdrawn"),
            (told == 1, f"{told} told that the visit needs it"),
        )
    rounds.assert_none()


def test_an_open_stay_and_the_ships_next_sighting_are_published_together(
    rounds: Rounds, paul: Person, petra: Person
) -> None:
    for _number in rounds:
        ship = make.published(make.VesselFactory())
        stay = ready_visit(arrival_edtf="2024-08-01", departure_edtf="")
        sighting = ready_visit(arrival_edtf="2024-08-10", departure_edtf="2024-08-12")
        for visit in (stay, sighting):
            make.VisitParticipantFactory(visit=visit, vessel=ship)
        results = race(
            lambda v=stay: paul.act("publish", v), lambda v=sighting: petra.act("publish", v)
        )
        public = statuses(stay, sighting) == [Status.PUBLISHED] * 2
        rounds.judge(results, (public, "not both are public"))
    rounds.assert_none()


def test_a_visit_is_published_while_its_port_is_withdrawn(
    rounds: Rounds, paul: Person, petra: Person
) -> None:
    for _number in rounds:
        visit = ready_visit()
        port = visit.port
        results = race(lambda v=visit: paul.act("publish", v), lambda p=port: petra.withdraw(p))
        published, withdrawn = results
        stand = statuses(visit, port)
        told = (
            "needs it" in withdrawn.text
            if stand == [Status.PUBLISHED, Status.PUBLISHED]
            else isinstance(published, Answer) and "is not published" in published.text
        )
        rounds.judge(results, (told, f"{stand}, and the loser was not told"))
    rounds.assert_none()


def test_a_record_is_published_from_the_list_while_it_is_edited(
    rounds: Rounds, paul: Person, emma: Person
) -> None:
    for _number in rounds:
        port = make.PortFactory()
        typed = opened(emma.client, url(port)) | {"notes": "What Emma typed"}
        results = race(
            lambda p=port: paul.act("publish", p), lambda p=port, t=typed: emma.post(url(p), t)
        )
        published, saved = results
        port.refresh_from_db()
        rounds.judge(
            results,
            (
                not saved.stored or port.notes == "What Emma typed",
                "the edit is lost though its author was told that it is stored",
            ),
            (
                saved.stored or (SINCE in saved.text and "What Emma typed" in saved.text),
                "the editor was not told, or lost what was typed",
            ),
            (
                port.is_published == ("1 record published" in published.text),
                "the publisher was told wrong",
            ),
            (port.is_published or MEANWHILE in published.text, "the publisher was not told"),
        )
    rounds.assert_none()


def test_two_publishers_publish_the_same_record(
    rounds: Rounds, paul: Person, petra: Person
) -> None:
    for _number in rounds:
        port = make.PortFactory()
        results = race(
            lambda p=port: paul.act("publish", p), lambda p=port: petra.act("publish", p)
        )
        done = sum("1 record published" in answer.text for answer in results)
        told = sum(
            MEANWHILE in answer.text or "published already" in answer.text for answer in results
        )
        rounds.judge(
            results,
            (statuses(port) == [Status.PUBLISHED], "it is not public"),
            (done == 1, f"{done} were told that they published it"),
            (told == 1, f"{told} were told that somebody else had"),
        )
    rounds.assert_none()


def test_two_new_visits_take_the_same_generated_key(
    rounds: Rounds, emma: Person, paul: Person
) -> None:
    for _number in rounds:
        port = make.PortFactory()
        typed = {"port": port.pk, "arrival_edtf": "22 August 2024", "certainty": "confirmed"}
        data = opened(emma.client, ADD_VISIT) | typed
        results = race(
            lambda d=data: emma.post(ADD_VISIT, d | {"summary": "Emma's"}),
            lambda d=data: paul.post(ADD_VISIT, d | {"summary": "Paul's"}),
        )
        keys = list(port.visits.order_by("key").values_list("key", flat=True))
        base = f"{port.key}-2024-08-22"
        rounds.judge(results, (keys == [base, f"{base}-2"], f"the keys are {keys}"))
    rounds.assert_none()


def test_two_records_are_renamed_to_the_same_key(
    rounds: Rounds, paul: Person, petra: Person
) -> None:
    for number in rounds:
        ports = [make.published(make.PortFactory()) for _each in range(2)]
        key = f"wanted-{number}"
        results = race(
            lambda p=ports[0], k=key: paul.rename(p, k),
            lambda p=ports[1], k=key: petra.rename(p, k),
        )
        done = sum(answer.stored for answer in results)
        told = sum("already exists" in answer.text for answer in results)
        renamed = Port.objects.filter(key=key).count()
        rounds.judge(
            results,
            ((done, told, renamed) == (1, 1, 1), f"{done} renamed, {told} told, {renamed}"),
        )
    rounds.assert_none()


@pytest.mark.parametrize("way", ["form", "list"])
def test_a_draft_is_deleted_while_it_is_cited(
    way: str, rounds: Rounds, paul: Person, emma: Person
) -> None:
    for _number in rounds:
        source, visit = make.SourceFactory(), make.VisitFactory()
        cited = {"source": source.pk, "aspect": "whole", "stance": "supports"}
        data = with_rows(opened(emma.client, url(visit)), "citations", cited)
        results = race(
            lambda s=source: (
                paul.post(url(s, "delete"), {"post": "yes"})
                if way == "form"
                else paul.act("delete_selected", s, post="yes")
            ),
            lambda v=visit, d=data: emma.post(url(v), d),
        )
        deleted, saved = results
        there = Source.objects.filter(pk=source.pk).exists()
        cites = Citation.objects.filter(target_visit=visit).exists()
        rounds.judge(
            results,
            (there == cites == saved.stored, f"source there: {there}, cited: {cites}"),
            (there or "valid choice" in saved.text, "the citing editor was not told"),
            (
                not there or "protected" in deleted.text or "refers to it" in deleted.text,
                "who deletes was not told",
            ),
        )
    rounds.assert_none()


def test_two_forms_of_the_same_record_are_saved(rounds: Rounds, paul: Person, emma: Person) -> None:
    for _number in rounds:
        visit = make.VisitFactory()
        data = opened(emma.client, url(visit))
        results = race(
            lambda v=visit, d=data: emma.post(url(v), d | {"summary": "What Emma typed"}),
            lambda v=visit, d=data: paul.post(url(v), d | {"notes": "What Paul typed"}),
        )
        visit.refresh_from_db()
        saved = [answer.stored for answer in results]
        kept = [visit.summary == "What Emma typed", visit.notes == "What Paul typed"]
        told = [SINCE in answer.text and "typed" in answer.text for answer in results]
        rounds.judge(
            results,
            (sorted(saved) == [False, True], f"stored: {saved}"),
            (kept == saved, f"told stored: {saved}; stored: {kept}"),
            (told == [not each for each in saved], f"stored: {saved}, told: {told}"),
        )
    rounds.assert_none()


def test_a_navy_is_withdrawn_while_a_vessel_of_it_is_published(
    rounds: Rounds, paul: Person, petra: Person
) -> None:
    for _number in rounds:
        navy: Navy = make.published(make.NavyFactory())
        ship: Vessel = make.VesselFactory(navy=navy)
        results = race(lambda n=navy: paul.withdraw(n), lambda s=ship: petra.act("publish", s))
        withdrawn, published = results
        stand = statuses(navy, ship)
        told = (
            "needs it" in withdrawn.text
            if stand == [Status.PUBLISHED, Status.PUBLISHED]
            else isinstance(published, Answer) and "is not published" in published.text
        )
        rounds.judge(results, (told, f"{stand}, and the loser was not told"))
    rounds.assert_none()


def test_a_bundle_is_imported_while_a_form_is_saved(
    rounds: Rounds, emma: Person, tmp_path: Path
) -> None:
    for _number in rounds:
        port = make.PortFactory(name="As it was")
        (tmp_path / "ports.csv").write_text(f"key,name\n{port.key},As imported\n", encoding="utf-8")
        data = opened(emma.client, url(port)) | {"notes": "What Emma typed"}
        results = race(
            lambda: import_bundle(tmp_path, options=Options()),
            lambda p=port, d=data: emma.post(url(p), d),
        )
        report, saved = results
        port.refresh_from_db()
        kept = port.notes == "What Emma typed"
        rounds.judge(
            results,
            (report.accepted and port.name == "As imported", "the import is lost"),
            (saved.stored == kept, f"told stored: {saved.stored}; stored: {kept}"),
            (
                kept or (SINCE in saved.text and "What Emma typed" in saved.text),
                "the editor was not told, or lost what was typed",
            ),
        )
    rounds.assert_none()


def test_the_index_is_rebuilt_while_a_visit_is_published(rounds: Rounds, paul: Person) -> None:
    for _number in rounds:
        visit = ready_visit()
        results = race(
            lambda: call_command("rebuild_index", verbosity=0),
            lambda v=visit: paul.act("publish", v),
        )
        public = statuses(visit) == [Status.PUBLISHED]
        rounds.judge(results, (public, "it is not public"))
    rounds.assert_none()
