"""App configurations that belong to the project and not to the app."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig as DjangoStaticFilesConfig


class AdminConfig(DjangoAdminConfig):
    """Django's admin with our own site; the models register in ``deployments.admin``."""

    default_site = "navdiplomacy.admin.Site"


class StaticFilesConfig(DjangoStaticFilesConfig):
    """Static files of what is shown: REST framework's own pages are not, as the API gives JSON."""

    ignore_patterns = (*DjangoStaticFilesConfig.ignore_patterns, "rest_framework")
