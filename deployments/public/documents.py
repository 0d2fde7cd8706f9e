"""What the public sees of each record, written when a change set settles.

These tables are not curated and have no history: they are worked out from the published records
and can be built anew from them at any time. They hold nothing that is not public.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Self

from django.db import connections, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .. import compiling
from ..fields import KEY_LENGTH
from ..orders import UNDATED
from .having import Stand, Value
from .words import SearchedQuerySet, rank_of_day

VALUE_LENGTH = 300
"""Characters of a facet's value that are kept and compared: more than any column that is one."""

NAMED = "named"
"""The facet of the records by whose names a reference record is found too: ``navy:5``."""

CITES = "cites"
"""The facet of the sources that a document cites, for itself or for a part."""

MENTIONS = "mentions"
"""The facet of the sources that a document names in other ways, as that by which one is known."""

POSITIONS = "theme_position"
"""The facet of statements of a theme with the position that is taken on it: ``5:doubts``."""

SPEAKER = "speaker"
"""The facet of statements that says who made them."""

ARCHIVED = "archived"
"""The facet of sources that says whether an archived copy is known, “true” or “false”."""

DISPUTED = "disputed"
"""The facet that says whether a source gives another value or denies it, “true” or “false”."""

UNGRADED = "ungraded"
"""The facet of what happened that says whether nothing cited for it carries a grade."""

LEFT = "departure_known"
"""The facet of visits that says whether it is known when they ended."""

PUBLISHED = "published"
"""The facet of sources that says when they were published, as a number: 20240826, or 20240800 where
only the month is known, and 20240000 where only the year is."""

CALLED = "called"
"""The facet of all that a record is called: each of its names and numbers, folded and in one."""

WORD = "word"
"""The facet of the words of its names that somebody may misspell, folded."""

CITATIONS, LOCATED, GRADED, SUPPORT = "citations", "located", "graded", "support"
FIGURES = (CITATIONS, LOCATED, GRADED, SUPPORT)
"""The facets whose value is a number: how many citations a document has, how many of them say
where and carry a grade; and on how many sources that stand the record itself rests. Those of which
it has none it has no facet of. Options add them up; a filter finds by the last one."""


TABLE = "deployments_publicdocument"
_UTF8 = {"sqlite": "CAST(text AS BLOB)", "postgresql": "convert_to(text, 'UTF8')"}


class PublicDocumentQuerySet(SearchedQuerySet["PublicDocument"]):
    """Documents exist for published records only; see ``services.door``."""

    ranked_by = ("sort_day",)
    listed_by = "record_type"

    def rank(self, values: Sequence[Value]) -> int:
        (day,) = values
        assert isinstance(day, date)
        return rank_of_day(day)

    def stand(self, day: date, *, latest: bool) -> Stand:
        return (day,)

    def listed_between(self, first: date | None, last: date | None) -> Self:
        rows = self
        if first is not None:
            rows = rows.filter(sort_day__gte=first)
        if last is not None:
            rows = rows.filter(sort_day__lte=last)
        return rows

    def of_kind(self, record_type: str) -> Self:
        """The documents of one kind of record."""
        return self.filter(record_type=record_type)

    def texts(self, ids: Collection[int]) -> dict[int, bytes]:
        """The texts of documents by id, in UTF-8, as they are sent; none of those that are gone."""
        if not ids:
            return {}
        # Asked on every request: put together by the ORM it takes several times as long.
        places = ", ".join(["%s"] * len(ids))
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                f'SELECT id, {_UTF8[cursor.db.vendor]} FROM "{TABLE}" '  # noqa: S608
                f"WHERE id IN ({places})",
                list(ids),
            )
            return {pk: bytes(text) for pk, text in cursor.fetchall()}

    def text(self, record_type: str, key: str) -> bytes:
        """The text of one document, in UTF-8; empty where there is none that is public."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                f'SELECT {_UTF8[cursor.db.vendor]} FROM "{TABLE}" '  # noqa: S608
                "WHERE record_type = %s AND key = %s",
                [record_type, key],
            )
            found = cursor.fetchone()
        return b"" if found is None else bytes(found[0])

    def of(self, record_type: str, key: str) -> PublicDocument | None:
        """The document of one record; None where there is none that is public."""
        return self.filter(record_type=record_type, key=key).first()


class PublicDocument(models.Model):
    """A published record as the API gives it: JSON, with addresses that begin with a slash.

    ``changed_at`` is when its own content last changed, which ``digest`` tells: what others are
    called stands in the text, and is no change of this record. Between an update of the software
    and the first rebuild the text may still be empty.
    """

    record_type = models.CharField(max_length=30)
    record_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=KEY_LENGTH)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField(db_index=True)
    name = models.TextField(blank=True)
    """What it is called among others of its kind, told from those of its name."""
    sort_name = models.CharField(max_length=VALUE_LENGTH, blank=True)
    """By which it stands in a list of names: folded, descriptions in place of a name last."""
    sort_day = models.DateField(default=UNDATED)
    """By which it stands in a list of days; the same for all that have none."""

    objects = PublicDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("public document")
        constraints = [
            models.UniqueConstraint("record_type", "record_id", name="publicdocument_record"),
            models.UniqueConstraint("record_type", "key", name="publicdocument_key"),
        ]
        indexes = [
            models.Index("record_type", F("sort_day").desc(), "key", name="publicdocument_by_day"),
            models.Index("record_type", "sort_name", "key", name="publicdocument_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type}:{self.key}"


@cache
def _of_kind(record_type: str) -> PublicDocumentQuerySet:
    return PublicDocument.objects.of_kind(record_type)


def documents_of(record_type: str) -> PublicDocumentQuerySet:
    """All documents of one kind of record: the query with which nearly every list begins."""
    return _of_kind(record_type).all()  # a copy, which costs a tenth


class PublicFacet(models.Model):
    """By what a document is found: a word, a code, or the id of a published record.

    Which there are is said in ``documents.facets``. Kind, id, day and key are those of the
    document, so that one index gives what is found in the order of a list.
    """

    document = models.ForeignKey(PublicDocument, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=VALUE_LENGTH)
    number = models.BigIntegerField(null=True)
    """The value, where it is a whole number: by it ranges are found."""
    record_type = models.CharField(max_length=30)
    record_id = models.PositiveBigIntegerField()
    sort_day = models.DateField()
    key = models.CharField(max_length=KEY_LENGTH)

    objects = compiling.Manager()

    class Meta:
        verbose_name = _("public facet")
        constraints = [
            models.UniqueConstraint("document", "name", "value", name="publicfacet_unique")
        ]
        indexes = [
            models.Index(
                "record_type",
                "name",
                "value",
                F("sort_day").desc(),
                "key",
                name="publicfacet_by_value",
            ),
            models.Index(
                fields=["record_type", "name", "number"],
                condition=Q(number__isnull=False),
                name="publicfacet_by_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_type}:{self.key} {self.name}={self.value}"


class PublicOption(models.Model):
    """A value that a filter can offer, and how many documents of the kind have it.

    Of the timeline: how many entries that stand there.
    """

    record_type = models.CharField(max_length=30)
    name = models.CharField(max_length=30)
    value = models.CharField(max_length=VALUE_LENGTH)
    number = models.PositiveIntegerField()

    objects = compiling.Manager()

    class Meta:
        verbose_name = _("option of a filter")
        verbose_name_plural = _("options of filters")
        constraints = [
            models.UniqueConstraint("record_type", "name", "value", name="publicoption_unique")
        ]
        indexes = [
            models.Index(
                "record_type", "name", F("number").desc(), "value", name="publicoption_by_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.name}={self.value}: {self.number}"
