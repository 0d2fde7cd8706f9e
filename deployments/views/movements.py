"""Pages of deployments and visits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from ..kinds import DEPLOYMENT, VISIT
from ..pages import deployments, visits
from .base import PAGES, DetailPage
from .kinds import Kind


@PAGES.register(DEPLOYMENT)
class DeploymentPage(DetailPage):
    """A voyage: its stops in order, its ships, what it took part in and what was said of it."""

    record = DEPLOYMENT
    shown = deployments.deployment
    kind = Kind(
        1,
        gettext_lazy("Deployment"),
        gettext_lazy("Deployments"),
        gettext_lazy(
            "Named voyages and task groups: who sailed, from where, when, and where they called."
        ),
        gettext_lazy("No deployment has been published yet."),
        gettext_lazy("Filter deployments"),
    )
    main_filters = ("q", "country", "navy", "vessel", "from", "to")
    template_name = "deployments/deployment.html"
    pictured = True


@PAGES.register(VISIT)
class VisitPage(DetailPage):
    """A port call: who, when, how sure, and what went on around it."""

    record = VISIT
    shown = visits.visit
    kind = Kind(
        2,
        gettext_lazy("Visit"),
        gettext_lazy("Visits"),
        gettext_lazy(
            "Port calls, newest first. Planned and cancelled ones are marked and never counted."
        ),
        gettext_lazy("No visit has been published yet."),
        gettext_lazy("Filter visits"),
    )
    main_filters = (
        "q",
        "country",
        "participant_country",
        "port",
        "from",
        "to",
        "match",
        "certainty",
    )
    template_name = "deployments/visit.html"
