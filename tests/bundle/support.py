"""Bundles made of text, and whole databases as plain values."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from deployments.bundle.importing import import_bundle
from deployments.bundle.options import Options
from deployments.bundle.report import Report
from deployments.models import OWNED_MODELS, RECORD_MODELS, KeyRedirect, Record
from deployments.models.base import Row

SEASON = settings.BASE_DIR / "fixtures" / "season-2024"
ALL_MODELS: tuple[type[Row], ...] = (*RECORD_MODELS, *OWNED_MODELS, KeyRedirect)


def write_files(directory: Path, **files: str | bytes) -> Path:
    """Write ``visits="key,port\\n…"`` as visits.csv, and so on."""
    directory.mkdir(parents=True, exist_ok=True)
    for path in directory.glob("*.csv"):
        path.unlink()
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (directory / f"{name}.csv").write_bytes(data)
    return directory


def load(directory: Path, **options: bool) -> Report:
    """Import what is in ``directory``."""
    return import_bundle(directory, options=Options(**options))


def reasons(report: Report) -> list[str]:
    """Why something was rejected, each with its place."""
    return [str(rejection) for rejection in report.rejections]


def outcomes(report: Report) -> set[str]:
    """The outcomes that any row had."""
    return {row.outcome.value for row in report.rows}


def snapshot(*, exact: bool = False) -> dict[str, list[Any]]:
    """Every row of every curated table, relations by key instead of id.

    Moments in time are given as set or not, unless ``exact``.
    """
    return {
        model._meta.label: sorted(_values(row, exact) for row in model._default_manager.all())
        for model in ALL_MODELS
    }


def _values(row: Any, exact: bool) -> list[str]:
    found = []
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in ("id", "version"):  # neither is part of a bundle
            continue
        if field.is_relation and value is not None:
            value = _name(getattr(row, field.name))
        elif field.name == "record_id":
            value = _name(_redirected(row))
        elif isinstance(value, datetime) and not exact:
            value = True
        found.append(f"{field.name}={value!r}")
    return found


def _redirected(redirect: KeyRedirect) -> Record:
    models = {model.record_type: model for model in RECORD_MODELS}
    found: Record = models[redirect.record_type]._default_manager.get(pk=redirect.record_id)
    return found


def _name(row: Any) -> str:
    """The key of a row, or for an attestation's like, that of its owner."""
    return str(row.key)


def history_rows() -> int:
    """How many history rows there are in all."""
    return sum(model.history.count() for model in ALL_MODELS)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
