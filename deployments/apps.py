"""The one app of the project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeploymentsConfig(AppConfig):
    """Naval deployments, visits, exercises, what was said of them, and the sources."""

    name = "deployments"
    verbose_name = _("Naval deployments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import lookups
        from .changes import receivers, turns

        receivers.connect()
        turns.connect()
        lookups.install()
