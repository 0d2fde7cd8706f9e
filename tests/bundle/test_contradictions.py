"""Every contradiction of the season survives wherever its record or its source is seen."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from django.test import Client

from deployments.bundle.exporting import export_bundle
from deployments.choices import AGAINST
from deployments.models import Citation
from deployments.models.base import OwnedRow

from .support import SEASON, load
from .test_season import rows_of

pytestmark = pytest.mark.django_db


def test_every_contradiction_stands_beside_what_it_faces(client: Client, tmp_path: Path) -> None:
    load(SEASON, publish=True)
    export_bundle(tmp_path / "out")
    exported = [
        (row["source"], row["supports"], row["value"])
        for row in rows_of(tmp_path / "out" / "citations.csv")
        if row["stance"] in AGAINST
    ]
    against = Citation.objects.filter(stance__in=AGAINST)
    assert len(against) == len(exported) == 34
    pages: dict[str, str] = {}

    def page(address: str) -> str:
        """A page as a reader sees its words."""
        if address not in pages:
            pages[address] = html.unescape(client.get(address).text)
        return pages[address]

    for row in against:
        assert row.value
        assert (row.source.key, row.supports, row.value) in exported
        record = row.target
        while isinstance(record, OwnedRow):
            record = record.owner
        answer = client.get(f"/api/v1{record.get_absolute_url()}").json()
        parts = [answer, *answer.get("participants", []), *answer.get("assignments", [])]
        [told] = [
            each
            for part in parts
            for each in part["citations"]
            if (each["source"]["key"], each["supports"]) == (row.source.key, row.supports)
            and each["stance"] in AGAINST
        ]
        assert (told["value"], bool(told["recorded"])) == (row.value, True)
        disagreement = page(record.get_absolute_url()).partition('id="disagreement"')[2]
        assert f"{row.value} – {row.supports}" in disagreement, record
        assert f"As recorded here: <b><bdi>{told['recorded']}</bdi></b>" in disagreement, record
        source = page(row.source.get_absolute_url())
        assert f"{row.value} – {row.supports}" in source
        assert f"recorded: <bdi>{told['recorded']}</bdi>" in source
