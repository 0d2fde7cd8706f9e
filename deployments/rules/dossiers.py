"""Rules about dossiers: what the public needs of one, and how much it can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from django.utils.translation import gettext as _

from ..loading import Loader, all_of
from ..models import Dossier, DossierItem, Record
from .alike import entered_twice, names_of, shared, standing
from .finding import CHECKS, ODD, Finding

MOST_SECTIONS = 20
MOST_ITEMS = 100
"""Sections and records of a dossier: of more a reader would not come to the end."""


@cache
def _checked() -> Loader:
    """Dossiers, drafts included, with their sections and all records that they name."""
    named = (f"items__{column}" for column in DossierItem.target.columns)
    dossiers = Dossier.objects.order_by("key")
    return Loader(dossiers.prefetch_related(all_of(Dossier, "sections"), "items", *named))


@CHECKS.register(Dossier)
def check_dossiers(ids: Sequence[int]) -> Iterator[Finding]:
    """What the rules say about the dossiers ``ids``."""
    dossiers: list[Dossier] = _checked().rows(ids)
    for dossier in dossiers:
        yield from _not_ready(dossier)
        yield from _lost(dossier)
        yield from _too_much(dossier)
        yield from _hidden(dossier)


def _not_ready(dossier: Dossier) -> Iterator[Finding]:
    if not dossier.introduction:
        yield Finding(
            dossier,
            "no-introduction",
            _("it has no introduction. Say what it is about."),
            impossible=True,
        )
    if not dossier.sections.all():
        yield Finding(dossier, "no-section", _("it has no section. Add one."), impossible=True)


def _lost(dossier: Dossier) -> Iterator[Finding]:
    """Records name their section by its number."""
    numbers = {section.number for section in dossier.sections.all()}
    for number in sorted({item.section for item in dossier.items.all()} - numbers):
        yield Finding(
            dossier,
            "in-no-section",
            _("it names records in section %(number)d, which is not there. Add it, or move them.")
            % {"number": number},
            impossible=True,
        )


def _too_much(dossier: Dossier) -> Iterator[Finding]:
    if len(dossier.sections.all()) > MOST_SECTIONS or len(dossier.items.all()) > MOST_ITEMS:
        yield Finding(
            dossier,
            "too-much-for-a-dossier",
            _(
                "it has more than %(sections)d sections or names more than %(records)d records. "
                "Make two of it."
            )
            % {"sections": MOST_SECTIONS, "records": MOST_ITEMS},
            impossible=True,
        )


def _hidden(dossier: Dossier) -> Iterator[Finding]:
    """What a public dossier names and the public does not see."""
    for item in dossier.items.all() if dossier.is_published else ():
        record = item.target
        if isinstance(record, Record) and not record.is_published:
            yield Finding(
                dossier,
                "names-what-is-not-public",
                _(
                    "it names the %(kind)s “%(key)s”, which is not public and left out. Publish "
                    "that, or remove it here."
                )
                % {"kind": record._meta.verbose_name, "key": record.key},
                impossible=False,
            )


@ODD.register(Dossier)
def dossiers(ids: Sequence[int]) -> Iterator[Finding]:
    """Dossiers of one title."""
    for record, others in shared(
        standing(Dossier), ids, lambda each: names_of(each.title), lambda _a, _b: False
    ):
        yield entered_twice(record, others, _("give each its own title"))
