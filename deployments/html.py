"""The templates of public pages: Jinja's, with the words and addresses that they share.

Nothing is kept between answers but what is the same for all: compiled templates, and texts in a
language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import jinja2
from django import shortcuts
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.backends.jinja2 import Jinja2, Template
from django.template.defaultfilters import linebreaks_filter, linebreaksbr
from django.utils import translation
from django.utils.text import capfirst
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from .addresses import page_address

PUBLIC = "public"
"""What the engine of these templates is called in the settings."""


class Compiler(CodeGenerator):
    """Jinja's compiler, with less between a template and what it shows or calls.

    Jinja wraps each text that it escapes into an object, and asks of whatever is called whether it
    wants to know where it is called from; a page has thousands of the one and hundreds of the
    other. Nothing that public templates call wants to know.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or frame.eval_ctx.volatile:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(*()")
        self.signature(node, frame)
        self.write(")")


def escaped(value: object) -> str:
    """``value`` as HTML."""
    if type(value) is str:
        return _escape_inner(value)
    if type(value) is Markup:  # what a macro or a message gave
        return value
    if type(value) is int:
        return str(value)
    return escape(value)


class Environment(jinja2.Environment):
    """What every public template can use besides what its view gives it."""

    code_generator_class = Compiler
    escaped = staticmethod(escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals.update(
            url=page_address,
            static=staticfiles_storage.url,
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


class Templates(Jinja2):
    """The engine of public templates: those in the language of the reader."""

    def get_template(self, template_name: str) -> Any:
        environment = in_language(self.env, translation.get_language())
        try:
            return Template(environment.get_template(template_name), self)
        except jinja2.TemplateNotFound as error:
            raise TemplateDoesNotExist(str(error.name), backend=self) from error


def render(
    request: HttpRequest, name: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The answer that a public template makes of ``context``."""
    return shortcuts.render(request, name, context, status=status, using=PUBLIC)


@cache
def in_language(environment: jinja2.Environment, language: str | None) -> jinja2.Environment:
    """An environment for one language, the active one: each message is looked up once in it."""
    own = environment.overlay()
    own.globals = {**environment.globals, **_messages(), "language": language}
    return own


def _messages() -> Mapping[str, object]:
    messages = cache(lambda message: Markup(translation.gettext(message)))  # noqa: S704
    plurals = cache(translation.ngettext)

    def gettext(message: str, **values: object) -> Markup:
        """A message; the ``values`` in it are escaped, the message itself is HTML."""
        words = messages(message)
        return words % values if values else words

    def ngettext(one: str, many: str, number: int, **values: object) -> Markup:
        """The form of a message that goes with a number."""
        words = Markup(plurals(one, many, number))  # noqa: S704
        return words % values if values else words

    return {"_": gettext, "ngettext": ngettext}
