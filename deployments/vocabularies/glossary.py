"""What the world says instead of the words of a vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Sayings = Mapping[str, tuple[str, ...]]
"""Words by the value of the vocabulary that they mean."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Words beside those of a vocabulary, by how they relate to a value.

    ``same`` mean the value and are searched by; ``narrower`` mean a kind of it, and ``codes``
    (separated by spaces) too, so an import reads them, but they are not searched by; ``wider``
    may mean other things too, so they are searched by and never read. Number, case, accents,
    hyphens and *ship* for *vessel* need no word of their own.

    ``apart`` end in one of ours and are something else: a “troop carrier” is no carrier. ``alone``
    mean a value only as they stand, and another thing with an adjective.
    """

    same: Sayings = field(default_factory=dict)
    narrower: Sayings = field(default_factory=dict)
    wider: Sayings = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
