"""History, withdrawal and renaming as their pages show them; no script enters those pages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from deployments.choices import Status
from deployments.models import (
    RECORD_MODELS,
    ChangeSet,
    KeyRedirect,
    Port,
    Vessel,
    Visit,
    VisitAttestation,
    VisitParticipant,
)
from tests import factories as make
from tests.admin.pages import opened, said, url, with_rows

pytestmark = pytest.mark.django_db

PROBE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
PARTICIPANT = str(VisitParticipant._meta.verbose_name)
ATTESTATION = str(VisitAttestation._meta.verbose_name)
REASON = {"public_reason": "Its source was retracted."}


# History --------------------------------------------------------------------------------------


def test_the_history_says_who_why_and_what_became_of_each_row(
    as_editor: Client, as_publisher: Client
) -> None:
    row = make.VisitParticipantFactory(note="alongside")
    visit = row.visit
    source = make.SourceFactory(title="A splash in Japan")
    make.VisitFactory.create_batch(2)
    data = opened(as_editor, url(visit)) | {
        "certainty": "inferred",
        "participants-0-note": "at anchor",
        "participants-0-attested_by": [source.pk],
        "change_reason": "The harbour log says so",
    }
    cited = {"source": source.pk, "aspect": "dates", "stance": "differs", "value": "27 August"}
    assert as_editor.post(url(visit), with_rows(data, "citations", cited)).status_code == 302

    page = as_publisher.get(url(visit, "history"))
    entry = page.context["entries"][0]
    assert entry.change_set.actor_name == "emma"
    assert entry.change_set.reason == "The harbour log says so"
    found = {
        (change.kind, change.verb, each.label): (each.old, each.new)
        for change in entry.rows
        for each in change.differences
    }
    assert found["visit", "changed", "certainty"] == ("confirmed", "inferred")
    assert found[PARTICIPANT, "changed", "note"] == ("alongside", "at anchor")
    assert found["citation", "added", "stance"] == ("", "differs")
    assert found["citation", "added", "value"] == ("", "27 August")
    assert (ATTESTATION, "added") in {(kind, verb) for kind, verb, _label in found}
    text = page.content.decode()
    for shown in (
        "<del>alongside</del>",
        "<ins>at anchor</ins>",
        "<del>confirmed</del>",
        "The harbour log says so",
        "emma",
    ):
        assert shown in text

    removed = opened(as_editor, url(visit)) | {"participants-0-DELETE": "on"}
    assert as_editor.post(url(visit), removed).status_code == 302
    newest = as_publisher.get(url(visit, "history")).context["entries"][0]
    assert (PARTICIPANT, "removed") in {(each.kind, each.verb) for each in newest.rows}


def test_a_change_set_shows_the_same_and_leads_to_the_record(as_publisher: Client) -> None:
    port = make.PortFactory(notes="before")
    data = opened(as_publisher, url(port)) | {"notes": "after", "change_reason": "Because"}
    assert as_publisher.post(url(port), data).status_code == 302
    text = as_publisher.get(url(ChangeSet.objects.latest("pk"))).content.decode()
    assert "<del>before</del>" in text
    assert "<ins>after</ins>" in text
    assert "Because" in text
    assert url(port, "history") in text


# Withdrawing ----------------------------------------------------------------------------------


def changes_of(page: Any) -> set[tuple[str, str, str, str]]:
    """Kind, label, old and new of every difference on a history page."""
    return {
        (row.kind, each.label, each.old, each.new)
        for entry in page.context["entries"]
        for row in entry.rows
        for each in row.differences
    }


def test_what_was_deleted_is_still_named(as_publisher: Client) -> None:
    """A port and a ship that a draft once named, and which are no more."""
    alpha, beta = make.PortFactory(name="Alpha"), make.PortFactory(name="Beta")
    row = make.VisitParticipantFactory(visit__port=alpha, vessel__name="Xenia")
    visit, ship, other = row.visit, row.vessel, make.VesselFactory(name="Yara")
    data = opened(as_publisher, url(visit)) | {"port": beta.pk, "participants-0-vessel": other.pk}
    assert as_publisher.post(url(visit), data).status_code == 302
    for gone in (alpha, ship):
        assert as_publisher.post(url(gone, "delete"), {"post": "yes"}).status_code == 302
        assert not type(gone).objects.filter(pk=gone.pk).exists()

    changes = changes_of(as_publisher.get(url(visit, "history")))
    assert ("visit", "port", "Alpha (deleted)", "Beta") in changes
    assert (PARTICIPANT, "vessel", "Xenia (deleted)", str(other)) in changes
    change = ChangeSet.objects.get(pk=visit.history.latest("history_id").change_set_id)
    assert "Alpha (deleted)" in as_publisher.get(url(change)).content.decode()


@pytest.mark.parametrize("model", RECORD_MODELS)
def test_the_history_of_a_deleted_record_stays(model: Any, as_editor: Client) -> None:
    record = make.FACTORIES[model](key="a-mistake")
    address, form = url(record, "history"), url(record)
    with make.together():
        record.delete()
    page = as_editor.get(address)
    told = {(row.name, row.verb) for entry in page.context["entries"] for row in entry.rows}
    assert told >= {("a-mistake", "added"), ("a-mistake", "removed")}
    assert "(deleted)" in page.context["subtitle"]
    assert form not in page.content.decode()


@pytest.mark.parametrize("id_", ["999999", "x", "9" * 30])
def test_there_is_no_history_of_what_never_was(id_: str, as_editor: Client) -> None:
    answer = as_editor.get(f"/admin/deployments/port/{id_}/history/", follow=True)
    assert any("doesn’t exist" in text for text in said(answer))


def test_what_others_need_is_withdrawn_with_them_or_not_at_all(as_publisher: Client) -> None:
    visit = make.published(make.VisitFactory())
    port = visit.port
    address = url(Port, "withdraw")
    asked = as_publisher.get(address, {"ids": port.pk})
    assert visit.key in asked.content.decode()
    assert b'name="with_dependants"' in asked.content

    refused = as_publisher.post(address, {"ids": port.pk, **REASON})
    told = " ".join(refused.context["form"].non_field_errors())
    assert visit.key in told
    assert REASON["public_reason"] in refused.content.decode()
    statuses = {Port.objects.get(pk=port.pk).status, Visit.objects.get().status}
    assert statuses == {Status.PUBLISHED}

    without = as_publisher.post(address, {"ids": port.pk, "with_dependants": "on"})
    assert without.context["form"].errors["public_reason"]
    assert Visit.objects.get().status == Status.PUBLISHED

    done = as_publisher.post(
        address, {"ids": port.pk, "with_dependants": "on", **REASON}, follow=True
    )
    assert said(done) == ["Withdrawn: 2."]
    for record in (Port.objects.get(pk=port.pk), Visit.objects.get()):
        assert record.status == Status.WITHDRAWN
        assert record.withdrawal_reason == REASON["public_reason"]
        assert as_publisher.get(record.get_absolute_url()).status_code == 410


# Renaming -------------------------------------------------------------------------------------


def test_the_old_address_of_a_renamed_record_leads_to_the_new_one(
    as_publisher: Client, client: Client
) -> None:
    port = make.published(make.PortFactory(key="yokosuka"))
    old = port.get_absolute_url()
    page = as_publisher.post(url(port, "rename"), {"new_key": "yokosuka-naval-base"}, follow=True)
    assert any("yokosuka" in text for text in said(page))
    port.refresh_from_db()
    assert port.key == "yokosuka-naval-base"
    answer = client.get(old)
    assert answer.status_code in (301, 308)
    assert answer["Location"].endswith(port.get_absolute_url())
    assert KeyRedirect.objects.get().old_key == "yokosuka"


@pytest.mark.parametrize("key", ["taken", "once-public", "Not A Key", "", PROBE])
def test_a_key_that_cannot_be_is_refused(key: str, as_publisher: Client) -> None:
    make.PortFactory(key="taken")
    moved = make.published(make.PortFactory(key="once-public"))
    as_publisher.post(url(moved, "rename"), {"new_key": "moved"})
    port = make.published(make.PortFactory(key="here"))
    refused = as_publisher.post(url(port, "rename"), {"new_key": key})
    assert refused.status_code == 200
    assert refused.context["form"].errors["new_key"]
    port.refresh_from_db()
    assert port.key == "here"


# Pages that a script cannot enter -------------------------------------------------------------

INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)[^>]*>|<style|<[^>]*\sstyle=|<[^>]*\son[a-z]+\s*=|javascript:",
    re.IGNORECASE,
)
"""What the content security policy would block."""


def offending(text: str) -> list[str]:
    """Inline scripts and styles among the tags of ``text``; attribute values are no tags."""
    plain = re.sub(r'="([^"]*)"', lambda m: '="' + re.sub(r"[<>\s]", "_", m[1]) + '"', text)
    data = r'<script[^>]*type="application/json"[^>]*>'
    return INLINE.findall(re.sub(data, "", plain))


def pages(client: Client) -> dict[str, Any]:
    """Every kind of page, with the probe in every name and reason that it shows."""
    visit = make.VisitFactory(summary=PROBE, port=make.PortFactory(name=PROBE[:100]))
    ship = make.VesselFactory(name=PROBE[:100], key="probe")
    row = make.VisitParticipantFactory(visit=visit, vessel=ship, note=PROBE)
    make.published(visit)
    data = opened(client, url(ship)) | {"notes": PROBE, "change_reason": PROBE}
    assert client.post(url(ship), data).status_code == 302
    addresses = {
        "index": reverse("admin:index"),
        "list": url(Vessel, "changelist"),
        "list of visits": f"{url(Visit, 'changelist')}?participants__vessel={ship.pk}",
        "search": url(Vessel, "changelist") + "?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "form": url(ship),
        "visit": url(visit),
        "participant": url(row),
        "add": url(Visit, "add"),
        "history": url(ship, "history"),
        "history of the visit": url(visit, "history"),
        "withdraw": f"{url(Vessel, 'withdraw')}?ids={ship.pk}",
        "rename": url(ship, "rename"),
        "change set": url(ChangeSet.objects.latest("pk")),
        "change sets": url(ChangeSet, "changelist"),
        "delete": url(make.PortFactory(name=PROBE[:100]), "delete"),
    }
    found = {name: client.get(address, follow=True) for name, address in addresses.items()}
    found["refused"] = client.post(url(ship), {**data, "name": "", "native_name": PROBE})
    found["login"] = Client().get(reverse("admin:login"))
    return found


def test_names_are_escaped_and_no_page_has_inline_scripts_or_styles(
    as_publisher: Client,
) -> None:
    for name, page in pages(as_publisher).items():
        assert page.status_code == 200, name
        text = page.content.decode()
        assert "<script>alert" not in text, name
        assert "<img src=x" not in text, name
        assert offending(text) == [], name
        policy = page["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        if name in ("list", "list of visits", "form", "history", "withdraw", "change set"):
            assert "&lt;script&gt;alert(1)" in text, name


@pytest.mark.parametrize(
    "text",
    [
        "<script>x()</script>",
        '<p class="a" style="color: red">',
        '<a href="#" onclick="x()">',
        "<style>p {}</style>",
        '<a href="javascript:x()">',
    ],
)
def test_the_search_for_inline_scripts_finds_them(text: str) -> None:
    assert offending(text)


def test_the_search_passes_what_the_policy_allows() -> None:
    assert not offending('<script src="/static/a.js" defer></script><p title="a onclick=b">on=1')
    assert not offending('<input value="&lt;img onerror=x&gt;"> &lt;img src=x onerror=y&gt;')
