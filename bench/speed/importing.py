"""``python -m bench.speed.importing ours DIRECTORY``, or ``import_export``: imports three files.

Prints the CPU that it took, as JSON. The files are ``sources.csv``, ``visits.csv`` and
``citations.csv``; the ports that the visits name are there before.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import django

SOURCES, VISITS = 300, 1_500
ROWS = SOURCES + 2 * VISITS
FILES = ("sources", "visits", "citations")


def write_files(directory: Path, ports: list[str]) -> None:
    """Write files such as editors import: every visit cites one source."""
    directory.mkdir(parents=True, exist_ok=True)
    first = date(2025, 1, 1)
    stays = [(first + timedelta(n % 300), first + timedelta(n % 300 + 2)) for n in range(VISITS)]
    files = {
        "sources": [
            "key,title,publisher,url,published_edtf,language,kind",
            *(
                f"i-{n},News of day {n},Paper {n},https://example.org/i/{n},2026-01,en,news"
                for n in range(SOURCES)
            ),
        ],
        "visits": [
            "key,port,arrival_edtf,departure_edtf,certainty,purpose,summary",
            *(
                f"i-{n},{ports[n % len(ports)]},{arrived},{left},reported,port call,Call {n}."
                for n, (arrived, left) in enumerate(stays)
            ),
        ],
        "citations": [
            "record_type,record_key,source,aspect,supports,locator",
            *(
                f"visit,i-{n},i-{n % SOURCES},whole,call {n},page {n % 9 + 1}"
                for n in range(VISITS)
            ),
        ],
    }
    for name, lines in files.items():
        (directory / f"{name}.csv").write_text("\n".join(lines) + "\n")


def main() -> None:
    """Import as is asked for."""
    who, directory = sys.argv[1], Path(sys.argv[2])
    if who == "import_export":
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.speed.rivals.project.settings"
        os.environ["BENCH_FRONT"] = "none"
    django.setup()
    taken = _ours(directory) if who == "ours" else _import_export(directory)
    print(json.dumps({"cpu_s": taken}))


def _ours(directory: Path) -> float:
    """With validation, history, gate, documents and search words, and published."""
    from deployments.bundle.importing import import_bundle
    from deployments.bundle.options import Options

    begun = time.process_time()
    report = import_bundle(directory, options=Options(publish=True))
    taken = time.process_time() - begun
    assert report.accepted, report.rejections[:3]
    return taken


def _import_export(directory: Path) -> float:
    """Resources as they come, over plain tables; citations are not looked up before."""
    import tablib
    from django.db import connection
    from import_export import fields, resources
    from import_export.widgets import ForeignKeyWidget

    from .rivals.project.models import Citation, Port, Source, Visit

    with connection.schema_editor() as editor:
        for model in (Port, Source, Visit, Citation):
            editor.create_model(model)
    with (directory / "visits.csv").open() as file:
        keys = {row["port"] for row in csv.DictReader(file)}
    Port.objects.bulk_create(Port(key=key) for key in sorted(keys))

    class Sources(resources.ModelResource):
        class Meta:
            model = Source
            import_id_fields = ("key",)
            exclude = ("id",)

    class Visits(resources.ModelResource):
        port = fields.Field(attribute="port", widget=ForeignKeyWidget(Port, "key"))

        class Meta:
            model = Visit
            import_id_fields = ("key",)
            exclude = ("id",)

    class Citations(resources.ModelResource):
        record_key = fields.Field(attribute="record_key", widget=ForeignKeyWidget(Visit, "key"))
        source = fields.Field(attribute="source", widget=ForeignKeyWidget(Source, "key"))

        class Meta:
            model = Citation
            import_id_fields = ()
            force_init_instance = True
            exclude = ("id",)

    begun = time.process_time()
    for name, resource in zip(FILES, (Sources, Visits, Citations), strict=True):
        table = tablib.Dataset().load((directory / f"{name}.csv").read_text(), format="csv")
        resource().import_data(table, raise_errors=True)
    taken = time.process_time() - begun
    assert (Source.objects.count(), Citation.objects.count()) == (SOURCES, VISITS)
    return taken


if __name__ == "__main__":
    main()
