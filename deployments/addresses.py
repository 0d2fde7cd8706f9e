"""Where records are found: put together from the routes, each of which is looked up once."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix, reverse

ANY_KEY = "-"
"""Stands where the key goes; no key is or holds one alone between slashes."""


def address(route: str, key: str) -> str:
    """The path of the record with ``key`` on ``route``, “deployments:visit-detail”.

    A key needs no quoting (see ``fields.KeyField``). A page has hundreds of such paths.
    """
    before, after = around_key(route)
    return f"{before}{key}{after}"


def around_key(route: str) -> tuple[str, str]:
    """What stands before and after the key in the paths of ``route``, for who writes many."""
    return _around_key(route, get_script_prefix())


@cache
def _around_key(route: str, _prefix: str) -> tuple[str, str]:
    """What stands before and after the key; anew for each place that the site is served from."""
    before, _key, after = reverse(route, args=[ANY_KEY]).rpartition(f"/{ANY_KEY}")
    return f"{before}/", after


def page_address(route: str) -> str:
    """The path of a page that is no record's, “deployments:about”."""
    return _page(route, get_script_prefix())


@cache
def _page(route: str, _prefix: str) -> str:
    return reverse(route)
