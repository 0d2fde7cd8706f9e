"""What one part of the app has for each kind of record, registered beside the thing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Generic, Protocol, TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")


class OfAKind(Protocol):
    """A kind of record, or its model."""

    @property
    def record_type(self) -> str: ...


class Registry(Mapping[str, T], Generic[T]):
    """One thing for each kind of record, by its word: ``@FILTERSETS.register(VISIT)``.

    It is read in the order in which things were registered.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self._found: dict[str, T] = {}

    def register(self, kind: OfAKind) -> Callable[[T], T]:
        """Register what is decorated for a kind of record; a second one is refused."""

        def keep(thing: T) -> T:
            if kind.record_type in self._found:
                raise ImproperlyConfigured(f"{kind.record_type} has two of: {self.what}")
            self._found[kind.record_type] = thing
            return thing

        return keep

    def __getitem__(self, record_type: str) -> T:
        if record_type not in self._found:
            raise KeyError(f"{record_type} has no {self.what}: register one")
        return self._found[record_type]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def load(package: str) -> None:
    """Import every module of ``package``, so that what they register is known."""
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
