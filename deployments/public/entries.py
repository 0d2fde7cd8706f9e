"""The index: when published records happened, and what they involve.

These tables are not curated and have no history: they are worked out from the published records
and can be built anew from them at any time. They hold nothing that is not public.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from .. import compiling
from ..choices import NOT_PRESENT, EntryKind
from ..fields import Arc
from ..orders import UNDATED
from .having import Stand, Template, Value
from .window import InWindow, Window
from .words import SearchedQuerySet, rank_in_period


def _days_in_order() -> list[models.BaseConstraint]:
    """That possible days have an order, and that certain ones lie within them."""
    return [
        models.CheckConstraint(
            name="%(class)s_bounds_in_order",
            condition=Q(possible_from__isnull=True, possible_to__isnull=True)
            | Q(possible_from__lte=F("possible_to")),
        ),
        models.CheckConstraint(
            name="%(class)s_certain_within_possible",
            condition=Q(certain_from__isnull=True, certain_to__isnull=True)
            | Q(
                certain_from__lte=F("certain_to"),
                certain_from__gte=F("possible_from"),
                certain_to__lte=F("possible_to"),
            ),
        ),
    ]


class NoPlanBefore(Template):
    """Whether an entry is no plan, or one whose last day, on the left, is not before that on the
    right.
    """

    lookup_name = "no_plan_before"
    leaves_out_few = True
    rhs: date

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str, ...]]:
        last, _none = self.process_lhs(compiler, connection)
        table, _dot, _column = last.rpartition(".")
        absent = ", ".join(["%s"] * len(NOT_PRESENT))
        return (
            f'({last} IS NULL OR {last} >= %s OR {table}."certainty" NOT IN ({absent}))',
            (self.rhs.isoformat(), *(str(each.value) for each in NOT_PRESENT)),
        )


class TimelineEntryQuerySet(SearchedQuerySet["TimelineEntry"]):
    """Entries exist for published records only; see ``services.indexing``."""

    ranked_by = ("period", "sort_day")
    listed_by = "in_stream"

    def rank(self, values: Sequence[Value]) -> int:
        period, day = values
        assert isinstance(period, int)
        assert isinstance(day, date)
        return rank_in_period(period, day)

    def stand(self, day: date, *, latest: bool) -> Stand:
        month = day.month if latest else 0  # a year stands below its months
        return day.year * 100 + month, day

    def listed_between(self, first: date | None, last: date | None) -> Self:
        rows = self
        if first is not None:
            period, _day = self.stand(first, latest=False)
            rows = rows.filter(period__gte=period, sort_day__gte=first)
        if last is not None:
            period, _day = self.stand(last, latest=True)
            rows = rows.filter(period__lte=period, sort_day__lte=last)
        return rows

    def stream(self) -> Self:
        """The entries that stand on the timeline, newest first."""
        # Compared with a value: SQLite seeks no index by a column that stands alone as a condition.
        return self.filter(in_stream=models.Value(True)).order_by("-sort_day", "-slug")

    def beginning_in(self, months: Iterable[date]) -> Self:
        """What stands on the timeline under one of these months, without what did not happen."""
        periods = [month.year * 100 + month.month for month in months]
        return self.stream().filter(period__in=periods).present()

    def possibly_between(
        self, start: date | None, end: date | None, ships: Collection[int] = ()
    ) -> Self:
        """What may overlap the days from ``start`` to ``end``, both inclusive; None is open.

        Days between its stretches are none of its days. With ``ships`` (ids of vessels) the days
        of one of those ships count, where the entry knows the days of its ships.
        """
        return self.filter(InWindow(F("pk"), Window(start, end, tuple(ships))))

    def certainly_between(
        self, start: date | None, end: date | None, ships: Collection[int] = ()
    ) -> Self:
        """What certainly overlaps the days from ``start`` to ``end``, both inclusive."""
        return self.filter(InWindow(F("pk"), Window(start, end, tuple(ships), certain=True)))

    def present(self) -> Self:
        """Without what was only planned, or was cancelled."""
        return self.exclude(certainty__in=NOT_PRESENT)

    def without_plans_before(self, day: date) -> Self:
        """Without what was only planned, or was cancelled, for days that all lie before ``day``."""
        return self.filter(NoPlanBefore(F("possible_to"), day))

    def with_facet(self, facet: str, values: Iterable[int | str]) -> Self:
        """Entries that involve any of ``values`` (record ids, or country codes) of ``facet``."""
        return self.filter(pk__in=TimelineFacet.objects.telling(facet, values))


class TimelineEntry(models.Model):
    """When a published record happened, in the bounds that rule 1 gives it.

    Its days are the outer bounds; days between on which it was not stand in its stretches.

    A deployment has up to three rows: its departure and its return stand in the stream, unless a
    visit tells them already, and one row outside the stream holds its whole span.
    """

    arc: ClassVar[Arc]

    slug = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=12, choices=EntryKind, blank=True)
    in_stream = models.BooleanField(default=True)
    record = Arc(
        ("deployment", "visit", "exercise", "engagement", "commentary"),
        related_name="entries",
        on_delete=models.CASCADE,
        message=_("An entry tells of exactly one record."),
    )
    certainty = models.CharField(max_length=12, blank=True)
    period = models.PositiveIntegerField(default=0)
    """The month or year it stands under, as ``FuzzyDate.period`` says; 0 without a date."""
    sort_day = models.DateField(default=UNDATED)
    possible_from = models.DateField(null=True)
    possible_to = models.DateField(null=True)
    certain_from = models.DateField(null=True)
    certain_to = models.DateField(null=True)
    reaches_far = models.BooleanField(default=False)
    """Whether some of its possible days lie far from its ``sort_day``; see :mod:`.window`."""

    objects = TimelineEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline entries")
        ordering = ("-sort_day", "-slug")
        indexes = [
            models.Index(
                F("in_stream"), F("sort_day").desc(), F("slug").desc(), name="entry_stream"
            ),
            models.Index(
                F("in_stream"),
                F("period").desc(),
                F("sort_day").desc(),
                F("slug").desc(),
                name="entry_by_period",
            ),
            models.Index(
                F("kind"),
                F("period").desc(),
                F("sort_day").desc(),
                F("slug").desc(),
                name="entry_by_kind",
            ),
            models.Index(fields=["possible_from", "possible_to"], name="entry_possible"),
            models.Index(fields=["certain_from", "certain_to"], name="entry_certain"),
            models.Index(
                fields=["possible_to", "period"],
                condition=Q(certainty__in=NOT_PRESENT),
                name="entry_plans",
            ),
            models.Index(
                fields=["possible_from", "possible_to", "sort_day"],
                condition=Q(reaches_far=True),
                name="entry_reaching_far",
            ),
        ]
        constraints = _days_in_order()

    def __str__(self) -> str:
        return self.slug

    @property
    def record_type(self) -> str:
        """Which record the entry tells of."""
        return TimelineEntry.record.kind_of(self)

    @property
    def record_id(self) -> int:
        """The id of the record the entry tells of."""
        found = TimelineEntry.record.id_of(self)
        assert found is not None
        return found


STANDS_FOR = "stands_for"
"""The facet of the countries that participants stand for: by code, or in words where the country
has none; empty for unnamed ships of a group."""

PLACE = "place"
"""The facet of the country in which the place of an entry lay then, by code or in words; one with
a code is among those that it involves, too."""

LASTING = "lasting"
"""The facet of the port of a visit some of whose possible days lie more than ``NEAR_DAYS`` from the
day by which it stands in lists: who was in a port then is not found near that day alone."""

NEAR_DAYS = 62
"""Longer than most stays are, and than those of which one end is known; shorter than a year."""


class TimelineFacetQuerySet(compiling.QuerySet["TimelineFacet"]):
    """Facets are written with their entry: one that changes is another row, with other facets."""

    def telling(
        self, facet: str, values: Iterable[int | str]
    ) -> models.QuerySet[TimelineFacet, Mapping[str, object]]:
        """The entries that involve any of ``values``, for a subquery."""
        rows = self.filter(facet=facet, value__in=[str(value) for value in values])
        return rows.values("entry")


class TimelineFacet(models.Model):
    """What an entry involves: a country (by code) or a published record (by id).

    The countries that somebody takes part for are a facet of their own: ``STANDS_FOR``. Kind,
    period and day are those of the entry, so that an index gives what involves something in the
    order of a list.
    """

    entry = models.ForeignKey(TimelineEntry, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=12)
    value = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, blank=True)
    """Empty for what does not stand on the timeline."""
    period = models.PositiveIntegerField(default=0)
    sort_day = models.DateField(default=UNDATED)

    objects = TimelineFacetQuerySet.as_manager()

    class Meta:
        verbose_name = _("timeline facet")
        constraints = [
            models.UniqueConstraint("entry", "facet", "value", name="timelinefacet_unique")
        ]
        indexes = [
            models.Index(fields=["facet", "value", "entry"], name="facet_value_entry"),
            models.Index("facet", "value", "period", "sort_day", name="facet_by_period"),
            models.Index("facet", "value", "kind", "sort_day", name="facet_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class TimelineStretch(models.Model):
    """A stretch of days on which an entry, or one of its ships, possibly and certainly was there.

    Of each ship that is named in a visit or an exercise there is at least one; several where days
    between were taken from her. Of the entry as a whole (no vessel) there are some only where its
    days have holes.
    """

    entry = models.ForeignKey(TimelineEntry, on_delete=models.CASCADE, related_name="stretches")
    vessel = models.ForeignKey(
        "deployments.Vessel", null=True, on_delete=models.CASCADE, related_name="stretches"
    )
    possible_from = models.DateField()
    possible_to = models.DateField()
    certain_from = models.DateField(null=True)
    certain_to = models.DateField(null=True)

    objects = compiling.Manager()

    class Meta:
        verbose_name = _("stretch of days")
        verbose_name_plural = _("stretches of days")
        ordering = ("possible_from", "possible_to", "pk")
        constraints = _days_in_order()

    def __str__(self) -> str:
        return f"{self.possible_from}/{self.possible_to}"
