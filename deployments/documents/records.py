"""The public document of a record: what the API gives of it, as it is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import CharField, DateTimeField, Prefetch, QuerySet, Value
from django.utils import translation
from rest_framework.renderers import JSONRenderer

from ..models import Deployment, Record, TimelineEntry
from ..querysets import in_index, records_of
from .common import SERIALIZERS


def shown(model: type[Record]) -> QuerySet[Any]:
    """Published records with all that their documents show, each step through the gate."""
    found = records_of(model).published().with_public(*model.detail_paths)
    changed = in_index(model, "public_changed_at", DateTimeField)
    rows: QuerySet[Any] = found.annotate(updated_at=changed)
    if not model.is_occurrence:
        return rows
    entries = TimelineEntry.objects.prefetch_related("stretches")
    if model is Deployment:
        entries = entries.filter(kind="")  # its whole span, not its departure or return
    # How sure its days are is said in an answer to a question for days alone.
    rows = rows.annotate(match=Value(None, CharField()))
    return rows.prefetch_related(Prefetch("entries", queryset=entries))


def written(model: type[Record], ids: Sequence[int]) -> Iterator[tuple[Record, str]]:
    """Each published record of ``model`` among ``ids``, with its document as JSON.

    Addresses begin with a slash: whoever answers puts the site before them. The number of queries
    does not depend on the number of records.
    """
    serializer, renderer = SERIALIZERS[model.record_type], JSONRenderer()
    # Whoever changes a record may read another language than that of the API.
    with translation.override(settings.LANGUAGE_CODE):
        for record in shown(model).filter(pk__in=ids):
            yield record, renderer.render(serializer(record).data).decode()
