"""What change sets did besides what they were made for, in words."""

from __future__ import annotations

from django.utils.translation import ngettext

MANY = 20
"""From so many other records on, who made the change is told that they were rewritten."""


def rewritten(number: int) -> str:
    """That so many other public records show what changed and follow it; nothing for a few."""
    if number < MANY:
        return ""
    return ngettext(
        "%(count)s other public record shows what changed, and was brought up to date.",
        "%(count)s other public records show what changed, and were brought up to date.",
        number,
    ) % {"count": f"{number:,}"}
