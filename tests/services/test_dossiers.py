"""When a dossier may be public, and what becomes of it with the records that it names."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from deployments.changes.service import change_set
from deployments.choices import Origin, Status
from deployments.models import Dossier, DossierItem, Record, Visit
from deployments.services import derived, gate, publishing
from tests import factories as make

pytestmark = pytest.mark.django_db


def laid_out(*named: Record, **fields: str) -> Dossier:
    """A draft with one section, which names these records."""
    with make.together():
        dossier: Dossier = make.DossierFactory(**{"key": "on-a-visit", **fields})
        make.DossierSectionFactory(dossier=dossier, number=1, heading="What happened", text="")
        for number, record in enumerate(named, start=1):
            make.DossierItemFactory(
                dossier=dossier,
                number=number,
                why=f"Reason {number}.",
                **{record.record_type: record},
            )
    return dossier


def problems(dossier: Dossier) -> str:
    """Why it may not be public, in one text."""
    return " ".join(problem.message for problem in gate.problems(dossier))


def publish(*records: Record) -> None:
    publishing.publish(records=records, origin=Origin.COMMAND)


def document(key: str = "on-a-visit") -> dict[str, list[dict[str, object]]]:
    """What the API gives of it."""
    found: dict[str, list[dict[str, object]]] = Client().get(f"/api/v1/dossiers/{key}/").json()
    return found


def keys(shown: dict[str, list[dict[str, object]]]) -> list[list[str]]:
    """The records that each section shows."""
    return [[item["record"]["key"] for item in section["items"]] for section in shown["sections"]]  # type: ignore[attr-defined]


# The gate ----------------------------------------------------------------------------------------


def test_it_needs_an_introduction_a_section_and_a_published_record() -> None:
    bare = make.DossierFactory(introduction="")
    assert "it has no introduction" in problems(bare)
    assert "it has no section" in problems(bare)
    assert "it names no published record" in problems(bare)
    with pytest.raises(gate.Refused, match="names no published record"):
        publish(laid_out(make.VisitFactory()))
    assert problems(laid_out(make.published(make.PortFactory()), key="on-a-port")) == ""


def test_it_may_be_published_together_with_what_it_names() -> None:
    port = make.PortFactory()
    dossier = laid_out(port)
    publish(port, dossier)
    assert keys(document()) == [[port.key]]


def test_a_record_stands_in_a_section_that_is_there() -> None:
    dossier = laid_out(make.published(make.PortFactory()))
    make.DossierItemFactory(dossier=dossier, section=7)
    assert "records in section 7, which is not there" in problems(dossier)


def test_it_has_an_end() -> None:
    dossier = laid_out(make.published(make.PortFactory()))
    with make.together():
        for number in range(2, 22):
            make.DossierSectionFactory(dossier=dossier, number=number)
    assert "more than 20 sections" in problems(dossier)


def test_the_last_record_that_it_names_is_not_withdrawn_alone() -> None:
    first, second = (make.published(make.PortFactory()) for _each in range(2))
    dossier = make.published(laid_out(first, second))
    publishing.withdraw(record=first, public_reason="Twice.", origin=Origin.COMMAND)
    assert keys(document()) == [[second.key]]
    with pytest.raises(gate.Refused, match="dossier “on-a-visit” needs it"):
        publishing.withdraw(record=second, public_reason="Wrong.", origin=Origin.COMMAND)
    gone = publishing.withdraw(
        record=second, public_reason="Wrong.", origin=Origin.COMMAND, with_dependants=True
    )
    assert gone == [dossier, second]
    assert Client().get("/dossiers/on-a-visit/").status_code == 410


def test_a_record_that_it_names_is_not_deleted() -> None:
    draft = make.VisitFactory()
    laid_out(draft)
    with pytest.raises(ValidationError), change_set(origin=Origin.COMMAND):
        make.published(draft).delete()
    assert DossierItem.objects.count() == 1


# What is not public ------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN])
def test_what_is_not_public_is_left_out_everywhere(status: str, client: Client) -> None:
    hidden: Visit = make.VisitFactory(key="hidden-visit", summary="Dulcinea")
    dossier = laid_out(make.published(make.PortFactory(key="seen-port")), hidden)
    with make.together():
        make.DossierSectionFactory(dossier=dossier, number=2, heading="Rocinante", text="")
        make.DossierItemFactory(dossier=dossier, section=2, visit=hidden, why="Sancho says so.")
    make.published(dossier)
    if status == Status.IN_REVIEW:
        publishing.submit(record=hidden, origin=Origin.COMMAND)
    if status == Status.WITHDRAWN:
        make.published(hidden)
        publishing.withdraw(record=hidden, public_reason="Wrong.", origin=Origin.COMMAND)
    assert keys(document()) == [["seen-port"]]
    for address in (
        "/dossiers/on-a-visit/",
        "/dossiers/",
        "/api/v1/dossiers/",
        "/search/?q=seen",
        "/dossiers/on-a-visit/timeline.svg",
    ):
        text = client.get(address).text
        assert not [word for word in ("hidden-visit", "Rocinante", "Sancho") if word in text]
    for word in ("Sancho", "Rocinante", "Dulcinea"):
        assert client.get("/api/v1/dossiers/", {"q": word}).json()["results"] == []
    assert list(derived.differences()) == []


def test_what_is_published_later_is_shown_and_found(client: Client) -> None:
    visit = make.VisitFactory(key="later")
    dossier = laid_out(make.published(make.PortFactory()), visit)
    make.published(dossier)
    assert client.get("/api/v1/dossiers/", {"visit": "later"}).status_code == 400
    make.published(visit)
    assert keys(document())[0][1:] == ["later"]
    for query in ({"visit": "later"}, {"q": "reason 2"}):
        found = client.get("/api/v1/dossiers/", query).json()["results"]
        assert [row["key"] for row in found] == ["on-a-visit"]
    assert list(derived.differences()) == []


def test_what_it_names_is_named_as_it_is_called_now() -> None:
    port = make.published(make.PortFactory(key="edo", name="Edo"))
    make.published(laid_out(port))
    publishing.rename(record=port, new_key="tokyo", origin=Origin.COMMAND)
    with change_set(origin=Origin.COMMAND):
        port.refresh_from_db()
        port.name = "Tokyo"
        port.save()
    (section,) = document()["sections"]
    (item,) = section["items"]  # type: ignore[misc]
    assert (item["record"]["key"], item["record"]["name"]) == ("tokyo", "Tokyo")  # type: ignore[index]


# Search and history ------------------------------------------------------------------------------


def test_all_that_it_says_is_searched_and_says_how_it_was_found(client: Client) -> None:
    port = make.published(make.PortFactory())
    dossier = laid_out(port, title="Windmills", introduction="On giants.")
    with make.together():
        make.DossierSectionFactory(dossier=dossier, number=2, heading="Helmets", text="Of brass.")
        make.DossierItemFactory(dossier=dossier, section=2, port=port, why="A barber came.")
    make.published(dossier)
    for word in ("windmills", "giants", "helmets", "brass", "barber", "reason"):
        found = client.get("/api/v1/dossiers/", {"q": word}).json()["results"]
        assert [row["key"] for row in found] == ["on-a-visit"], word
    assert "A <mark>barber</mark> came." in client.get("/search/?q=barber").text


def test_a_reason_that_is_worded_anew_is_found_at_once(client: Client) -> None:
    make.published(laid_out(make.published(make.PortFactory())))
    item = DossierItem.objects.get()
    with change_set(origin=Origin.COMMAND):
        item.why = "For Dulcinea."
        item.save()
    assert client.get("/api/v1/dossiers/", {"q": "dulcinea"}).json()["results"]
    assert not client.get("/api/v1/dossiers/", {"q": "reason"}).json()["results"]
    assert item.history.count() == 2
    assert list(derived.differences()) == []


def test_sections_and_records_come_in_the_order_of_their_numbers() -> None:
    ports = [make.published(make.PortFactory()) for _each in range(3)]
    dossier = laid_out()
    with make.together():
        make.DossierSectionFactory(dossier=dossier, number=30, heading="Last")
        make.DossierSectionFactory(dossier=dossier, number=20, heading="Middle")
        for port, number in zip(ports, (3, 1, 2), strict=True):
            make.DossierItemFactory(dossier=dossier, section=20, number=number, port=port)
    make.published(dossier)
    shown = document()
    assert [section["heading"] for section in shown["sections"]] == ["Middle", "Last"]
    assert keys(shown) == [[ports[1].key, ports[2].key, ports[0].key], []]
