"""What others did to a record since somebody read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import ForeignObjectRel, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import ChangeSet, Record
from ..models.base import Row
from ..services.gate import Problem, Refused, owned_model
from .rows import HistoryRow

NESTED = ("attestations", "citations")
TOLD_AT_MOST = 10


def reread(records: Iterable[Record]) -> None:
    """Bring ``records`` to what is stored, inside a change set and before they are changed.

    Raises :class:`Refused`, and leaves them as they are, when somebody else changed or deleted
    one of them since it was read: what its reader decided was about something else.
    """
    problems = []
    unchanged = []
    for record in records:
        stored = type(record)._default_manager.filter(pk=record.pk)
        version = stored.values_list("version", flat=True).first()
        if version is None:
            text = _("somebody else has deleted it; nothing was done.")
            problems.append(Problem(record, text))
        elif version != record.version:
            problems.append(Problem(record, _changed(record, version - record.version)))
        else:
            unchanged.append(record)
    if problems:
        raise Refused(problems)
    for record in unchanged:
        record.refresh_from_db()


def _changed(record: Record, times: int) -> str:
    told = "; ".join(in_words(change) for change in change_sets(record)[: max(times, 1)])
    return _(
        "it was changed meanwhile (%(told)s), and nothing was done to it. Look at it again."
    ) % {"told": told}


def in_words(change: ChangeSet) -> str:
    """Who did it, when and why."""
    who = change.actor_name or change.get_origin_display()
    when = f"{timezone.localtime(change.at):%Y-%m-%d %H:%M}"
    return f"{who}, {when}: {change.reason}" if change.reason else f"{who}, {when}"


def histories(record: Record) -> Iterator[tuple[type[Row], QuerySet[HistoryRow]]]:
    """The history rows of ``record`` and of every row it owns or owned, one query each."""
    model = type(record)
    yield model, model.history.filter(id=record.pk)
    for owned in model.owned:
        rows = owned_model(model, owned)
        own = rows.history.filter(**{_owner_column(model, owned): record.pk})
        yield rows, own
        for nested in NESTED:
            if nested in {relation.name for relation in rows._meta.related_objects}:
                below = rows._meta.get_field(nested).related_model
                assert isinstance(below, type)
                assert issubclass(below, Row)
                column = _owner_column(rows, nested)
                yield below, below.history.filter(**{f"{column}__in": own.values("id")})


def _owner_column(model: type[Row], related_name: str) -> str:
    relation = model._meta.get_field(related_name)
    assert isinstance(relation, ForeignObjectRel)
    return str(relation.field.attname)


def change_ids(record: Record) -> list[int]:
    """Ids of the change sets that touched ``record`` or a row it owns, newest first."""
    found: set[int] = set()
    for _model, rows in histories(record):
        found.update(rows.order_by().values_list("change_set_id", flat=True).distinct())
    return sorted(found, reverse=True)


def change_sets(record: Record) -> list[ChangeSet]:
    """The last change sets that touched ``record`` or a row it owns, newest first."""
    newest = change_ids(record)[:TOLD_AT_MOST]
    return list(ChangeSet.objects.filter(pk__in=newest).order_by("-pk"))
