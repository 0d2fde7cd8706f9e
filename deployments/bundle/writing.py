"""Checks, stores and removes one row, and says in words for people what stands against it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.db.utils import DataError, IntegrityError
from django.utils.translation import gettext as _

from ..models import Row
from ..services.storing import store_new


def faults_of(row: Row) -> list[tuple[str, str]]:
    """What the model has to say against a row: field (or nothing) and message.

    Relations are not looked up again, as they were found by key; what a constraint of the
    database decides is left to it, see :func:`save`.
    """
    known = {
        f.name
        for f in row._meta.concrete_fields
        if f.is_relation and getattr(row, f.attname) is not None
    }
    try:
        row.clean_fields(exclude=known)
        row.clean()
    except ValidationError as problem:
        return messages_of(problem)
    return []


def save(row: Row) -> list[tuple[str, str]]:
    """Store a row; what the database's constraints refuse is said in the model's words."""
    try:
        with transaction.atomic():
            row.save()
    except ValidationError as problem:
        return messages_of(problem)
    except (IntegrityError, DataError) as problem:
        try:
            row.validate_unique()
            row.validate_constraints()
        except ValidationError as reasons:
            return messages_of(reasons)
        return [("", str(problem))]
    return []


def save_new(rows: Sequence[Row]) -> bool:
    """Store new rows of one kind together; False, and none stored, when one is refused."""
    try:
        with transaction.atomic():
            store_new(rows)
    except (ValidationError, IntegrityError, DataError):
        return False
    return True


def remove(row: Row) -> list[str]:
    """Delete an owned row; what still needs it is named instead."""
    try:
        with transaction.atomic():
            row.delete()
    except ValidationError as problem:
        return problem.messages
    except (ProtectedError, RestrictedError) as problem:
        needing = getattr(problem, "protected_objects", None) or problem.args[1]
        names = ", ".join(sorted({str(each._meta.verbose_name) for each in needing}))
        return [
            _("It cannot be removed while it is named elsewhere (%(names)s).") % {"names": names}
        ]
    return []


def messages_of(problem: ValidationError) -> list[tuple[str, str]]:
    """Field (or nothing) and message of everything in a validation error."""
    if not hasattr(problem, "error_dict"):
        return [("", message) for message in problem.messages]
    return [
        ("" if name == "__all__" else name, message)
        for name, messages in problem.message_dict.items()
        for message in messages
    ]
