"""Public templates: what they escape, what they need, and in which language they speak."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist, engines, loader
from django.template.backends.jinja2 import Jinja2
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from jinja2 import Environment, UndefinedError
from markupsafe import Markup

from deployments import models
from deployments.html import PUBLIC, in_language, render
from deployments.management.commands.makemessages import as_python
from tests import factories as f

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "public"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;"
HARMLESS = "&lt;script&gt;alert(1)&lt;/script&gt;"


def environment() -> Environment:
    """The environment of templates in the language that is active."""
    engine = engines[PUBLIC]
    assert isinstance(engine, Jinja2)
    return in_language(engine.env, translation.get_language())


def show(source: str, **context: object) -> str:
    """What a template would show."""
    return environment().from_string(source).render(context)


# What is missing --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_template_can_be_read(name: str) -> None:
    assert environment().get_template(name).name == name


def test_a_missing_name_is_an_error_in_tests() -> None:
    for source in (
        "{{ missing }}",
        "{% if missing %}{% endif %}",
        "{% for each in missing %}x{% endfor %}",
    ):
        with pytest.raises(UndefinedError, match="'missing' is undefined"):
            show(source)


def test_so_is_a_missing_part_of_what_is_given() -> None:
    with pytest.raises(UndefinedError, match="no attribute 'titel'"):
        show("{{ entry.titel }}", entry={"title": "Cavour"})
    with pytest.raises(UndefinedError):
        render(RequestFactory().get("/"), "deployments/country.html", {"title": "Italy"})


def test_what_need_not_be_there_is_asked_for_by_get() -> None:
    source = '{{ entry.get("quote") or "nothing said" }}'
    assert show(source, entry={}) == "nothing said"
    assert show(source, entry={"quote": "Here."}) == "Here."


def test_a_value_comes_before_a_method_of_its_dictionary() -> None:
    given = {"values": [1], "items": [2], "get": 3}
    assert (
        show("{{ one['values'] }}{{ one.values }}{{ one.items }}{{ one.get }}", one=given)
        == "[1][1][2]3"
    )


def test_a_template_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(TemplateDoesNotExist, match="nothing"):
        loader.get_template("nothing.html", using=PUBLIC)


# Escaping ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_nothing_that_somebody_wrote_is_taken_for_html(client: Client) -> None:
    with f.together():
        navy = f.NavyFactory(key="navy", name=HOSTILE, native_name=HOSTILE, country="IT")
        port = f.PortFactory(key="port", name=HOSTILE, notes=HOSTILE, country="JP")
        ship = f.VesselFactory(key="ship", name=HOSTILE, navy=navy, pennant="<b>")
        source = f.SourceFactory(key="paper", title=HOSTILE, publisher=HOSTILE)
        person = f.PersonFactory(key="who", name=HOSTILE, country="IT")
        theme = f.ThemeFactory(key="theme", name=HOSTILE)
        question = f.QuestionFactory(key="why", text=HOSTILE)
        visit = f.VisitFactory(key="visit", port=port, summary=HOSTILE, notes=HOSTILE)
        f.VisitParticipantFactory(visit=visit, vessel=ship)
        f.CitationFactory(target_visit=visit, source=source, supports=HOSTILE, locator="<i>")
        said = f.CommentaryFactory(key="said", person=person, summary=HOSTILE, quote=HOSTILE)
        f.AnswerFactory(commentary=said, question=question)
        f.ThemePositionFactory(commentary=said, theme=theme, position="doubts")
        f.SubjectFactory(commentary=said, country="", visit=visit)
        for record in (source, visit, question, theme, said):
            f.published(record)
    pages = {
        *("/", "/timeline/", "/places-and-ships/", "/visits/", "/vessels/", "/ports/", "/navies/"),
        *("/people/", "/sources/"),
        *("/commentary/", "/perspectives/", "/perspectives/questions/", "/perspectives/themes/"),
        *("/visits/visit/", "/vessels/ship/", "/ports/port/", "/navies/navy/", "/people/who/"),
        *("/sources/paper/", "/commentary/said/", "/perspectives/questions/why/"),
        *("/perspectives/themes/theme/", "/countries/IT/", "/countries/JP/", "/about/"),
    }
    for page in sorted(pages):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "<script" not in answer.text, page
        assert "<img" not in answer.text, page
        assert HARMLESS in answer.text, page
    assert models.Vessel.objects.get(key="ship").name == HOSTILE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["q", "country", "vessel", "from", "certainty", "match", "nothing"]
)
def test_what_is_asked_is_shown_as_it_was_written(client: Client, name: str) -> None:
    page = client.get("/visits/", {name: HOSTILE}).text
    assert "<script" not in page
    assert "<img" not in page
    assert HARMLESS in page or name == "nothing"


def test_values_in_messages_are_escaped_and_messages_are_not() -> None:
    assert show("{{ _('<b>%(name)s</b>', name=name) }}", name="<i>") == "<b>&lt;i&gt;</b>"
    shown = show("{{ ngettext('%(n)s of <b>%(who)s</b>', 'x', 1, n=1, who=who) }}", who="<i>")
    assert shown == "1 of <b>&lt;i&gt;</b>"


# Languages --------------------------------------------------------------------------------------


def test_each_language_has_its_own_words() -> None:
    for _time in range(2):
        for language, word in (("en", "January"), ("it", "Gennaio"), ("de", "Januar")):
            with translation.override(language):
                assert show('{{ _("January") }} {{ language }}') == f"{word} {language}"


def test_the_messages_of_templates_are_found_for_translation() -> None:
    found = "".join(as_python((TEMPLATES / name).read_text()) for name in NAMES)
    for call in (
        "_('How to read the marks')",
        "_('According to %(name)s')",
        "ngettext('Source:', 'Sources:', 0)",
        "_('No source here says who it was.')",
        "_('Visits received, by country')",
    ):
        assert call in found
    compile(found, "messages", "exec")


def test_messages_keep_their_lines() -> None:
    assert as_python('{# one #}\n{{ _("two") }} {{ _("three") }}\n') == "\n_('two'); _('three')\n"


# Errors -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_a_page_of_an_error_needs_nothing_but_itself(name: str) -> None:
    page = loader.get_template(name).render()
    assert "<h1>" in page
    assert 'aria-current="page"' not in page


# Compiling --------------------------------------------------------------------------------------


def test_what_is_compiled_here_shows_what_jinja_shows() -> None:
    plain = Environment(autoescape=True)
    given = {
        "text": HOSTILE,
        "safe": Markup("<b>1</b>"),
        "lazy": gettext_lazy("Yes & no"),
        "others": [None, 0, 1.5, True, {"a": "<"}, "é", ""],
        "call": lambda *args, **more: f"<{args}{more}>",
    }
    source = """
    {% macro show(one, two="<two>") %}
      [{{ one }}|{{ two }}|{{ caller() if caller is defined }}]
    {% endmacro %}
    {{ text }} {{ safe }} {{ lazy }} {{ text ~ safe }} {{ text|upper }} {{ "%s"|format(text) }}
    {% for one in others %}{{ one }}{{ show(one) }}{{ show(one, two=text) }}{{ loop.index }}
    {% endfor %}
    {% call show(text) %}<i>{{ text }}</i>{% endcall %}
    {{ call(1, 2, a=text) }}{{ call(*[1], **{"b": 2}) }}{{ " ".join(["<", ">"]) }}
    {% set kept %}<b>{{ text }}</b>{% endset %}{{ kept }}{{ text.title() }}
    """
    assert show(source, **given) == plain.from_string(source).render(given)
    assert "<script" not in show(source, **given)


def test_html_of_django_is_not_escaped_again() -> None:
    assert show("{{ one }}{{ two }}", one=mark_safe("<b>"), two="<b>") == "<b>&lt;b&gt;"
