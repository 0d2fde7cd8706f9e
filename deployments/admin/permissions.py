"""Who may do what to which record.

Two groups, made by a migration: *editors* add records and change, submit and delete what is not
public; *publishers* may do that too, and change, publish, withdraw and rename what is public.
What is decided here holds for pages, inline rows, actions and requests made by hand alike.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model
from django.http import HttpRequest

from ..changes.service import owner_of
from ..choices import Status
from ..models import ChangeSet, Record

PUBLISH = "deployments.publish"
Visitor = User | AnonymousUser
OPEN_TO_EDITORS = (Status.DRAFT, Status.IN_REVIEW)


def editor(request: HttpRequest) -> User:
    """Whose request it is; the admin lets nobody in who is not logged in."""
    assert request.user.is_authenticated
    return request.user


def may_publish(user: Visitor) -> bool:
    """Whether ``user`` may publish, withdraw and rename, and change what is or was public."""
    return user.has_perm(PUBLISH)


def may_change(user: Visitor, row: Model | None) -> bool:
    """Whether ``user`` may change ``row``, which is a record or owned by one.

    Goes beyond the model permission, which the caller has checked: what is published, was once,
    or is withdrawn belongs to publishers.
    """
    record = owner_of(row) if row is not None else None
    if record is None or may_publish(user):
        return True
    return record.status in OPEN_TO_EDITORS and not record.once_public


def may_type(request: HttpRequest, row: Model | None) -> bool:
    """Whether the form of ``row`` takes input.

    It does from whoever may change it; and when it is shown again with why it was refused, so
    that what was typed is not lost because the record was published meanwhile.
    """
    return bool(getattr(request, "refusal", ())) or may_change(request.user, row)


def may_delete(user: Visitor, row: Model | None) -> bool:
    """Whether ``user`` may delete ``row``: a record never public, and for editors their own."""
    record = owner_of(row) if row is not None else None
    if record is None:
        return True
    if row is not record:
        return may_change(user, record)
    if record.once_public:
        return False
    return may_publish(user) or (may_change(user, record) and added_by(record) == user.pk)


def added_by(record: Record) -> int | None:
    """The id of the user who added ``record``, or None when it came by another way."""
    creation = ChangeSet.objects.filter(
        pk__in=type(record).history.filter(id=record.pk, history_type="+").values("change_set_id")
    )
    return creation.values_list("actor_id", flat=True).first()
