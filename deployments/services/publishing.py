"""On the way to the public and back: review, publication, withdrawal, renaming.

Each service reads its records again once it is the only writer, and refuses (:class:`Refused`)
when somebody else changed one of them since the caller read it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from ..changes.meanwhile import reread
from ..changes.service import change_set
from ..choices import Status
from ..models import KeyRedirect, Record
from . import gate
from .gate import Problem, Refused


def submit(*, record: Record, origin: str, actor: User | None = None, reason: str = "") -> None:
    """Send a draft to review. Raises :class:`Refused` when it is no draft."""
    with change_set(origin=origin, actor=actor, reason=reason or _("Sent to review")):
        reread([record])
        if record.status != Status.DRAFT:
            text = _("only a draft can be sent to review; this is %(status)s.")
            raise Refused([Problem(record, text % {"status": record.get_status_display()})])
        record.status = Status.IN_REVIEW
        record.save()


def return_to_draft(
    *, record: Record, origin: str, actor: User | None = None, reason: str = ""
) -> None:
    """Send a record in review back to its editor. Raises :class:`Refused` for any other."""
    with change_set(origin=origin, actor=actor, reason=reason or _("Sent back to draft")):
        reread([record])
        if record.status != Status.IN_REVIEW:
            text = _("only a record in review can go back to draft; this is %(status)s.")
            raise Refused([Problem(record, text % {"status": record.get_status_display()})])
        record.status = Status.DRAFT
        record.save()


def publish(
    *, records: Sequence[Record], origin: str, actor: User | None = None, reason: str = ""
) -> list[Record]:
    """Publish ``records`` together, all or none; returns those that were not public before.

    Raises :class:`Refused` with every reason. Records may need one another: the gate is checked
    once all of them are public.
    """
    published = []
    with change_set(origin=origin, actor=actor, reason=reason or _("Published")):
        reread(records)
        for record in records:
            if record.is_published:
                continue
            record.status = Status.PUBLISHED
            record.first_published_at = record.first_published_at or timezone.now()
            record.withdrawn_on = None
            record.withdrawal_reason = ""
            record.save()
            published.append(record)
    return published


def withdraw(
    *,
    record: Record,
    public_reason: str,
    origin: str,
    actor: User | None = None,
    reason: str = "",
    with_dependants: bool = False,
) -> list[Record]:
    """Withdraw a record; its address answers 410 with ``public_reason`` if it was ever public.

    Raises :class:`Refused` with the published records that need it, unless ``with_dependants``
    is set, which withdraws them too. Returns all that were withdrawn.
    """
    with change_set(origin=origin, actor=actor, reason=reason or _("Withdrawn")):
        reread([record])
        if record.status == Status.WITHDRAWN:
            raise Refused([Problem(record, _("it is withdrawn already."))])
        if record.once_public and not public_reason.strip():
            raise Refused([Problem(record, _("give the reason that the public will read."))])
        others = gate.all_dependants(record) if record.is_published else []
        if others and not with_dependants:
            raise Refused([Problem(record, gate.needed_by(other)) for other in others])
        for each in [*others, record]:
            each.status = Status.WITHDRAWN
            each.withdrawn_on = timezone.localdate()
            each.withdrawal_reason = public_reason.strip()
            each.save()
    return [*others, record]


def rename(
    *, record: Record, new_key: str, origin: str, actor: User | None = None, reason: str = ""
) -> None:
    """Give a record a new key; its old address, if ever public, leads to the new one.

    Raises ``ValidationError`` when the key is malformed, taken or was once another record's.
    """
    with change_set(origin=origin, actor=actor, reason=reason or _("Renamed")):
        reread([record])
        old_key = record.key
        if new_key == old_key:
            return
        record.key = new_key
        record.full_clean()
        record.save(renaming=True)
        own = KeyRedirect.objects.filter(record_type=record.record_type, record_id=record.pk)
        for redirect in own.filter(old_key=new_key):
            redirect.delete()
        if record.once_public:
            KeyRedirect.objects.create(
                record_type=record.record_type, old_key=old_key, record_id=record.pk
            )
