"""The public document of a record: what the API gives of it, as it is stored."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from rest_framework.renderers import JSONRenderer

from ..loading import all_of, kept
from ..models import Deployment, Record, TimelineEntry
from ..querysets import records_of
from .common import SERIALIZERS
from .serializing import of


def shown(model: type[Record], *more_paths: str) -> QuerySet[Any]:
    """Published records with all that their documents show, each step through the gate.

    ``more_paths`` are loaded through it too. The number of queries does not depend on the number
    of records.
    """
    rows: QuerySet[Any] = records_of(model).published()
    rows = rows.with_public(*model.detail_paths, *more_paths)  # type: ignore[attr-defined]
    if not model.is_occurrence:
        return rows
    entries = TimelineEntry.objects.prefetch_related(all_of(TimelineEntry, "stretches"))
    if model is Deployment:
        entries = entries.filter(kind="")  # its whole span, not its departure or return
    return rows.prefetch_related(kept(model, "entries", entries))


def text(record: Any, *, updated_at: datetime) -> str:
    """The document of a record (:func:`shown`) as JSON; ``updated_at`` is its last own change.

    Addresses begin with a slash: whoever answers puts the site before them.
    """
    record.updated_at = updated_at
    record.match = None  # how sure its days are is said where days are asked for
    # Whoever changes a record may read another language than that of the API.
    with translation.override(settings.LANGUAGE_CODE):
        fields = of(SERIALIZERS[record.record_type]).to_representation(record)
    return JSONRenderer().render(fields).decode()
