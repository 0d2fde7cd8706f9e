"""App configurations that belong to the project and not to the app."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    """Django's admin with our own site; the models register in ``deployments.admin``."""

    default_site = "navdiplomacy.admin.Site"
