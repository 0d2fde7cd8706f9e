"""The role by which PostgreSQL itself holds that the public side reads the public tables alone."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction

from . import NOT_SERVED, PUBLIC_MODELS


def exists() -> bool:
    """Whether the server has the role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.PUBLIC_ROLE])
        return cursor.fetchone() is not None


def grant() -> None:
    """Make the role if it is missing, and let it read the public tables, and nothing else here.

    Of these it reads all columns that something serves.

    It may be done again at any time, and has to be when public tables were added. Whoever does it
    has to be allowed to make roles, and may assume this one then.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if not exists():
            cursor.execute(f"CREATE ROLE {_quoted(settings.PUBLIC_ROLE)} NOLOGIN")
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
        for statement in _statements(schema):
            cursor.execute(statement)


def hindrance() -> str:
    """Why this process, which is to serve as the role, cannot; nothing where it can.

    Nothing either where the database does not answer: that may pass.
    """
    tables = [model._meta.db_table for model in PUBLIC_MODELS]
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM unnest(%s::text[]) AS name "
                "WHERE to_regclass(quote_ident(name)) IS NULL "
                "OR NOT has_any_column_privilege(quote_ident(name), 'SELECT')",
                [tables],
            )
            if unread := sorted(name for (name,) in cursor.fetchall()):
                return f"It may not read {', '.join(unread)}."
    except OperationalError:
        return ""
    except DatabaseError as error:
        return str(error).strip()
    return ""


def _statements(schema: str) -> Iterator[str]:
    role, here = _quoted(settings.PUBLIC_ROLE), _quoted(schema)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {here} FROM {role}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {here} FROM {role}"
    yield f"GRANT USAGE ON SCHEMA {here} TO {role}"
    for model in PUBLIC_MODELS:
        left_out = NOT_SERVED.get(model, frozenset())
        columns = ", ".join(
            _quoted(str(column.column))
            for column in model._meta.concrete_fields
            if column.name not in left_out
        )
        yield f"GRANT SELECT ({columns}) ON {_quoted(model._meta.db_table)} TO {role}"
    yield f"GRANT {role} TO CURRENT_USER"


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
