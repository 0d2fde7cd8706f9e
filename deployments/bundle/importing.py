"""Writes a bundle to the database: all of it in one change set, or nothing."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ..changes.service import change_set, touched_records
from ..changes.writer import one_writer
from ..choices import Origin
from ..services import gate
from .bundles import Bundle
from .options import Options
from .planning import Plan, make_plan
from .report import Report
from .saving import Saving
from .session import Progress, unchanged_since


class Rejected(Exception):
    """Leaves the change set without a trace; the report says why."""


def import_bundle(
    bundle: Bundle | Path,
    *,
    options: Options,
    actor: User | None = None,
    reason: str = "",
    progress: Progress | None = None,
) -> Report:
    """Import a bundle, or the one at a path; the report tells what happened to every row.

    Everything is matched and checked before the change set is opened, so that no one waits for
    it. What it rests on is compared inside; when something changed meanwhile, it is done again
    there. When anything is rejected, and with ``options.dry_run``, the database stays as it was.
    """
    if isinstance(bundle, Path):
        bundle = Bundle.from_path(bundle)
    plan = make_plan(bundle, options, progress)
    if not plan.steps:
        return plan.session.report
    try:
        with one_writer(origin=Origin.IMPORT, actor=actor):
            with change_set(
                origin=Origin.IMPORT,
                actor=actor,
                reason=reason or _("Imported %(name)s") % {"name": bundle.name},
            ) as change:
                if not unchanged_since(plan.session):
                    plan = make_plan(bundle, options)
                _save(plan)
                if not plan.session.report.accepted:
                    plan.session.check_rest(touched_records(change))
                    raise Rejected
            plan.session.report.rewritten = change.rewritten
            if options.dry_run:
                transaction.set_rollback(True)
    except gate.Refused as refused:
        plan.session.reject_records(refused.problems)
    except Rejected:
        pass
    return plan.session.report


def _save(plan: Plan) -> None:
    Saving(plan.session).run(plan.steps)
