"""This project's settings, with the middleware and the REST framework as they come."""

from typing import Any

from navdiplomacy.settings import *  # noqa: F403
from navdiplomacy.settings import DATABASES, INSTALLED_APPS, TEMPLATES

ROOT_URLCONF = "bench.speed.rivals.project.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
INSTALLED_APPS = [*INSTALLED_APPS, "bench.speed.rivals.project"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": []},
    },
    *TEMPLATES[1:],
]
DATABASES["default"]["CONN_MAX_AGE"] = 0  # as it comes: a connection for each request

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_FILTER_BACKENDS": [
        "django_filters.rest_framework.DjangoFilterBackend",
        "rest_framework.filters.SearchFilter",
    ],
    "UNAUTHENTICATED_USER": None,
}
NINJA_PAGINATION_PER_PAGE = 50
