"""The conditions of a table, asked of a row before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction
from django.db.models import Field, Q
from django.db.models.sql import Query


@dataclass(frozen=True, slots=True)
class Conditions:
    """All check constraints of a table in one query; Django asks one for each.

    Where they do not hold together, each is asked by itself, for its message.
    """

    constraints: Sequence[models.CheckConstraint]

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: set[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Raise ValidationError with the messages of all conditions that do not hold.

        A condition on a column that is excluded is not asked, as in Django.
        """
        question = _question(model, frozenset(exclude or ()), using)
        if question is None or question.holds(instance, using):
            return
        errors: dict[str, list[ValidationError]] = {}
        for constraint in self.constraints:
            try:
                constraint.validate(model, instance, exclude=exclude, using=using)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        raise ValidationError(errors)


@dataclass(frozen=True, slots=True)
class Question:
    """Whether conditions hold for a row, as SQL: put together once, asked with each row's values.

    What cannot be told, as little is known of an empty column, is not broken.
    """

    columns: Sequence[Field[Any, Any]]
    sql: str
    constants: Sequence[Any]

    def holds(self, row: models.Model, using: str) -> bool:
        """Whether they hold for ``row``, stored or not."""
        connection = connections[using]
        values = [
            column.get_db_prep_value(getattr(row, column.attname), connection)
            for column in self.columns
        ]
        # A value that the engine refuses leaves the transaction as it was.
        around = transaction.atomic(using) if connection.in_atomic_block else nullcontext()
        try:
            with around, connection.cursor() as cursor:
                cursor.execute(self.sql, [*values, *self.constants])
                return cursor.fetchone() is not None
        except DatabaseError:  # nothing can be told; as Django does, leave it to the table
            return True


@cache
def _question(model: type[models.Model], left_out: frozenset[str], using: str) -> Question | None:
    """The conditions of a table, but for those on columns that are left out; None for none."""
    checks = [each for each in model._meta.constraints if isinstance(each, models.CheckConstraint)]
    named = {check.name: Q(check.condition).referenced_base_fields for check in checks}
    asked = [check for check in checks if not named[check.name] & left_out]
    if not asked:
        return None
    connection = connections[using]
    # As the table itself states them, with the names of its columns alone.
    query = Query(model, alias_cols=False)
    where = query.build_where(reduce(and_, (Q(check.condition) for check in asked)))
    condition, constants = where.as_sql(query.get_compiler(using), connection)
    names = set().union(*(named[check.name] for check in asked))
    columns = [field for field in model._meta.concrete_fields if field.name in names]
    row = ", ".join(
        f"{_place(field, connection.vendor)} AS {connection.ops.quote_name(str(field.column))}"
        for field in columns
    )
    sql = f"SELECT 1 FROM (SELECT {row}) asked WHERE COALESCE({condition}, %s)"  # noqa: S608
    return Question(columns, sql, [*constants, True])


_OF_ANY_SIZE = {"smallint": "numeric", "integer": "numeric", "bigint": "numeric"}


def _place(field: Field[Any, Any], vendor: str) -> str:
    """Where the value of a column goes; PostgreSQL asks of which type it is, of any size."""
    if vendor != "postgresql":
        return "%s"
    kind = (field.cast_db_type(connections[DEFAULT_DB_ALIAS]) or "text").partition("(")[0]
    return f"CAST(%s AS {_OF_ANY_SIZE.get(kind, kind)})"
