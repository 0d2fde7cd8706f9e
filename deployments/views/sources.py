"""The page of a source: all that it supports, and where others contradict it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..choices import AGAINST, BEARING_OUT, Aspect, Stance
from ..models import (
    RECORD_TYPES,
    Affiliation,
    Citation,
    Commentary,
    ExerciseAttestation,
    OtherName,
    Record,
    Source,
    VesselIdentity,
    Visit,
    VisitAttestation,
)
from ..models.sources import CITED
from ..presenters import citations, names
from ..presenters.contradictions import contradictions, facing
from ..presenters.values import Shown, date, date_fact, fact, record_value, site
from . import evidence, sections
from .base import PAGES, DetailPage, in_order
from .kinds import Kind, day_in_words

VISIT_PATHS = (
    "port__names",
    "participants__vessel__navy",
    "participants__vessel__identities__navy",
    "participants__navy",
    "participants__identified_as__navy",
    "participants__identified_as__identities__navy",
)

SHIP_PATHS = ("vessel__navy", "vessel__identities__navy")

TARGET_PATHS = (
    *(CITED.column(kind) for kind in RECORD_TYPES if kind != "visit"),
    *(
        f"{CITED.column(kind)}__{path}"
        for kind, model in RECORD_TYPES.items()
        for path in model.name_paths
    ),
    *(f"target_visit__{path}" for path in VISIT_PATHS),
    "target_assignment__deployment",
    *(f"target_assignment__{path}" for path in SHIP_PATHS),
    *(f"target_visit_participant__{path}" for path in ("navy", *SHIP_PATHS)),
    *(f"target_visit_participant__visit__{path}" for path in VISIT_PATHS),
    *(f"target_exercise__{path}" for path in VISIT_PATHS if path.startswith("participants")),
    "target_engagement__port",
    "target_exercise_participant__exercise",
    *(f"target_exercise_participant__{path}" for path in ("navy", *SHIP_PATHS)),
    "target_affiliation__person",
)
"""What the name of each record that may be cited, and what it holds, need at hand."""


@PAGES.register(Source)
class SourcePage(DetailPage):
    """A source with all that rests on it."""

    model = Source
    kind = Kind(
        14,
        gettext_lazy("Source"),
        gettext_lazy("Sources"),
        gettext_lazy(
            "Everything the records rest on: articles, official statements, posts and photos."
        ),
        gettext_lazy("No source has been published yet."),
        gettext_lazy("Filter sources"),
    )
    main_filters = ("q", "kind", "publisher", "language")
    template_name = "deployments/source.html"

    def present(self, record: Source) -> Shown:
        own = Citation.objects.published().filter(source=record)
        found = Supported()
        for row in own.with_public("source", "via", *TARGET_PATHS):
            found.cite(row)
        found.attest(record)
        found.contradict(record)
        count = len(found.rows)
        supports = ngettext("%(number)d record rests on it", "%(number)d records rest on it", count)
        return {
            "title": record.title,
            "lang": citations.source_lang(record),
            "description": names.comma(
                record.title, record.publisher, supports % {"number": count}
            ),
            "retraction": citations.retraction(record),
            "facts": [
                fact(
                    _("Publisher"),
                    [record.publisher, record_value(record.publisher_record)],
                ),
                fact(_("Authors"), [citations.authors(record)]),
                date_fact(_("Published"), date(record.published_date)),
                fact(_("Kind"), [str(capfirst(record.in_words("kind")))]),
                fact(_("Language"), [citations.language(record.language)]),
                fact(
                    _("Reliability"),
                    [str(record.get_reliability_display()) or _("not graded")],
                ),
                fact(_("Address"), [address(record.url)]),
                fact(_("Archived copy"), [address(record.archived_url) or _("none recorded")]),
                fact(
                    _("Seen on"), [day_in_words(record.accessed_on) if record.accessed_on else ""]
                ),
                fact(_("Evidence"), [*evidence.of(own).in_words()[:1], found.alone()]),
            ],
            "kinds": found.by_kind(),
            "relayed": relayed(record),
            "contradictions": contradictions((row, "") for row in record.citations.all()),
        }


def address(url: str) -> Shown | None:
    """An address elsewhere, short enough to read."""
    return {"text": site(url), "url": url} if url else None


def title(record: Record) -> str:
    """A record by name; a visit by who was where and when."""
    if isinstance(record, Visit):
        return names.comma(names.visit_title(record), record.dates_in_words)
    return record.called


class Supported:
    """The records that a source speaks to, with what it says of each."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int], Shown] = {}
        self.stances: dict[tuple[str, int], set[tuple[str, str]]] = defaultdict(set)
        self.shared: set[tuple[str, int]] = set()

    def row(self, record: Record) -> Shown:
        """The row of a record, made when it is met first."""
        shown = self.rows.get((record.record_type, record.pk))
        if shown is None:
            shown = self.rows[record.record_type, record.pk] = {
                "url": record.get_absolute_url(),
                "name": title(record),
                "kind": record.record_type,
                "citations": [],
                "contradicted": [],
            }
        return shown

    def cite(self, citation: Citation) -> None:
        """Add what a citation says."""
        record, part = cited_record(citation)
        shown = citations.citation(citation, part) | {"recorded": facing(citation)}
        self.row(record)["citations"].append(shown)
        if not part:
            self.stances[record.record_type, record.pk].add((citation.aspect, citation.stance))

    def attest(self, source: Source) -> None:
        """Add participants that the source names, and names of ships that rest on it."""
        visits = VisitAttestation.objects.published().filter(source=source)
        paths = [f"participant__visit__{path}" for path in VISIT_PATHS]
        exercises = ExerciseAttestation.objects.published().filter(source=source)
        named: dict[tuple[str, int], tuple[Record, int]] = {}
        attesting: list[Record] = [
            *(row.participant.visit for row in visits.with_public(*paths)),
            *(row.participant.exercise for row in exercises.with_public("participant__exercise")),
        ]
        for record in attesting:
            key = (record.record_type, record.pk)
            named[key] = (record, named.get(key, (record, 0))[1] + 1)
        for record, number in named.values():
            words = ngettext(
                "names %(number)d participant", "names %(number)d participants", number
            )
            self.note(record, words % {"number": number}, Aspect.PARTICIPANTS)
        identities = VesselIdentity.objects.published().filter(source=source)
        for identity in identities.with_public("vessel"):
            self.note(identity.vessel, str(identity), Aspect.IDENTITY)
        for model in OtherName.__subclasses__():
            for row in model.objects.published().filter(source=source).with_public(model.parent):
                self.note(getattr(row, model.parent), row.name, Aspect.IDENTITY)

    def note(self, record: Record, words: str, aspect: Aspect) -> None:
        """Add what is said other than in a citation."""
        self.row(record)["citations"].append(
            {
                "aspect": str(capfirst(aspect.label)),
                "stance": Stance.SUPPORTS,
                "stance_label": str(capfirst(Stance.SUPPORTS.label)),
                "stated": words,
            }
        )

    def contradict(self, source: Source) -> None:
        """Add other sources that say otherwise on what this one says."""
        anywhere = Q()
        for record_type in RECORD_TYPES:
            ids = [pk for kind, pk in self.stances if kind == record_type]
            if ids:
                anywhere |= Q(**{f"{CITED.column(record_type)}__in": ids})
        if not anywhere:
            return
        others = Citation.objects.published().filter(anywhere).exclude(source=source)
        for other in others.with_public("source", "via"):
            key = (Citation.target.kind_of(other), Citation.target.id_of(other) or 0)
            if other.stance in BEARING_OUT and not other.source.retracted:
                self.shared.add(key)
            if opposed(other, self.stances[key]):
                shown = citations.citation(other)
                self.rows[key]["contradicted"].append(
                    {
                        "url": other.source.get_absolute_url(),
                        "name": citations.name(other.source),
                        "aspect": str(other.get_aspect_display()),
                        "stated": shown["stated"],
                    }
                )

    def alone(self) -> str:
        """How many records it bears out that rest on no other source, or nothing.

        Asked after the others were looked at (:meth:`contradict`).
        """
        borne = {
            key
            for key, stances in self.stances.items()
            if any(stance in BEARING_OUT for _aspect, stance in stances)
        }
        if not borne:
            return ""
        words = ngettext(
            "%(alone)d of %(number)d record rests on it alone",
            "%(alone)d of %(number)d records rest on it alone",
            len(borne),
        )
        return words % {"alone": len(borne - self.shared), "number": len(borne)}

    def by_kind(self) -> list[Shown]:
        """The records by kind, in the order of the site."""
        found = []
        for page in in_order():
            kind = page.model.record_type
            rows = [row for row in self.rows.values() if row["kind"] == kind]
            rows.sort(key=lambda row: (row["name"], row["url"]))
            if rows:
                found.append({"kind": kind, "title": page.kind.title, "rows": rows})
        return found


def cited_record(citation: Citation) -> tuple[Record, str]:
    """The record that a citation bears on, and which part of it, if not the record itself."""
    target: Any = citation.target
    if isinstance(target, Record):
        return target, ""
    owner: Record = target.owner
    then = getattr(target, "vessel_then", None)
    if then is not None:
        return owner, then.called
    if isinstance(target, Affiliation):
        return owner, str(target)
    return owner, target.said or target.type or target.country_name


def opposed(other: Citation, stances: Iterable[tuple[str, str]]) -> bool:
    """Whether another source's citation says the opposite of one of ``stances``."""
    sides = (BEARING_OUT, AGAINST)
    for mine, others in (sides, sides[::-1]):
        if other.stance in others and any(
            stance in mine and aspect == other.aspect for aspect, stance in stances
        ):
            return True
    return False


def relayed(source: Source) -> list[Shown]:
    """What is known only through this source: other sources, and statements at second hand."""
    rows = Citation.objects.published().filter(via=source).with_public("source")
    found = {
        row.source.pk: {"url": row.source.get_absolute_url(), "name": row.source.title}
        for row in rows
    }
    statements = Commentary.objects.for_list().filter(via=source)
    return [
        *found.values(),
        *(names.link(row) for row in sections.in_order_said(statements)),
    ]
