"""Pages of what is in doubt: where sources disagree, and what rests on a single one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..pages import doubt
from .base import PAGES, Page


class DisagreementsPage(Page):
    """Records of which a source says something else than what is recorded, with both sides."""

    template_name = "deployments/disagreements.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            title=_("Where sources disagree"),
            description=_(
                "Dates, ships, places and numbers on which published sources differ, side by side."
            ),
            **doubt.disagreements(titles()),
        )


class OneSourcePage(Page):
    """What happened of which a single source tells."""

    template_name = "deployments/one_source.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            title=_("On a single source"),
            description=_("What happened that one published source alone bears out, and which."),
            **doubt.on_one_source(titles()),
        )


def titles() -> dict[str, str]:
    """What the list of each kind of record is called."""
    return {kind: str(page.kind.title) for kind, page in PAGES.items()}
