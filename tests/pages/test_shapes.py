"""The shapes that pages read have the very fields that the serializers write."""

from __future__ import annotations

import json
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from rest_framework import serializers

from deployments import models
from deployments.documents import SERIALIZERS
from deployments.shapes import SHAPES
from tests.leaks.world import build


def nested(hint: Any) -> Any:
    """The shape within ``list[…]`` or ``… | None``; None where there is none."""
    if is_typeddict(hint):
        return hint
    within = get_args(hint) if get_origin(hint) in (list, UnionType) else ()
    return next(filter(None, map(nested, within)), None)


def differences(shape: Any, serializer: serializers.BaseSerializer, path: str) -> list[str]:
    """Where a shape and a serializer have other fields, or something else within one."""
    hints = get_type_hints(shape)
    fields: dict[str, serializers.Field] = getattr(serializer, "fields", {})
    found = [f"{path}.{name}" for name in hints.keys() ^ fields.keys()]
    for name in hints.keys() & fields.keys():
        field = fields[name]
        inner = getattr(field, "child", field)
        if isinstance(inner, serializers.Serializer):
            within = nested(hints[name])
            if within is None or isinstance(field, serializers.ListSerializer) is not (
                get_origin(hints[name]) is list
            ):
                found.append(f"{path}.{name}")
            else:
                found += differences(within, inner, f"{path}.{name}")
    return found


@pytest.mark.parametrize("record_type", SERIALIZERS)
def test_a_shape_has_the_fields_of_its_serializer(record_type: str) -> None:
    assert differences(SHAPES[record_type], SERIALIZERS[record_type](), record_type) == []


def fits(value: Any, hint: Any) -> bool:
    """Whether a value read from JSON is what a shape says of it."""
    if get_origin(hint) is UnionType:
        return any(fits(value, each) for each in get_args(hint))
    if get_origin(hint) is list:
        return isinstance(value, list) and all(fits(each, get_args(hint)[0]) for each in value)
    if is_typeddict(hint):
        hints = get_type_hints(hint)
        return (
            isinstance(value, dict)
            and value.keys() == hints.keys()
            and all(fits(value[name], within) for name, within in hints.items())
        )
    if hint is float:
        return isinstance(value, int | float)
    return value is None if hint is NoneType else type(value) is hint


@pytest.mark.django_db
def test_what_is_stored_fits_its_shape() -> None:
    build()
    wrong = []
    for row in models.PublicDocument.objects.all():
        document = json.loads(row.text)
        hints = get_type_hints(SHAPES[row.record_type])
        wrong += [
            f"{row}.{name}"
            for name in document.keys() | hints.keys()
            if name not in hints or not fits(document.get(name), hints[name])
        ]
    assert wrong == []
