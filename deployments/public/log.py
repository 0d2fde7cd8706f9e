"""What became of the public side: what changed when, and where addresses of before lead.

The log is kept here alone: what was public once is known nowhere else. Former addresses are worked
out from the records, as documents are. Neither is curated, nor tells of what never was public.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Self

from django.db import connections, models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from .. import compiling
from ..choices import PublicCause, PublicOperation
from ..fields import KEY_LENGTH
from .documents import PublicDocument

_NEWEST = 'SELECT position, at FROM "deployments_publicchange" ORDER BY position DESC LIMIT 1'


class PublicChangeQuerySet(compiling.QuerySet["PublicChange"]):
    """What became of the public side, one row for each record and change set."""

    def position(self) -> tuple[int, datetime | None]:
        """The position up to which the public side has changed, and when that was; 0 at first.

        Two databases may be at one position, as where a copy was put back and went on otherwise:
        the moment tells them apart.
        """
        # Asked before every answer: put together by the ORM it takes several times as long.
        with connections[self.db].cursor() as cursor:
            cursor.execute(_NEWEST)
            position, at = cursor.fetchone() or (0, None)
        return position, at if at is None else at.replace(tzinfo=UTC)  # SQLite knows no zones

    def after(self, position: int) -> Self:
        """What changed after ``position``, in order.

        Positions are given by the one writer, in the order of commits: whoever has read up to one
        has missed nothing before it.
        """
        return self.filter(position__gt=position).order_by("position")

    def own(self) -> Self:
        """What became of records by their own change, latest first, without former documents."""
        return self.filter(cause=PublicCause.OWN).order_by("-position").defer("former")

    def readable(self) -> Self:
        """The rows whose former documents may be shown: those of records that are public now.

        Of a withdrawn record the public reads that it was there and why it went, and no former
        document. Nothing serves former documents yet. What does has to reduce what they say of
        *other* records that are public no more to a key.
        """
        public = PublicDocument.objects.filter(
            record_type=OuterRef("record_type"), record_id=OuterRef("record_id")
        )
        return self.filter(Exists(public))


class PublicChange(models.Model):
    """A record that the public saw otherwise from ``position`` on.

    This is no working-out of what the records say now: it cannot be built anew. ``key`` is that
    of the record after the change, ``former`` its document before it; empty where there was none,
    or where the document stayed as it was, as when what it is found by changed.
    """

    position = models.PositiveBigIntegerField(primary_key=True)
    """Counts upwards by one; there is none for what the public could not notice."""
    record_type = models.CharField(max_length=30)
    record_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=KEY_LENGTH)
    operation = models.CharField(max_length=12, choices=PublicOperation)
    at = models.DateTimeField()
    """The same for all rows of a change set."""
    cause = models.CharField(max_length=12, choices=PublicCause)
    causes = models.JSONField(default=list)
    """The records (“port:yokosuka”) by whose change this one came, where others were the cause."""
    former = models.TextField(blank=True)

    objects = PublicChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("public change")
        indexes = [
            models.Index(fields=["record_type", "record_id"], name="publicchange_record"),
            models.Index(fields=["cause", "position"], name="publicchange_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.record_type}:{self.key} {self.operation}"


class FormerAddressQuerySet(compiling.QuerySet["FormerAddress"]):
    """Addresses of what is or was public; see ``services.former_addresses``."""

    def of(self, record_type: str, key: str) -> FormerAddress | None:
        """What became of an address; None where nothing public was ever found there.

        What was withdrawn under a key comes before what only led there once.
        """
        return self.filter(record_type=record_type, key=key).order_by("present_key").first()


class FormerAddress(models.Model):
    """An address at which a record was public: it moved, or it was withdrawn.

    ``present_key`` is the record's key now, empty at the address of a withdrawn record itself.
    """

    record_type = models.CharField(max_length=30)
    record_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=KEY_LENGTH)
    present_key = models.CharField(max_length=KEY_LENGTH, blank=True)
    withdrawn_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was withdrawn, as the public reads it."""

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        constraints = [
            models.UniqueConstraint("record_type", "key", "record_id", name="formeraddress_key"),
        ]
        indexes = [
            models.Index(fields=["record_type", "record_id"], name="formeraddress_record"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type}:{self.key}"
