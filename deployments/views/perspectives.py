"""Pages of what was said: people, commentary, questions, themes, and all of them at a glance."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..kinds import COMMENTARY, PERSON, QUESTION, THEME
from ..pages import glance, perspectives
from ..pages.reading import Documents
from ..pages.values import Shown
from ..shapes import Document
from .base import PAGES, DetailPage, Page
from .kinds import Kind


class PerspectivesPage(Page):
    """Questions, themes and people, and who answered which question."""

    template_name = "deployments/perspectives.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            title=_("Perspectives"),
            description=_("What experts and officials said: questions, answers and positions."),
            **glance.everything(),
        )


@PAGES.register(QUESTION)
class QuestionPage(DetailPage):
    """A question with its answers side by side."""

    record = QUESTION
    shown = perspectives.question
    kind = Kind(
        11,
        gettext_lazy("Question"),
        gettext_lazy("Questions"),
        gettext_lazy("What readers ask. Each page lays the answers side by side."),
        gettext_lazy("No question has been published yet."),
        gettext_lazy("Filter questions"),
    )
    pictured = True
    under = "perspectives/"
    template_name = "deployments/question.html"

    @classmethod
    def lines(cls, found: Mapping[int, Document], documents: Documents) -> list[Shown]:
        return perspectives.question_lines(found, documents)


@PAGES.register(THEME)
class ThemePage(DetailPage):
    """A theme with who asserts it, who doubts it and who is mixed."""

    record = THEME
    shown = perspectives.theme
    kind = Kind(
        12,
        gettext_lazy("Theme"),
        gettext_lazy("Themes"),
        gettext_lazy("Lines of argument, with who asserts them, who doubts them and who is mixed."),
        gettext_lazy("No theme has been published yet."),
        gettext_lazy("Filter themes"),
    )
    under = "perspectives/"
    template_name = "deployments/theme.html"

    @classmethod
    def lines(cls, found: Mapping[int, Document], documents: Documents) -> list[Shown]:
        return perspectives.theme_lines(found, documents)


@PAGES.register(PERSON)
class PersonPage(DetailPage):
    """A person: affiliations as known, and views over time."""

    record = PERSON
    shown = perspectives.person
    kind = Kind(
        9,
        gettext_lazy("Person"),
        gettext_lazy("People"),
        gettext_lazy("Experts, officials, officers and journalists who are quoted."),
        gettext_lazy("No person has been published yet."),
        gettext_lazy("Filter people"),
    )
    main_filters = ("q", "country", "kind", "theme")
    template_name = "deployments/person.html"


@PAGES.register(COMMENTARY)
class CommentaryPage(DetailPage):
    """One statement, with who said it in which capacity, what it answers and what it is about."""

    record = COMMENTARY
    shown = perspectives.commentary
    kind = Kind(
        5,
        gettext_lazy("Statement"),
        gettext_lazy("Commentary"),
        gettext_lazy(
            "What was said, by whom and in which capacity, in our words and a few of theirs."
        ),
        gettext_lazy("No commentary has been published yet."),
        gettext_lazy("Filter commentary"),
    )
    main_filters = ("q", "person", "question", "theme", "position", "from", "to")
    template_name = "deployments/commentary.html"
