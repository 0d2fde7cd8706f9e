"""What every public page shares: its methods, its caching, its head, and how a record is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, cast

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from ..addresses import address
from ..drawing import Picture, draw
from ..html import render
from ..kinds import RecordKind
from ..pages import lines, records
from ..pages.reading import Documents, NotReady
from ..pages.values import Shown, date_fact, fact
from ..public.whereabouts import Where, Whereabouts, whereabouts
from ..registry import Registry
from ..shapes import Document
from . import kinds
from .filtering import unknown

DESCRIPTION_LENGTH = 155
"""Characters of a description that search engines show."""


@method_decorator(csrf_exempt, name="dispatch")
class Page(View):
    """A page that anyone may read.

    Nothing is posted to it, so that other methods get a plain 405. It may be kept by caches but
    is asked for anew each time (by its ETag), so that what is withdrawn is gone at once.
    """

    http_method_names = ["get", "head"]
    template_name: ClassVar[str] = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # A language that is only meant, as none is active, is looked for anew at every word.
        with translation.override(translation.get_language()):
            try:
                return super().dispatch(request, *args, **kwargs)
            except NotReady:
                return not_ready(request)

    def page(self, **context: Any) -> HttpResponse:
        """The page; ``path`` in the context is its canonical address."""
        path = context.pop("path", self.request.path)
        # Pages without filters take no parameters at all.
        context.setdefault("left_out", unknown(self.request.GET, ()))
        context.setdefault("record_type", "")
        context["canonical"] = self.request.build_absolute_uri(path)
        if description := context.get("description"):
            text = " ".join(str(description).split())
            context["description"] = Truncator(text).chars(DESCRIPTION_LENGTH)
        response = render(self.request, self.template_name, context)
        response["Cache-Control"] = "public, no-cache"
        return response


MAY_BE_SHOWN = {
    **dict.fromkeys(("lang", "also_known", "lede", "rests_on", "notes", "company_url"), ""),
    "picture": None,
    **dict.fromkeys(("contradictions", "sections", "unknown", "translations", "sources"), ()),
}
"""What the page of a record shows where its kind has it."""

PAGES: Registry[type[DetailPage]] = Registry("page")
"""The page of each kind of record."""


def in_order() -> list[type[DetailPage]]:
    """The page of each kind of record, in the order in which the site lists the kinds."""
    return sorted(PAGES.values(), key=lambda page: page.kind.place)


class DetailPage(Page):
    """The page of one record, at the address that its key gives it for ever.

    It also says how the list of such records is called (``kind``), which filters stand there at
    once, what the list is ``under`` in addresses, and what a line of it is.
    """

    record: ClassVar[RecordKind]
    shown: ClassVar[Callable[..., Shown]]
    """What the template shows of a record that was read; at least its ``title``."""
    kind: ClassVar[kinds.Kind]
    main_filters: ClassVar[tuple[str, ...]] = ("q",)
    under: ClassVar[str] = ""
    pictured: ClassVar[bool] = False
    """Whether there is a picture of it, by itself too."""

    @classmethod
    def segment(cls) -> str:
        """The part of an address that names this kind of record."""
        return f"{cls.under}{cls.record.plural}"

    @classmethod
    def lines(cls, found: Mapping[int, Document], documents: Documents) -> list[Shown]:
        """Records by id as lines of an index."""
        return lines.every(found.values(), documents)

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """The page; or where the record went; or that it was withdrawn; or that nothing is there.

        Raises ``Http404`` alike for a record that was never public and for none at all.
        """
        found = records.read(self.record.record_type, key)
        if found is None:
            return elsewhere(request, self.record, key)
        shown = self.what_is_shown(found)
        context = {
            **MAY_BE_SHOWN,
            "kicker": self.kind.name,
            "crumbs": crumbs(self.record.record_type),
            **records.foot(found),
            **shown,
        }
        context.setdefault("description", context.get("lede") or context["title"])
        context["contents"] = contents(context)
        return self.page(**context)

    def what_is_shown(self, found: records.Read[Any]) -> Shown:
        """What the template shows of the record; its parameters are those of the request."""
        return type(self).shown(found)


class PictureOf(Page):
    """The picture of a record by itself, as a file with a credit line."""

    page_of: ClassVar[type[DetailPage]] = DetailPage

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """The picture. Raises ``Http404`` where there is none, or no such record."""
        found = records.read(self.page_of.record.record_type, key)
        if found is None:
            return elsewhere(request, self.page_of.record, key)
        shown = self.page_of.shown(found)
        pictured = cast("Mapping[str, Picture] | None", shown["picture"])
        return as_file(request, pictured, shown["title"], found.document["html_url"], key)


def as_file(
    request: HttpRequest,
    pictured: Mapping[str, Picture] | None,
    title: object,
    path: str,
    name: str,
) -> HttpResponse:
    """The picture of a page as a file. Raises ``Http404`` where there is none."""
    if pictured is None:
        raise Http404
    url = request.build_absolute_uri(path)
    credit = _("%(title)s. navdiplomacy, CC BY 4.0, %(url)s") % {"title": title, "url": url}
    site = url.removesuffix(path)
    drawing = draw(pictured["picture"], prefix="w", credit=credit, site=site)
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{name}-timeline.svg"'
    response["Cache-Control"] = "public, no-cache"
    return response


def contents(context: dict[str, Any]) -> list[Shown]:
    """The sections of a long page, in the order shown; nothing for a short one."""
    found: list[Shown] = [*context.get("leading", ())]
    if context.get("contradictions"):
        found.append({"id": "disagreement", "heading": _("Where the sources disagree")})
    found += context.get("sections", ())
    for name, heading in (
        ("unknown", _("What we do not know")),
        ("notes", _("How we know")),
        ("translations", _("In other languages")),
        ("sources", _("Sources")),
    ):
        if context.get(name):
            found.append({"id": name, "heading": heading})
    return found if len(found) > 3 else []


def crumbs(record_type: str) -> list[Shown]:
    """The lists that lead to a record."""
    found: list[Shown] = []
    if record_type in ("question", "theme", "commentary"):
        found.append({"url": reverse("deployments:perspectives"), "label": _("Perspectives")})
    title = str(PAGES[record_type].kind.title)
    found.append({"url": reverse(f"deployments:{record_type}-list"), "label": title})
    return found


def not_ready(request: HttpRequest) -> HttpResponse:
    """Answer where what is shown is still to be written, as after an update of the site."""
    context = {
        "heading": _("Not ready"),
        "detail": _("The site is being updated. Ask again in a minute."),
    }
    response = render(request, "400.html", context, status=503)
    response["Cache-Control"] = "no-store"
    response["Retry-After"] = str(NotReady.wait)
    return response


def elsewhere(request: HttpRequest, kind: RecordKind, key: str) -> HttpResponse:
    """Answer for a key under which nothing is published."""
    found = whereabouts(kind.record_type, key)
    if found is None:
        raise Http404
    if found.where is Where.NOT_READY:
        raise NotReady
    if found.where is Where.WITHDRAWN:
        return tombstone(request, found)
    there = address(f"deployments:{found.record_type}-detail", found.key)
    if found.where is Where.PUBLIC:  # since it was looked for
        return HttpResponseRedirect(there)
    return HttpResponsePermanentRedirect(there)


def tombstone(request: HttpRequest, record: Whereabouts) -> HttpResponse:
    """The page of a withdrawn record: kind, key, day and public reason, and nothing else of it."""
    kind = PAGES[record.record_type].kind
    day = record.withdrawn_on
    shown = (
        {
            "words": kinds.day_in_words(day),
            "datetime": day.isoformat(),
            "fuzzy": False,
            "url": "",  # nothing of what is told of days happened then
        }
        if day
        else None
    )
    context = {
        "kind": kind.name,
        "facts": [
            fact(_("Record"), [record.key]),
            date_fact(_("Withdrawn on"), shown),
            fact(_("Reason"), [record.reason or _("No reason was recorded.")]),
        ],
        "list_url": reverse(f"deployments:{record.record_type}-list"),
        "list_title": kind.title,
    }
    response = render(request, "410.html", context, status=410)
    response["Cache-Control"] = "no-store"
    return response
