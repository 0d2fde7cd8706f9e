"""Rules about how an occurrence is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import dates
from ..choices import AGAINST, BEARING_OUT, Certainty, Stance, Status
from ..grounds import grounds
from ..loading import Kept, kept
from ..models import Citation, Exercise, Occurrence, Visit
from .finding import Finding


@cache
def citations(model: type[Occurrence]) -> Kept:
    """Fetches the citations of records to sources that the public sees.

    Whether the public sees the record itself is asked of the record: asked of each of the kinds a
    citation can bear on, it costs PostgreSQL a fifth of a second to plan.
    """
    cited = Citation.objects.filter(source__status=Status.PUBLISHED)
    return kept(model, "citations", cited.select_related("source__publisher_record", "via"))


def check(record: Occurrence) -> Iterator[Finding]:
    """What the rules say about the citations of a published occurrence."""
    cited: list[Citation] = list(record.citations.all())  # type: ignore[attr-defined]
    if not record.is_published or not cited:
        return
    bearing = [each for each in cited if each.stance in BEARING_OUT and not each.retracted]
    if not bearing and all(each.stance == Stance.SILENT for each in cited):
        yield Finding(
            record,
            "only-silent",
            _("none of its sources says so. Cite one that does, or withdraw it."),
            impossible=False,
        )
    if not bearing and any(each.stance in AGAINST for each in cited):
        yield Finding(
            record,
            "only-contradicted",
            _("sources contradict it and none supports it. Cite one that does, or withdraw it."),
            impossible=False,
        )
    if len({each.source_id for each in bearing}) == 1 and all(each.via_id for each in bearing):
        yield Finding(
            record,
            "one-source-second-hand",
            _("it rests on one source, which was not seen itself (%(source)s). Look for another.")
            % {"source": bearing[0].source},
            impossible=False,
        )


def confirmed(record: Visit | Exercise) -> Iterator[Finding]:
    """What is confirmed rests on an official source, or on several that are independent.

    An official source is taken for the navy's own: which navy it speaks for is not always known.
    """
    if record.certainty != Certainty.CONFIRMED or not record.is_published:
        return
    known = grounds(record.citations.all())
    if not known.confirm:
        yield Finding(
            record,
            "confirmed-too-high",
            ngettext(
                "it is confirmed, but rests on %(number)d independent source, which is not "
                "official. Cite the navy itself or another source, or call it reported.",
                "it is confirmed, but rests on %(number)d independent sources, of which none is "
                "official. Cite the navy itself or other sources, or call it reported.",
                len(known.voices),
            )
            % {"number": len(known.voices)},
            impossible=False,
        )


def announced_only(record: Visit | Exercise, begins: dates.FuzzyDate | None) -> Iterator[Finding]:
    """What is confirmed needs a source from after its beginning; before it there is but a plan."""
    if record.certainty != Certainty.CONFIRMED or begins is None or begins.earliest is None:
        return
    latest = latest_supporting(record)
    if latest is not None and latest < begins.earliest:
        yield Finding(
            record,
            "confirmed-by-announcement",
            _("it is confirmed, but its sources are older than it. Cite a later one, or say so."),
            impossible=False,
        )


def latest_supporting(record: Occurrence) -> date | None:
    """The last day on which a supporting source of a public record may have appeared.

    None where one has no date, or where there is none.
    """
    if not record.is_published:
        return None
    days = []
    for each in record.citations.all():  # type: ignore[attr-defined]
        if each.stance in BEARING_OUT and not each.retracted:
            published = each.source.published_date
            if published is None or published.latest is None:
                return None
            days.append(published.latest)
    return max(days, default=None)


def said_after_publication(record: Occurrence, said: dates.FuzzyDate | None) -> Iterator[Finding]:
    """Nothing is said after the last source that reports it."""
    published = latest_supporting(record)
    if said is None or said.earliest is None or published is None or said.earliest <= published:
        return
    yield Finding(
        record,
        "said-after-publication",
        _(
            "it was said (%(said)s) after the last source for it appeared (%(published)s). "
            "Correct one of the two dates."
        )
        % {"said": said, "published": published.isoformat()},
        impossible=False,
    )
