"""Keys for new records that come without one."""

from __future__ import annotations

from django.db.models import Model
from django.utils.text import slugify

from ..fields import KEY_LENGTH
from ..models import KeyRedirect, Record
from ..search import fold


def free_key(model: type[Model], values: list[str]) -> str:
    """A key made of ``values`` that no record of ``model`` has or ever had."""
    assert issubclass(model, Record)
    parts = [slugify(fold(value)) for value in values]
    base = "-".join(part for part in parts if part)[: KEY_LENGTH - 5].strip("-")
    base = base or model.record_type
    taken = set(model._default_manager.filter(key__startswith=base).values_list("key", flat=True))
    redirects = KeyRedirect.objects.filter(record_type=model.record_type, old_key__startswith=base)
    taken |= set(redirects.values_list("old_key", flat=True))
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key
