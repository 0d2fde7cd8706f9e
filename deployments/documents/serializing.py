"""How documents are made from records by serializers, tens of thousands of them.

Django REST framework finds out anew for each object which fields a serializer shows and how each
is read. Here that is found out once for a serializer; what is shown is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from operator import attrgetter
from types import FunctionType, MethodType
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from rest_framework import serializers
from rest_framework.fields import SkipField
from rest_framework.relations import PKOnlyObject

from ..querysets import at_hand

_Ask = Callable[[Any], Any]


class DocumentSerializer(serializers.Serializer):
    """A serializer for reading alone, by which many objects are shown."""

    def to_representation(self, instance: Any) -> Any:
        shown = {}
        for name, ask, show in self._asked:
            try:
                value = ask(instance)
            except SkipField:
                continue
            shown[name] = None if value is None else show(value)
        return shown

    @cached_property
    def _asked(self) -> list[tuple[str, _Ask, _Ask]]:
        """Each field's name, how its value is read, and how that is shown."""
        return [
            (str(field.field_name), _asking(field), field.to_representation)
            for field in self.fields.values()
            if not field.write_only
        ]


def _asking(field: serializers.Field) -> _Ask:
    """How a field reads its value: as an attribute where it is one, else as it does by itself."""
    by_itself: _Ask = field.get_attribute
    if type(field).get_attribute is not serializers.Field.get_attribute:
        return _without_placeholder(by_itself)
    if field.source == "*":
        return lambda instance: instance
    source = str(field.source)
    read = attrgetter(source)

    def ask(instance: Any) -> Any:
        if isinstance(instance, Model) and (rows := at_hand(instance, source)) is not None:
            return rows
        try:
            value = read(instance)
        except (AttributeError, ObjectDoesNotExist):
            return by_itself(instance)
        if isinstance(value, MethodType | FunctionType):
            return by_itself(instance)
        return value

    return ask


def _without_placeholder(ask: _Ask) -> _Ask:
    """As a related object is asked for; what only stands for one without a key is none."""

    def asked(instance: Any) -> Any:
        value = ask(instance)
        return None if isinstance(value, PKOnlyObject) and value.pk is None else value

    return asked


_Serializer = TypeVar("_Serializer", bound=serializers.BaseSerializer)


@cache
def of(serializer: type[_Serializer]) -> _Serializer:
    """The one serializer of a class that shows all objects: its fields cost more to build."""
    return serializer()
