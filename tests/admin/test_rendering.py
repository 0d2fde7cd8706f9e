"""What is written by functions is, letter for letter, what Django's templates write."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import django
import pytest
from django.forms.renderers import DjangoTemplates
from django.template import Context, Engine
from django.test import Client
from django.utils.safestring import mark_safe

from deployments.admin.sections import section
from deployments.models import RECORD_MODELS, Record
from navdiplomacy import form_rendering
from tests import factories as make
from tests.admin.pages import url
from tests.admin.test_lists import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a function wrote what a template would have: each is compared with it."""
    plain, written = DjangoTemplates(), Counter[str]()

    def both(write: Any, name: str) -> Any:
        def compare(context: dict[str, Any]) -> str:
            text: str = write(context)
            assert text == plain.render(name, context), name
            written[name] += 1
            return text

        return compare

    for name, write in form_rendering.WRITERS.items():
        monkeypatch.setitem(form_rendering.WRITERS, name, both(write, name))
    return written


@pytest.mark.long
@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.__name__)
def test_fields_are_written_as_the_templates_write_them(
    model: type[Record], as_publisher: Client, compared: Counter[str]
) -> None:
    record = rows_of(model)
    assert as_publisher.get(url(model, "add")).status_code == 200
    assert as_publisher.get(url(record)).status_code == 200
    assert as_publisher.get(url(model, "changelist")).status_code == 200
    refused = as_publisher.post(url(model, "add"), {"key": '"><b>&', "notes": "<i>'\"&"})
    assert refused.status_code == 200
    assert compared["django/forms/widgets/text.html"] > 0
    assert compared["django/forms/widgets/textarea.html"] > 0
    assert compared["django/forms/widgets/checkbox.html"] > 0


@pytest.mark.parametrize(
    "value",
    [None, "", "x", "<&\"'>", mark_safe("<b>"), 0, 1234567, 1.5, True, False, ("a", "b")],
    ids=repr,
)
@pytest.mark.parametrize("value_of_attr", ["<&\"'>", mark_safe("&amp;"), 7, True, False, None])
def test_every_kind_of_value_is_escaped_as_the_templates_do(
    value: Any, value_of_attr: Any, compared: Counter[str]
) -> None:
    renderer = form_rendering.FormRenderer()
    attrs = {"id": "a", "data-<": value_of_attr}
    option = {
        "template_name": "django/forms/widgets/select_option.html",
        "name": "n",
        "value": value,
        "label": value,
        "attrs": attrs,
    }
    widget = {
        "name": "n",
        "type": "text",
        "value": value,
        "attrs": attrs,
        "label": value,
        "optgroups": [(None, [option], 0), ("<g>", [option, option], 1)],
        "href": "h?a&b",
    }
    around = {
        "widget": widget,
        "url_valid": bool(value),
        "current_label": "Currently:",
        "change_label": "Change:",
        "label": value,
        "use_tag": bool(value),
        "tag": "label",
        "attrs": attrs,
        "rendered_widget": mark_safe("<p>"),
        "is_hidden": value == "x",
        "name": "n",
        "url_params": "a=1&b=2",
        "model": "<m>",
        "model_name": "m",
        "add_related_url": "/a?b&c",
        "can_add_related": True,
        "model_has_limit_choices_to": bool(value),
    }
    names = [name for name in form_rendering.WRITERS if "/errors/" not in name]
    for name in names:
        renderer.render(name, around)
    assert set(compared) == set(names)


class Parts(HTMLParser):
    """The tags and texts of a page, without the space between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: " ".join(value.split()) if value else value for name, value in attrs}
        self.found.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(" ".join(data.split()))


def sections_of(response: Any) -> list[tuple[Any, int]]:
    """The sections of a form and of its rows, with the level of their headings."""
    found = [(each, 2) for each in response.context["adminform"]]
    for formset in response.context["inline_admin_formsets"]:
        found += [(each, 4) for form in formset for each in form]
    return found


@pytest.mark.long
@pytest.mark.parametrize("who", ["as_publisher", "as_editor"])
@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.__name__)
def test_sections_are_those_of_django(
    model: type[Record], who: str, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(who)
    engine = Engine([str(Path(django.__file__).parent / "contrib/admin/templates")])
    plain = engine.get_template("admin/includes/fieldset.html")
    record = make.published(rows_of(model))
    shown = [client.get(url(record)), client.get(url(model, "add"))]
    shown += [client.post(url(model, "add"), {"notes": "<x>", "version": "1"})]
    number = 0
    for response in shown:
        assert response.status_code == 200
        for each, level in sections_of(response):
            around = {"fieldset": each, "heading_level": level, "prefix": "a"}
            expected = plain.render(Context({**around, "id_prefix": 0, "id_suffix": number}))
            written = section(each, level, f"a-0-{number}")
            assert Parts(written).found == Parts(expected).found
            number += 1
    assert number > 4
