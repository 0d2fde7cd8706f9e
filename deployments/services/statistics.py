"""What the database knows of how many rows there are: without it, it reads tables the wrong way."""

from __future__ import annotations

from django.db import connection


def update() -> None:
    """Let the database look at its tables anew; PostgreSQL does so by itself, but only later.

    SQLite looks at all rows, which takes it a second for every hundred thousand or so. Of a sample
    it takes facets that most records have for all there are, and reads whole lists for a page.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
