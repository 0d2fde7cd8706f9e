"""Keys for new records that come without one."""

from __future__ import annotations

from django.db.models import Model

from ..fields import KEY_LENGTH
from ..letters import key_part, numbered
from ..models import KeyRedirect, Record


def free_key(model: type[Model], values: list[str]) -> str:
    """A key made of ``values`` that no record of ``model`` has or ever had."""
    assert issubclass(model, Record)
    base = "-".join(filter(None, map(key_part, values)))[: KEY_LENGTH - 5].strip("-")
    base = base or model.record_type
    taken = set(model._default_manager.filter(key__startswith=base).values_list("key", flat=True))
    redirects = KeyRedirect.objects.filter(record_type=model.record_type, old_key__startswith=base)
    taken |= set(redirects.values_list("old_key", flat=True))
    return numbered(base, taken.__contains__)
