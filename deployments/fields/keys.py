"""Keys: what a record is called in addresses, in the API and in files."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

KEY_LENGTH = 120

validate_key = RegexValidator(
    r"^[a-z0-9]+(?:-+[a-z0-9]+)*$",
    _("A key is made of lower-case letters a–z, digits and hyphens, such as “cavour-yokosuka”."),
    code="key",
)


class KeyField(models.CharField):
    """The stable key of a record: a slug, unique per kind, the same in addresses, API and files."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", KEY_LENGTH)
        kwargs.setdefault("validators", [validate_key])
        super().__init__(**kwargs)
