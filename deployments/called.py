"""What things are called: told from others of their name, and ships as they were called then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from .letters import fold

_PREFIX = re.compile(r"(?:[A-Z]{2,6}|(?:[A-Z]\.){2,6}) (?=\S)")
"""A ship's prefix before her name."""


def told_apart(name: str, apart: str) -> str:
    """``name`` with what tells it from others of its name, as “Northgate (F 88)”."""
    if not apart or apart in name:
        return name
    return f"{name}, {apart}" if name.endswith(")") else f"{name} ({apart})"


def ship(names: Sequence[str], now: str, apart: str, prefix: str = "") -> str:
    """The ``names`` that a ship bore then, the one she bears ``now`` where it is none of them, and
    what tells her from others of her name."""
    said = either([prefixed(name, prefix) for name in names])
    if now not in names:
        said = _("%(then)s (now %(now)s)") % {"then": said, "now": now}
    return told_apart(said, apart)


def either(names: Sequence[str]) -> str:
    """“Bombay or Mumbai”; a single name as it is."""
    return names[0] if len(names) == 1 else _(" or ").join(names)


def prefixed(name: str, prefix: str) -> str:
    """“ITS Cavour” for “Cavour”; a name that bears a prefix, perhaps another one, keeps its own."""
    if not prefix:
        return name
    own = bare(name) != name or _plain(name).startswith(f"{_plain(prefix)} ")
    return name if own else f"{prefix} {name}"


def bare(name: str) -> str:
    """A name without the capitals before it: “Big Horn” for “USNS Big Horn”."""
    found = None if name.isupper() else _PREFIX.match(name)
    return name[found.end() :] if found else name


def one_name(first: str, second: str) -> bool:
    """Whether two names are one, without case and accents, perhaps one of them with a prefix."""
    ways = {(first, second), (bare(first), second), (first, bare(second))}
    return any(fold(one) == fold(other) for one, other in ways)


def _plain(text: str) -> str:
    return fold(text).replace(".", "")
