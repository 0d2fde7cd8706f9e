"""What the public sees of each record, written when a change set settles.

These tables are not curated and have no history: they are worked out from the published records
and can be built anew from them at any time. They hold nothing that is not public.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields import KEY_LENGTH


class PublicDocumentQuerySet(models.QuerySet["PublicDocument"]):
    """Documents exist for published records only; see ``services.door``."""

    def texts(self, record_type: str, ids: Collection[int]) -> dict[int, str]:
        """The documents of these records of one kind, by id; nothing for those not public."""
        found = self.filter(record_type=record_type, record_id__in=ids)
        return dict(found.values_list("record_id", "text"))

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

    objects = PublicDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("public document")
        constraints = [
            models.UniqueConstraint("record_type", "record_id", name="publicdocument_record"),
            models.UniqueConstraint("record_type", "key", name="publicdocument_key"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type}:{self.key}"
