"""Let a role of PostgreSQL read what is public, and nothing else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from deployments.public import PUBLIC_MODELS, role


class Command(BaseCommand):
    """Done once before the public side is served by itself; ``prepare`` keeps it up to date."""

    help = (
        f"Makes the PostgreSQL role {settings.PUBLIC_ROLE}, if there is none, and lets it read the "
        "public tables alone. NAVDIPLOMACY_SIDE=public serves as this role."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant, and say to how many tables."""
        if settings.PUBLIC_SIDE:
            raise CommandError("The public side can write nothing. Unset NAVDIPLOMACY_SIDE here.")
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles. This database is of another engine.")
        try:
            role.grant()
        except DatabaseError as error:
            raise CommandError(
                f"The role could not be made: {error}\nIt takes a user who may make roles and owns "
                "the tables."
            ) from error
        self.stdout.write(f"{settings.PUBLIC_ROLE} may read {len(PUBLIC_MODELS)} tables.")
