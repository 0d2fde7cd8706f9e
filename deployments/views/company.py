"""Who was where with whom: of two parties, of one, or in a port, on days or on any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import countries, dates
from ..choices import Match
from ..copresence import lines, reader
from ..copresence.company import Company, company, with_ports
from ..copresence.followed import Followings
from ..copresence.parties import Named
from ..filters import CompanyFilterSet
from ..filters.copresence import PARTIES
from ..filters.inputs import shown as quoted
from ..filters.whoever import MOST_MEANT, Meant, meant_by
from ..pages.values import Shown, sentence
from ..paging import TIMELINE, Column, page, readable
from ..public import TimelineEntry
from ..public.entries import STANDS_FOR
from ..shapes import codes_of
from .base import Page
from .controls import Control
from .filtering import Filtering
from .lists import without_blanks

MEETINGS = 10
"""Meetings of a page: each is told with its reasons."""

STAYS = 8
"""Stays of a page: each with whom it met."""

WHO = "who"
"""The parameter of the form for a party in whatever words; the address then names it by key."""

MOST_WRITTEN = 3
"""Parties in words that are read: more than two are refused with what they are."""

MOST_SECOND = 8
"""Countries that are proposed as the second party."""

NOTHING_YET: Shown = {
    "meetings": [],
    "stays": [],
    "sailings": [],
    "parties": [],
    "none_found": "",
    "followed": [],
    "second": [],
    "previous_url": "",
    "next_url": "",
    "api_url": "",
}


class CompanyPage(Page):
    """Meetings of two parties with their reasons; or whom one met, or who lay in a port."""

    template_name = "deployments/company.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if clean := without_blanks(request):
            return HttpResponseRedirect(clean)
        self.unclear: list[Shown] = []
        if WHO in request.GET and (address := self.by_words()):
            return HttpResponseRedirect(address)
        filterset = CompanyFilterSet(
            request.GET, queryset=TimelineEntry.objects.stream().present(), request=request
        )
        self.filtering = Filtering(request, filterset, ())
        if address := self.filtering.by_names():
            return HttpResponseRedirect(address)
        self.filterset = filterset
        self.left_out = self.filtering.left_out(("cursor",), (WHO,))
        asked = self.asked()
        return self.page(
            **{
                **NOTHING_YET,
                "title": _("Company"),
                "lede": _("Who was where with whom, on which days, and how sure that is."),
                "path": request.path,
                **asked,
            },
            description=_("Which ships, navies and countries were in one port together, and when."),
            left_out=self.left_out,
            unclear=self.unclear,
            controls=self.controls(offering=not asked),
            has_errors=bool(filterset.errors or self.unclear),
            is_asked=bool(asked),
            within=self.within() if asked else "",
            clear_url=request.path,
        )

    # What is asked --------------------------------------------------------------------------

    def by_words(self) -> str:
        """The address that names by their keys the parties that were written in words.

        Nothing where one of them is not clear: the page then says what may be meant.
        """
        written = list(dict.fromkeys(self.request.GET.getlist(WHO)))[:MOST_WRITTEN]
        kept = [
            (name, value)
            for name, values in self.request.GET.lists()
            if name not in (WHO, "cursor")
            for value in values
        ]
        found = {text: meant_by(text) for text in written}
        clear = [(each[0].parameter, each[0].value) for each in found.values() if len(each) == 1]
        for text, meant in found.items():
            if len(meant) != 1:
                others = [(WHO, other) for other in written if other != text]
                self.unclear.append(self.which(text, meant, [*kept, *others]))
        return "" if self.unclear else f"{self.request.path}?{urlencode([*clear, *kept])}"

    def which(self, text: str, meant: Sequence[Meant], others: Sequence[tuple[str, str]]) -> Shown:
        """What may be meant by some words, each with the address that asks for it."""
        path = self.request.path
        if not meant:
            words = _("No vessel, navy or country is called “%(text)s”.")
        elif len(meant) > MOST_MEANT:
            words = _("Several may be meant by “%(text)s”, more than are shown. Write more of it.")
        else:
            words = _("Several may be meant by “%(text)s”:")
        return {
            "words": words % {"text": quoted(text)},
            "meant": [
                {
                    "url": f"{path}?{urlencode([(each.parameter, each.value), *others])}",
                    "name": each.name,
                    "kind": each.kind,
                }
                for each in meant[:MOST_MEANT]
            ],
        }

    def asked(self) -> Shown:
        """What answers the address; nothing where it asks nothing yet, or is not clear."""
        if self.unclear or self.filterset.errors:
            return {}
        named = self.filterset.named
        if len(named) == 2:
            return self.of_two()
        if named or self.filterset.ports:
            return self.in_port()
        return {}

    # Answers --------------------------------------------------------------------------------

    def of_two(self) -> Shown:
        """Meetings of two parties, newest first, with their reasons."""
        asked = self.filterset
        first, last = asked.window
        question = reader.Question(asked.parties, asked.ports, first, last, asked.certain_alone)
        cursor = self.cursor(reader.ORDER)
        found = reader.answer(question, size=MEETINGS, cursor=cursor)
        if found.parties is None:  # withdrawn since it was looked for
            return {}
        one, other = (each.name for each in found.parties)
        values = {"one": one, "other": other, "port": _(" or ").join(found.ports)}
        title = _("%(one)s and %(other)s, together") % values
        if found.ports:
            title = _("%(one)s and %(other)s, together at %(port)s") % values
        shown: Shown = {
            "title": title,
            "parties": [lines.party(each) for each in found.parties],
            "meetings": [lines.meeting(each) for each in found.page.rows],
            "api_url": self.api_url(),
            **self.around(found.page.previous, found.page.next, cursor),
        }
        if not found.page.rows and not cursor:
            shown |= self.none_found(found.parties, found.ports)
        return shown

    def none_found(self, parties: tuple[Named, Named], ports: Sequence[str]) -> Shown:
        """That no meeting is published, and whether anyone looked."""
        followings = Followings(parties, ports, self.filterset.window)
        if self.filterset.certain_alone:
            words = _("No certain meeting is published; leave out “certain” to see possible ones.")
        elif followings.both:
            words = _("None found: both were followed on these days, and no meeting is published.")
        else:
            words = _(
                "No meeting is published. Not covered: nobody says that both were followed "
                "completely on these days, so nothing follows from there being none."
            )
        return {"none_found": words, "followed": followings.shown()}

    def in_port(self) -> Shown:
        """Stays of one party, or in a port, newest first, each with whom it met there."""
        asked = self.filterset
        cursor = self.cursor(TIMELINE)
        slice_ = page(with_ports(asked.qs), order=TIMELINE, size=STAYS, cursor=cursor)
        party = asked.named[0] if asked.named else None
        found = company(slice_.rows, party, sorted(asked.ports), asked.window, asked.certain_alone)
        ports = _(" or ").join(found.ports)
        if party is None:
            title = _("In port together: %(port)s") % {"port": ports}
        elif found.party is None:  # withdrawn since it was looked for
            return {}
        elif ports:
            title = _("Company of %(who)s at %(port)s")
            title %= {"who": found.party.name, "port": ports}
        else:
            title = _("Company of %(who)s") % {"who": found.party.name}
        shown: Shown = {
            "title": title,
            "stays": [lines.in_port(each) for each in found.stays],
            "sailings": lines.sailings(found, *asked.window),
            **self.around(slice_.previous, slice_.next, cursor),
        }
        if not found.stays:
            shown["none_found"] = _(
                "No visit is published for these. That is no proof that there was none: see what "
                "the site covers."
            )
        if found.party is not None:
            shown["parties"] = [lines.party(found.party)]
            shown["second"] = self.second(found)
        return shown

    def second(self, found: Company) -> list[Shown]:
        """The countries that were met most often: the meetings with each, and why."""
        address = self.filtering.url()
        return [
            {
                "url": f"{address}&{urlencode({'country': code})}",
                "name": countries.name(code),
                "count": number,
            }
            for code, number in met_most(found, MOST_SECOND)
        ]

    def within(self) -> str:
        """The days that are asked for, and whether certain meetings alone; nothing for all."""
        first, last = self.filterset.window
        words = dates.display_range(
            dates.parse(first.isoformat()) if first else None,
            dates.parse(last.isoformat()) if last else None,
        )
        certain = _("certain meetings alone") if self.filterset.certain_alone else ""
        return sentence(words if first or last else "", certain)

    # Around them ----------------------------------------------------------------------------

    def cursor(self, order: Sequence[Column]) -> str:
        """The cursor that is asked for; nothing, and that it is left out, if it is none."""
        cursor = self.request.GET.get("cursor", "")
        if cursor and not readable(cursor, order):
            text = _("“cursor=%(value)s” cannot be read, so it was left out.")
            self.left_out.append(text % {"value": quoted(cursor)})
            return ""
        return cursor

    def around(self, before: str | None, after: str | None, cursor: str) -> Shown:
        """The pages around one, and its own address."""
        return {
            "path": self.filtering.url(cursor=cursor),
            "previous_url": self.filtering.url(cursor=before) if before else "",
            "next_url": self.filtering.url(cursor=after) if after else "",
        }

    def api_url(self) -> str:
        """The same question of the API."""
        return f"{reverse('api:copresence')}?{self.filtering.parameters().urlencode()}"

    # The form -------------------------------------------------------------------------------

    def controls(self, *, offering: bool) -> list[Control]:
        """The form, with what was asked as it was written; ``offering`` names in its boxes."""
        given = self.request.GET
        who = [*given.getlist(WHO), *self.parties_written()]
        on = given.get("on", "")
        controls = [
            self.names(
                WHO, _("Vessel, navy or country; and another"), [*who, "", ""][: max(2, len(who))]
            ),
            self.names("port", _("Port"), given.getlist("port") or [""]),
            self.text("from", _("From"), given.get("from") or on),
            self.text("to", _("To"), given.get("to") or on),
            self.choice("match", _("How sure"), given.get("match", "")),
        ]
        if offering:
            offers = self.filterset.offers
            states = sorted(countries.name(code) for code in offers.values(STANDS_FOR))
            parties = [*offers.records("vessel"), *offers.records("navy")]
            controls[0]["options"] = [*((name, "") for name in states), *parties]
            controls[1]["options"] = offers.records("port")
        return controls

    def parties_written(self) -> list[str]:
        """The parties that the address names: countries by name, others by key."""
        given = self.request.GET
        return [
            countries.name(value) if name == "country" and countries.is_known(value) else value
            for name in PARTIES
            for value in given.getlist(name)
        ]

    def names(self, name: str, label: str, values: list[str]) -> Control:
        """A box for each of some names."""
        help_text = _("A name, its beginning, or a key.") if name == WHO else ""
        return {**self.text(name, label, ""), "kind": "names", "values": values, "help": help_text}

    def choice(self, name: str, label: str, chosen: str) -> Control:
        """Whether only what is certain is asked for."""
        options = [("", _("Certain or possible")), (Match.CERTAIN.value, _("Certain alone"))]
        drawn = self.text(name, label, "")
        return {**drawn, "kind": "select", "options": options, "chosen": [chosen]}

    def text(self, name: str, label: str, value: str) -> Control:
        """A line of text, with what is wrong with it."""
        of_it = PARTIES if name == WHO else (name, "on") if name == "to" else (name,)
        errors = self.filterset.errors
        return {
            "name": name,
            "kind": "text",
            "label": label,
            "help": _("A day, month or year: 2024-08-26, 2024-08 or 2024.")
            if name == "from"
            else "",
            "errors": [str(error) for each in of_it for error in errors.get(each, ())],
            "value": value,
            "maxlength": 0,
            "values": [],
            "options": (),
            "chosen": [],
            "is_multiple": False,
        }


def met_most(found: Company, most: int) -> list[tuple[str, int]]:
    """The countries whose ships were met most often, by code; not that of the party itself."""
    met = Counter(
        code
        for each in found.stays
        for other in each.met
        for code in {code for row in other.other.rows for code in codes_of(row["countries"])}
    )
    own = found.party.key if found.party is not None else ""
    return [(code, number) for code, number in met.most_common(most + 1) if code != own][:most]
