"""Turns what kept a change from being stored into sentences for the editor."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model, ProtectedError, RestrictedError, UniqueConstraint
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..changes.opened import NoChangeSet
from ..changes.writer import Busy
from ..models import OWNED_MODELS, RECORD_MODELS

REFUSALS = (ValidationError, ProtectedError, RestrictedError, IntegrityError, NoChangeSet, Busy)
"""What the database, a model, the gate or the one writer's lock raises against a change."""


def sentences(refusal: BaseException) -> list[str]:
    """Why nothing was stored, one sentence for each reason."""
    match refusal:
        case ValidationError():
            return [capfirst(text) for text in _texts(refusal)]
        case ProtectedError() | RestrictedError():
            rows = getattr(refusal, "protected_objects", None) or refusal.args[1]
            return [
                _("The %(kind)s “%(row)s” refers to it. Change that first.")
                % {"kind": row._meta.verbose_name, "row": row}
                for row in sorted(rows, key=str)[:10]
            ]
        case IntegrityError():
            return [_integrity(str(refusal))]
    return [str(refusal)]


def _texts(refusal: ValidationError) -> list[str]:
    if not hasattr(refusal, "error_dict"):
        return refusal.messages
    return [text for texts in refusal.message_dict.values() for text in texts]


def _integrity(text: str) -> str:
    for model in (*RECORD_MODELS, *OWNED_MODELS):
        for constraint in model._meta.constraints:
            if re.search(rf"\b{re.escape(constraint.name)}\b", text):
                return _constraint(model, isinstance(constraint, UniqueConstraint))
        if re.search(rf"\b{model._meta.db_table}[._]key\b", text):
            return _constraint(model, True)
    return _("The database refused this: it contradicts another row, perhaps a new one. Try again.")


def _constraint(model: type[Model], unique: bool) -> str:
    kind = model._meta.verbose_name
    if unique:
        return _("Two rows of the kind “%(kind)s” would say the same. Remove one of them.") % {
            "kind": kind
        }
    return _("A row of the kind “%(kind)s” contradicts itself. Check its values.") % {"kind": kind}
