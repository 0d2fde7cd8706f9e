"""Publishing, withdrawing and renaming in the admin, and why something was refused."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from deployments.changes.service import change_set
from deployments.changes.wording import MANY
from deployments.choices import Origin, Status
from deployments.models import KeyRedirect, Navy, Port, Record, Vessel, Visit
from tests import factories as make
from tests.admin.pages import errors, opened, said, url

pytestmark = pytest.mark.django_db


def act(client: Client, action: str, *records: Record) -> list[str]:
    """Choose an action in the list; what was said then."""
    data = {"action": action, "_selected_action": [record.pk for record in records]}
    return said(client.post(url(type(records[0]), "changelist"), data, follow=True))


def statuses(*records: Record) -> list[str]:
    """Where the records stand now."""
    for record in records:
        record.refresh_from_db()
    return [record.status for record in records]


def withdraw(client: Client, *records: Record, **more: Any) -> Any:
    """Confirm a withdrawal."""
    ids = ",".join(str(record.pk) for record in records)
    data = {"ids": ids, "public_reason": "Its source was retracted.", **more}
    return client.post(url(type(records[0]), "withdraw"), data, follow=True)


def test_a_draft_goes_to_review_and_back(as_editor: Client) -> None:
    port = make.PortFactory()
    assert act(as_editor, "send_to_review", port) == ["1 record sent to review."]
    assert statuses(port) == [Status.IN_REVIEW]
    assert any("only a draft" in text.lower() for text in act(as_editor, "send_to_review", port))
    assert act(as_editor, "return_to_draft", port) == ["1 record sent back to draft."]
    assert statuses(port) == [Status.DRAFT]


def test_the_form_sends_to_review_and_keeps_why(as_editor: Client) -> None:
    port = make.PortFactory()
    data = opened(as_editor, url(port)) | {"operation": "submit", "change_reason": "Ready, I think"}
    as_editor.post(url(port), data)
    assert statuses(port) == [Status.IN_REVIEW]
    assert port.history.latest().change_set.reason == "Ready, I think"


def test_each_refusal_is_said_and_the_rest_is_published(as_publisher: Client) -> None:
    port = make.published(make.PortFactory())
    good, bad = make.VisitFactory(key="good", port=port), make.VisitFactory(key="bad", port=port)
    make.cite(good)
    texts = act(as_publisher, "publish", good, bad)
    assert texts[0] == "1 record published."
    assert len(texts) == 2
    assert "“bad”" in texts[1]
    assert "no published source" in texts[1]
    assert statuses(good, bad) == [Status.PUBLISHED, Status.DRAFT]


def test_what_is_published_already_is_said_and_not_counted(as_publisher: Client) -> None:
    old, new = make.published(make.PortFactory(name="Old")), make.PortFactory()
    texts = act(as_publisher, "publish", old, new)
    assert texts == ["1 record published.", "“Old” is published already."]


def test_the_form_says_what_keeps_a_draft_from_the_public(as_editor: Client) -> None:
    visit = make.VisitFactory(port=make.PortFactory(name="Yokosuka"))
    text = as_editor.get(url(visit)).content.decode()
    assert "It cannot be public because:" in text
    assert "its port “Yokosuka” is not published" in text
    assert "it cites no published source" in text
    assert "View on site" not in text
    port = as_editor.get(url(make.PortFactory())).content.decode()
    assert "Nothing stands in the way" in port


def test_only_what_is_public_has_a_link_to_its_page(as_editor: Client) -> None:
    port = make.published(make.PortFactory(key="yokosuka"))
    assert 'href="/ports/yokosuka/"' in as_editor.get(url(port)).content.decode()


def test_a_published_visit_cannot_lose_its_last_source(as_publisher: Client) -> None:
    visit = make.published(make.VisitFactory())
    data = opened(as_publisher, url(visit)) | {"citations-0-DELETE": "on", "summary": "Kept text"}
    page = as_publisher.post(url(visit), data)
    assert errors(page)[0] == "Nothing was saved."
    assert any("no published source" in text for text in errors(page))
    assert b"Kept text" in page.content
    visit.refresh_from_db()
    assert visit.citations.count() == 1
    assert visit.summary == ""
    assert not said(page)


def test_withdrawing_asks_for_a_reason_and_names_what_depends(as_publisher: Client) -> None:
    visit = make.published(make.VisitFactory(key="the-visit"))
    port = visit.port
    listed = as_publisher.post(
        url(Port, "changelist"), {"action": "withdraw", "_selected_action": [port.pk]}, follow=True
    )
    assert "the-visit" in listed.content.decode()
    assert statuses(port, visit) == [Status.PUBLISHED] * 2

    assert (
        "This field is required."
        in withdraw(as_publisher, port, public_reason=" ").content.decode()
    )
    refused = withdraw(as_publisher, port)
    assert "“the-visit” needs it" in refused.content.decode()
    assert "Its source was retracted." in refused.content.decode()
    assert statuses(port, visit) == [Status.PUBLISHED] * 2

    withdraw(as_publisher, port, with_dependants="on", change_reason="Told by the navy")
    assert statuses(port, visit) == [Status.WITHDRAWN] * 2
    assert visit.withdrawal_reason == "Its source was retracted."
    change_set = port.history.latest().change_set
    assert change_set == visit.history.latest().change_set
    assert (change_set.reason, change_set.actor_name) == ("Told by the navy", "paul")
    assert as_publisher.get(f"/visits/{visit.key}/").status_code == 410


def test_several_are_withdrawn_and_published_again(as_publisher: Client) -> None:
    visits = [make.published(make.VisitFactory()) for _each in range(3)]
    withdraw(as_publisher, *visits)
    assert statuses(*visits) == [Status.WITHDRAWN] * 3
    act(as_publisher, "publish", *visits)
    assert statuses(*visits) == [Status.PUBLISHED] * 3


@pytest.mark.parametrize("ids", ["", "x", "0", "9" * 30, "1,,2"])
def test_a_forged_withdrawal_is_no_error(ids: str, as_publisher: Client) -> None:
    page = as_publisher.post(url(Port, "withdraw"), {"ids": ids, "public_reason": "x"}, follow=True)
    assert said(page) == ["Nothing to withdraw was selected."]


def test_a_public_key_changes_by_renaming_only(as_publisher: Client) -> None:
    port = make.published(make.PortFactory(key="old"))
    other = make.PortFactory(key="taken")
    data = opened(as_publisher, url(port)) | {"key": "forged", "notes": "x"}
    as_publisher.post(url(port), data)
    port.refresh_from_db()
    assert (port.key, port.notes) == ("old", "x")

    for key in (other.key, "Not A Key", "x" * 200, ""):
        page = as_publisher.post(url(port, "rename"), {"new_key": key})
        assert "errorlist" in page.content.decode()
    as_publisher.post(url(port, "rename"), {"new_key": "new", "change_reason": "A typo"})
    port.refresh_from_db()
    assert port.key == "new"
    assert KeyRedirect.objects.get().old_key == "old"
    assert as_publisher.get("/ports/old/").url == "/ports/new/"
    assert port.history.latest().change_set.reason == "A typo"


def test_a_draft_takes_another_key_on_its_form(as_editor: Client) -> None:
    port = make.PortFactory(key="old")
    as_editor.post(url(port), opened(as_editor, url(port)) | {"key": "new"})
    port.refresh_from_db()
    assert port.key == "new"
    assert not KeyRedirect.objects.exists()


def test_a_key_is_made_where_none_is_given_and_none_is_taken_twice(as_editor: Client) -> None:
    for _each in range(2):
        data = opened(as_editor, url(Navy, "add")) | {"name": "Marina Militare", "country": "Italy"}
        as_editor.post(url(Navy, "add"), data)
    found = Navy.objects.order_by("pk").values_list("key", "country")
    assert list(found) == [("marina-militare", "IT"), ("marina-militare-2", "IT")]


def test_a_key_that_was_once_public_elsewhere_is_refused(as_publisher: Client) -> None:
    port = make.published(make.PortFactory(key="old"))
    as_publisher.post(url(port, "rename"), {"new_key": "new"})
    data = opened(as_publisher, url(Port, "add")) | {"name": "Another", "key": "old"}
    page = as_publisher.post(url(Port, "add"), data)
    assert any("once used for another record" in text for text in errors(page))
    assert Port.objects.count() == 1


def test_a_ship_is_added_from_another_form_in_a_window(as_editor: Client) -> None:
    navy = make.NavyFactory()
    address = f"{url(Vessel, 'add')}?_to_field=id&_popup=1"
    data = opened(as_editor, address) | {"name": "Cavour", "navy": navy.pk, "_popup": "1"}
    page = as_editor.post(address, data)
    assert page.status_code == 200
    assert "Cavour" in page.content.decode()
    assert not Visit.objects.exists()
    assert Vessel.objects.get().key == "cavour"


# What was changed since a page was shown ---------------------------------------------------------


def sent_back(client: Client, address: str, **more: str) -> dict[str, str]:
    """What the question at ``address`` would send: what it hides, and what is typed."""
    page = client.get(address, follow=True).content.decode()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return dict(hidden) | more


def changed_by_another(record: Any) -> None:
    """Somebody else stores another note."""
    with change_set(origin=Origin.COMMAND, reason="A better source"):
        again = type(record).objects.get(pk=record.pk)
        again.notes = "Changed meanwhile."
        again.save()


def test_a_record_that_was_changed_is_not_renamed_unseen(as_publisher: Client) -> None:
    port = make.published(make.PortFactory(key="old"))
    address = url(port, "rename")
    data = sent_back(as_publisher, address, new_key="new")
    changed_by_another(port)
    page = as_publisher.post(address, data)
    assert "it was changed meanwhile" in page.content.decode()
    assert "A better source" in page.content.decode()
    assert Port.objects.get().key == "old"
    as_publisher.post(address, sent_back(as_publisher, address, new_key="new"))
    assert Port.objects.get().key == "new"


def test_a_refused_page_shows_what_is_stored_now(as_publisher: Client) -> None:
    """Whoever then asks again has seen it, and need not begin anew."""
    port = make.published(make.PortFactory())
    address = f"{url(Port, 'withdraw')}?ids={port.pk}"
    data = sent_back(as_publisher, address, public_reason="Not a port")
    changed_by_another(port)
    page = as_publisher.post(address, data).content.decode()
    assert "it was changed meanwhile" in page
    assert statuses(port) == [Status.PUBLISHED]
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    as_publisher.post(address, again | {"public_reason": "Not a port"})
    assert statuses(port) == [Status.WITHDRAWN]


def test_what_came_to_need_it_is_not_withdrawn_unseen(as_publisher: Client) -> None:
    port = make.published(make.PortFactory())
    address = f"{url(Port, 'withdraw')}?ids={port.pk}"
    data = sent_back(as_publisher, address, public_reason="Not a port", with_dependants="on")
    visit = make.published(make.VisitFactory(key="the-visit", port=port))
    page = as_publisher.post(address, data).content.decode()
    assert "“the-visit” has come to need it" in page
    assert statuses(port, visit) == [Status.PUBLISHED] * 2
    data = sent_back(as_publisher, address, public_reason="Not a port", with_dependants="on")
    as_publisher.post(address, data)
    assert statuses(port, visit) == [Status.WITHDRAWN] * 2


def test_a_draft_that_was_changed_is_not_deleted_unseen(as_publisher: Client) -> None:
    port = make.PortFactory()
    asked = as_publisher.get(url(port, "delete"), {"_changelist_filters": "q=a"})
    assert asked.status_code == 302
    assert "_changelist_filters=q%3Da" in asked.url
    assert as_publisher.get(asked.url).status_code == 200
    changed_by_another(port)
    page = as_publisher.post(asked.url, {"post": "yes"}, follow=True)
    assert any("it was changed meanwhile" in text for text in said(page))
    assert Port.objects.exists()
    as_publisher.post(page.redirect_chain[-1][0], {"post": "yes"})
    assert not Port.objects.exists()


@pytest.mark.parametrize(
    "seen", ["", "x", "port/1", "port/1/x", "port/1//3", "/ / /", "port/1/" + "9" * 30]
)
def test_a_forged_version_is_no_error(seen: str, as_publisher: Client) -> None:
    port = make.published(make.PortFactory())
    data = {"ids": port.pk, "public_reason": "x", "seen": seen}
    assert as_publisher.post(url(Port, "withdraw"), data).status_code in (200, 302)
    assert as_publisher.post(url(port, "rename"), {"new_key": "y", "seen": seen}).status_code < 400
    draft = make.PortFactory()
    address = f"{url(draft, 'delete')}?{urlencode({'version': seen})}"
    assert as_publisher.post(address, {"post": "yes"}).status_code == 302


def test_what_follows_a_change_of_much_named_is_said(as_publisher: Client) -> None:
    with make.together():
        port = make.published(make.PortFactory(name="Yokosuka"))
        visits = [make.published(make.VisitFactory(port=port)) for _number in range(MANY)]
    data = opened(as_publisher, url(port)) | {"name": "Yokosuka Naval Base"}
    page = as_publisher.post(url(port), data, follow=True)
    assert f"{MANY} other public records show what changed" in " ".join(said(page))
    renamed = as_publisher.post(url(port, "rename"), {"new_key": "yokosuka-base"}, follow=True)
    assert f"{MANY} other public records show what changed" in " ".join(said(renamed))
    alone = url(visits[0])
    data = opened(as_publisher, alone) | {"notes": "Seen from the shore."}
    page = as_publisher.post(alone, data, follow=True)
    assert said(page) and "other public record" not in " ".join(said(page))
