"""What is forged in an admin address or form is refused in words, and stores nothing."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from deployments.models import Port, Visit
from tests import factories as make
from tests.admin.pages import errors, opened, said, url

pytestmark = [pytest.mark.django_db, pytest.mark.long]

ODD = ("x", "-1", "9" * 23, "1.5", "²", "1,x", "a__b", "é" * 300, "<b>")
FUZZ = "FUZZ_EXAMPLES" in os.environ
PARAMETERS = (
    *("_popup", "_to_field", "_changelist_filters", "_source_model", "_facets"),
    *("all", "o", "p", "e", "q", "ids", "id", "id__in", "status__exact", "missing", "country"),
    *("participants__vessel", "arrival_earliest__year", "key__regex", "password", "change_set"),
)


@pytest.fixture
def staff(admin_user: User) -> Client:
    """The window of someone who may do everything, and in which a failure is an answer."""
    client = Client(raise_request_exception=False)
    client.force_login(admin_user)
    return client


@pytest.fixture
def visit() -> Visit:
    """A visit with rows of its own."""
    row = make.VisitParticipantFactory()
    make.CitationFactory(target_visit=row.visit)
    visit: Visit = row.visit
    return visit


def test_a_record_is_not_saved_as_new(staff: Client, visit: Visit) -> None:
    for row in (visit, visit.participants.get(), visit.port):
        data = opened(staff, url(row)) | {"_saveasnew": "1"}
        assert any("cannot be saved as new" in text for text in errors(staff.post(url(row), data)))
        assert staff.post(url(row), {"_saveasnew": "1"}).status_code < 500
    data = opened(staff, url(Port, "add")) | {"_saveasnew": "1", "name": "Kure", "country": "Japan"}
    assert any("cannot be saved" in text for text in errors(staff.post(url(Port, "add"), data)))
    assert (Visit.objects.count(), Port.objects.count()) == (1, 1)


@pytest.mark.parametrize(("number", "name"), list(enumerate(PARAMETERS)), ids=PARAMETERS)
def test_a_forged_parameter_is_no_error(
    number: int, name: str, staff: Client, visit: Visit
) -> None:
    """Every page gets every parameter with a third of the values, and ``make fuzz`` with all."""
    pages = [url(visit), url(visit, "history"), url(visit, "delete"), url(Visit, "withdraw")]
    for model in (Visit, Port):
        pages += [url(model, "changelist"), url(model, "add")]
    pages += [reverse("admin:deployments_changeset_changelist"), "/admin/"]
    for at, page in enumerate(pages, start=number):
        for value in ODD if FUZZ else ODD[at % 3 :: 3]:
            assert staff.get(page, {name: value}).status_code < 500, (page, value)


@pytest.mark.parametrize(
    "more",
    [
        *({"_popup": "1", "_to_field": "password"}, {"_popup": "x", "_to_field": "key"}),
        *({"_popup": "1", "_source_model": "a.b.c"}, {"_popup": "1", "_source_model": "x"}),
        *({"_continue": "1", "_addanother": "1"}, {"operation": "x"}, {"version": "x"}),
    ],
)
def test_a_forged_button_is_no_error(more: dict[str, Any], staff: Client, visit: Visit) -> None:
    for address in (url(visit), url(Port, "add")):
        data = opened(staff, address)
        assert staff.post(address, data | more).status_code < 500
        assert staff.post(address, more).status_code < 500


def test_a_forged_id_is_no_error(staff: Client) -> None:
    for key in ("0", "x", "9" * 23, "_00", "-1", "a_2Fb", "é"):
        for kind in ("visit", "visitparticipant", "changeset"):
            for page in ("change", "history", "delete", "rename"):
                address = f"/admin/deployments/{kind}/{key}/{page}/"
                assert staff.get(address).status_code < 500, address
                assert staff.post(address, {"post": "yes"}).status_code < 500, address


@pytest.mark.parametrize("selected", ["x", "", "9" * 23, "-1", "1.5", "é" * 300])
def test_a_forged_selection_is_no_error(selected: str, staff: Client, visit: Visit) -> None:
    for action in ("x", "", "publish", "withdraw", "delete_selected", "send_to_review"):
        for more in ({}, {"index": "x"}, {"index": "9" * 23}, {"post": "yes"}, {"_save": "1"}):
            given = {"action": action, "_selected_action": selected, **more}
            answer = staff.post(url(Visit, "changelist"), given)
            assert answer.status_code < 500, (action, more)
    assert Visit.objects.count() == 1
    given = {"action": "publish", "_selected_action": selected}
    told = staff.post(url(Visit, "changelist"), given, follow=True)
    assert any("cannot be one of ours" in text for text in said(told))


def test_a_forged_autocomplete_is_no_error(staff: Client) -> None:
    assert admin.site.is_registered(Visit)
    for model in ("visit", "x", "visitparticipant"):
        for field in ("port", "key", "x", "id"):
            for page in ("", "x", "9" * 23):
                given = {"app_label": "deployments", "model_name": model, "field_name": field}
                address = reverse("admin:autocomplete")
                assert staff.get(address, given | {"page": page, "term": "a"}).status_code < 500


def test_a_forged_field_is_no_error(staff: Client, visit: Visit) -> None:
    data = opened(staff, url(visit))
    for name in data:
        without = {each: value for each, value in data.items() if each != name}
        assert staff.post(url(visit), without).status_code < 500, name
        if not name.endswith("_FORMS"):
            assert staff.post(url(visit), data | {name: "9" * 23}).status_code < 500, name
