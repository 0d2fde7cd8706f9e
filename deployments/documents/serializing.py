"""How documents are made from records by serializers, tens of thousands of them.

Django REST framework finds out anew for each object which fields a serializer shows and how each
is read. Here that is found out once for a serializer; what is shown is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache, cached_property
from inspect import getattr_static
from operator import attrgetter
from types import FunctionType, MemberDescriptorType, MethodType
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from rest_framework import serializers
from rest_framework.fields import SkipField
from rest_framework.relations import PKOnlyObject

from ..querysets import at_hand

_Ask = Callable[[Any], Any]


class _Shown(NamedTuple):
    """How a field of objects of one class is shown."""

    name: str
    ask: _Ask
    """Reads its value."""
    show: _Ask | None
    """Makes of the value what is shown; None where that is the value itself."""
    plain: type | None
    """Values of this class are shown as they are."""


class DocumentSerializer(serializers.Serializer):
    """A serializer for reading alone, by which many objects are shown."""

    def to_representation(self, instance: Any) -> Any:
        of_class = instance.__class__
        fields = self._fields_of.get(of_class)
        if fields is None:
            fields = self._fields_of[of_class] = [
                _shown(field, of_class) for field in self.fields.values() if not field.write_only
            ]
        shown = {}
        for name, ask, show, plain in fields:
            try:
                value = ask(instance)
            except SkipField:
                continue
            if show is None or value is None or value.__class__ is plain:
                shown[name] = value
            else:
                shown[name] = show(value)
        return shown

    @cached_property
    def _fields_of(self) -> dict[type, list[_Shown]]:
        """The fields, by the class of the objects that are shown."""
        return {}


PLAIN: dict[Any, type] = {
    serializers.CharField.to_representation: str,
    serializers.ChoiceField.to_representation: str,
    serializers.IntegerField.to_representation: int,
    serializers.FloatField.to_representation: float,
    serializers.BooleanField.to_representation: bool,
}
"""What a field shows of such a value is the value."""


def _shown(field: serializers.Field, of_class: type) -> _Shown:
    name = str(field.field_name)
    if isinstance(field, serializers.SerializerMethodField):
        return _Shown(name, getattr(field.parent, field.method_name), None, None)
    show: _Ask = field.to_representation
    if isinstance(field, serializers.ListSerializer):
        show = _showing_each(field)
    plain = PLAIN.get(type(field).to_representation)
    return _Shown(name, _asking(field, of_class), show, plain)


def _showing_each(field: serializers.ListSerializer) -> _Ask:
    """How a list of rows is shown, where it is at hand."""
    of_manager: _Ask = field.to_representation
    show: _Ask = field.child.to_representation  # type: ignore[union-attr]

    def show_each(rows: Any) -> Any:
        return [show(row) for row in rows] if isinstance(rows, Sequence) else of_manager(rows)

    return show_each


def _asking(field: serializers.Field, of_class: type) -> _Ask:
    """How a field reads its value: as an attribute where it is one, else as it does by itself."""
    by_itself: _Ask = field.get_attribute
    if type(field).get_attribute is not serializers.Field.get_attribute:
        return _without_placeholder(by_itself)
    if field.source == "*":
        return lambda instance: instance
    source = str(field.source)
    read = attrgetter(source)
    if source in _columns(of_class):
        return read
    declared = getattr_static(of_class, source, None)
    if isinstance(declared, _READ_PLAINLY):
        return read
    if isinstance(declared, FunctionType):
        return lambda instance: read(instance)()
    is_row = issubclass(of_class, Model)

    def ask(instance: Any) -> Any:
        if is_row and (rows := at_hand(instance, source)) is not None:
            return rows
        try:
            value = read(instance)
        except (AttributeError, ObjectDoesNotExist):
            return by_itself(instance)
        if isinstance(value, MethodType | FunctionType):
            return by_itself(instance)
        return value

    return ask


_READ_PLAINLY = (
    property,
    cached_property,
    MemberDescriptorType,
    ForwardManyToOneDescriptor,
    str,
)
"""What a class declares that is read as an attribute and is never a method or a list of rows."""


def _columns(of_class: type) -> Collection[str]:
    """The names under which objects of a class hold columns that are no relations."""
    if not issubclass(of_class, Model):
        return ()
    return {column.attname for column in of_class._meta.concrete_fields if not column.is_relation}


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
