"""The templates of public pages: Jinja's, with the words and addresses that they share.

Nothing is kept between answers but what is the same for all: compiled templates, and texts in a
language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import jinja2
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.defaultfilters import linebreaks_filter, linebreaksbr
from django.utils import translation
from django.utils.text import capfirst
from markupsafe import Markup

from .addresses import page_address

PUBLIC = "public"
"""What the engine of these templates is called in the settings."""


class Environment(jinja2.Environment):
    """What every public template can use besides what its view gives it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals.update(
            _=gettext,
            ngettext=ngettext,
            url=page_address,
            static=staticfiles_storage.url,
            language=translation.get_language,
            is_right_to_left=translation.get_language_bidi,
        )
        self.filters.update(
            linebreaks=linebreaks_filter, linebreaksbr=linebreaksbr, capfirst=capfirst
        )

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What ``obj.attribute`` means: of a dictionary its value, never one of its methods.

        But for ``get``, by which a template asks for what need not be there.
        """
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                if attribute == "get":
                    return obj.get
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def render(
    request: HttpRequest, name: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The answer that a public template makes of ``context``."""
    engine = engines[PUBLIC]
    assert isinstance(engine, Jinja2)
    text = engine.get_template(name).template.render(context, request=request)
    return HttpResponse(text, status=status)


def gettext(message: str, **values: object) -> Markup:
    """A message in the language of the reader; ``values`` are escaped, the message is HTML."""
    words = _in_language(translation.get_language())(message)
    return words % values if values else words


def ngettext(one: str, many: str, number: int, **values: object) -> Markup:
    """The form of a message that goes with a number, in the language of the reader."""
    return Markup(translation.ngettext(one, many, number)) % values  # noqa: S704


@cache
def _in_language(_language: str | None) -> Callable[[str], Markup]:
    """Messages in one language, which is the active one; each is looked up once."""
    return cache(lambda message: Markup(translation.gettext(message)))  # noqa: S704
