"""What the season says is seen with its evidence: facts with passages, values side by side."""

from __future__ import annotations

import csv
import html
import re
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from deployments.bundle.exporting import export_bundle
from deployments.choices import AGAINST, BEARING_OUT
from deployments.models import RECORD_TYPES, Citation
from deployments.models.owned import OwnedRow
from tests.bundle.support import rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]


ARTICLE = "https://dominotheory.com/italian-navy-makes-a-splash-in-japan"
FACTS = Path(__file__).with_name("founding_article.csv")
"""Number and fact, the record it stands in, how its passage begins, and what the page shows."""


def citations(answer: Any) -> list[dict[str, Any]]:
    """The citations of a record in the API, and of the rows it owns."""
    if isinstance(answer, list):
        return [each for part in answer for each in citations(part)]
    if not isinstance(answer, dict):
        return []
    own = answer.get("citations", [])
    return own + [each for value in answer.values() for each in citations(value)]


def words(page: str) -> str:
    """What a reader reads of a page."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def test_every_fact_is_found_right_and_located(client: Client) -> None:
    with FACTS.open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    assert [int(n) for n, _rows in groupby(row["n"] for row in facts)] == list(range(1, 79))
    seen: dict[str, tuple[Any, str]] = {}
    wrong = []
    for fact in facts:
        model = RECORD_TYPES[fact["record_type"]]
        record = model._default_manager.get(key=fact["record_key"])
        address = record.get_absolute_url()
        if address not in seen:
            api = f"/api/v1/{model.plural}/{record.key}/"
            seen[address] = client.get(api).json(), client.get(address).text
        answer, page = seen[address]
        if fact["shown"] not in words(page):
            wrong.append(f"{address} does not show: {fact['shown']}")
        start = fact["passage_start"]
        if not start:
            continue
        urls = [
            each["passage"]["url"]
            for each in citations(answer)
            if each["passage"]
            and each["passage"]["start"] == start
            and "domino-cavour" in (each["source"]["key"], (each["via"] or {}).get("key"))
        ]
        if len(urls) != 1 or not urls[0].startswith(f"{ARTICLE}#:~:text="):
            wrong.append(f"{address} does not locate: {start}")
        elif html.escape(urls[0]) not in page:
            wrong.append(f"{address} does not link to: {start}")
    assert not wrong, "\n".join(wrong)


def test_every_contradiction_stands_beside_what_it_faces(client: Client, tmp_path: Path) -> None:
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


def test_plans_say_what_became_of_them_and_voyages_how_long_they_lasted(client: Client) -> None:
    def shown(address: str) -> str:
        return words(client.get(address).text)

    listed = client.get("/api/v1/visits/?outcome=not+found&count=true").json()
    assert listed["count"] == 6
    for visit in listed["results"]:
        assert "Announced; outcome not found" in shown(f"/visits/{visit['key']}/")
    assert "Announced; outcome not found" in shown("/exercises/de-sg-2024-10/")
    made = shown("/visits/vespucci-montevideo-2023-10-31/")
    assert "Made: see Visit to Montevideo, 14–" in made
    assert "Length 152 days Length as said five months" in shown("/deployments/it-csg-2024/")


def test_the_page_on_method_counts_what_the_records_say(client: Client) -> None:
    """It adds up what is kept of each document; here all citations are counted one by one."""
    cited = list(Citation.objects.published().select_related("source", "via"))
    sources = {row.source for row in cited}
    located = sum(bool(row.locator or row.passage) for row in cited)
    graded = sum(bool(row.source.reliability or row.credibility) for row in cited)
    archived = sum(bool(source.archived_url) for source in sources)
    standing: dict[tuple[str, int], set[int]] = {}
    for row in cited:
        target: Any = row.target
        if getattr(target, "is_occurrence", False) and row.stance in BEARING_OUT:
            named = standing.setdefault((target.record_type, target.pk), set())
            named |= set() if row.source.retracted else {row.source_id}
    numbers = [len(named) for named in standing.values() if named]
    shown = words(client.get("/about/").text)
    for line in (
        f"{len(cited)} citations: {located} located, {graded} graded",
        f"{len(sources)} sources: {archived} archived",
        f"{numbers.count(1)} of {len(numbers)} records of what happened rest on a single source",
    ):
        assert line in shown
    assert 0 < located < len(cited)
    assert len(sources) > 200
