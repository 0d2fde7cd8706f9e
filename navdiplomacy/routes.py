"""Addresses, looked for among those that begin with the same word.

Django tries one pattern after another, of which the API has thirty: to find the last ones took a
seventh of the time of a short answer.
"""

from __future__ import annotations

import re
from functools import cached_property

from django.urls import ResolverMatch, URLPattern, URLResolver, include
from django.urls.exceptions import Resolver404
from django.urls.resolvers import RoutePattern

_FIRST = re.compile(r"\^?([a-z0-9-]*)(?:/|$)")
"""The first word of a pattern, if it is one that stands for itself."""


def by_first_word(route: str, urlconf: str) -> URLResolver:
    """As ``path(route, include(urlconf))``."""
    module, app_name, namespace = include(urlconf)
    return _ByFirstWord(
        RoutePattern(route, is_endpoint=False),
        module,
        None,
        app_name=app_name,
        namespace=namespace,
    )


class _ByFirstWord(URLResolver):
    def resolve(self, path: str) -> ResolverMatch:
        match = self.pattern.match(str(path))
        if match is None:
            raise Resolver404({"path": path})
        word = match[0].partition("/")[0]
        return self._by_word.get(word, self._others).resolve(path)

    @cached_property
    def _by_word(self) -> dict[str, URLResolver]:
        """By word, what finds the addresses that begin with it."""
        words = {first_word(each) for each in self.url_patterns}
        return {word: self._of(word) for word in words if word is not None}

    @cached_property
    def _others(self) -> URLResolver:
        return self._of(None)

    def _of(self, word: str | None) -> URLResolver:
        """Finds addresses by the patterns that begin with ``word``, or with any."""
        found = [each for each in self.url_patterns if first_word(each) in (word, None)]
        return URLResolver(self.pattern, found, self.default_kwargs, self.app_name, self.namespace)


def first_word(pattern: URLPattern | URLResolver) -> str | None:
    """The word with which all addresses of a pattern begin; None where they begin with any."""
    found = _FIRST.match(str(pattern.pattern))
    return found[1] if found else None
