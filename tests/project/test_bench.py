"""The bench asks everybody for the same, and its document says what it measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from bench.speed import __main__ as bench
from bench.speed import measuring, report, running
from bench.speed.databases import Kept, kept
from bench.speed.environment import ROOT
from bench.speed.questions import LIMIT, OURS, Question, keys, of_the_desk, questions
from bench.speed.workers import Worker, workers
from bench.world import Sizes

SMALL = Sizes(
    visits=600,
    vessels=120,
    deployments=40,
    ports=60,
    navies=12,
    sources=100,
    people=30,
    statements=100,
)
RESULTS = ROOT / "bench" / "results.json"
SITE = "https://bench.example"


def test_the_document_says_what_was_measured() -> None:
    said = (ROOT / "docs" / "benchmarks.md").read_text()
    assert said == report.document(json.loads(RESULTS.read_text()))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    if connection.vendor != "sqlite":
        pytest.skip("it makes a file of its own")
    return kept(SMALL, tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="module")
def asked(small: Kept) -> Iterator[tuple[dict[str, Worker], list[Question]]]:
    with workers([OURS, LIMIT], small) as found:
        assert small.file is not None
        yield found, questions(SMALL, found[OURS], small.file)


@pytest.mark.long
@pytest.mark.xdist_group("bench")
def test_the_limit_reads_the_same_texts(
    asked: tuple[dict[str, Worker], list[Question]],
) -> None:
    """Of the common word as many, as those of one day stand in another order there."""
    found, rows = asked
    compared = 0
    for row in (each for each in rows if LIMIT in each.asked):
        ours, limit = (documents(found[name], row.asked[name]) for name in (OURS, LIMIT))
        assert ours, row.name
        assert len(limit) == len(ours), row.name
        if row.name != "common word":
            assert limit == ours, row.name
            compared += 1
    assert compared == 8


def documents(worker: Worker, address: str) -> list[object]:
    """The documents in an answer, as they are stored."""
    body = worker.answer(address)["body"].encode("latin-1").decode()
    found = json.loads(body.replace(f"{SITE}/", "/"))
    rows = found["results"] if "results" in found else found if isinstance(found, list) else [found]
    return [{**row, "match": None} for row in rows]


@pytest.mark.long
@pytest.mark.xdist_group("bench")
def test_a_short_run_measures_and_writes_a_document(
    asked: tuple[dict[str, Worker], list[Question]],
    small: Kept,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(measuring, "ROUND_MS", 1.0)
    monkeypatch.setattr(measuring, "ROUNDS", 2)
    before = Path(RESULTS).read_bytes()
    found, rows = asked
    assert small.file is not None
    rows = [*rows, *of_the_desk(small.file, running.session(small))]
    measured = {row.name: measuring.measure(row, found) for row in rows}
    for name, figures in measured.items():
        assert figures[OURS]["cpu_ms"] > 0, name
        assert figures[OURS]["bytes"] > 0, name
    short = running.not_modified_of(found)
    assert short[OURS]["cpu_ms"] > 0
    section = {
        "rows": {name: {"note": "", "figures": each} for name, each in measured.items()},
        "profiles": {"detail": found[OURS].profile("/api/v1/visits/visit-1/", {})},
        "not_modified": short,
        "made": small.made,
        "commit": "none",
        "date": "2026-11-30",
        "load_before": 0.0,
        "load_after": 0.0,
    }
    said = report.document(
        {"machine": running.machine(), "versions": {}, "sizes": {"600": section}}
    )
    assert "| share of the same-text limit |" in said
    assert "| list by date |" in said
    assert "- 1,000,000 visits" in said
    assert "- against Datasette tuned" in said
    assert Path(RESULTS).read_bytes() == before


def test_keys_are_read_from_answers_of_all_shapes() -> None:
    rows = [{"key": "a"}, {"key": "b"}]
    for body in (rows, {"results": rows}, {"items": rows}, {"rows": rows}):
        assert keys(json.dumps(body)) == ["a", "b"]
    assert keys("<p>") == []


def test_what_is_measured_anew_stands_beside_what_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "results.json")
    before = {"rows": {"a": 1, "b": 1}, "engines": 1, "writing": 1}
    bench.keep({"machine": 1, "section": before}, 1_000)
    bench.keep({"machine": 2, "section": {"rows": {"b": 2}, "commit": "x"}}, 1_000)
    bench.keep({"section": {"rows": {"a": 3}}}, 5_000)
    assert json.loads((tmp_path / "results.json").read_text()) == {
        "machine": 2,
        "sizes": {
            "1000": {"rows": {"a": 1, "b": 2}, "profiles": {}, "engines": 1, "commit": "x"},
            "5000": {"rows": {"a": 3}, "profiles": {}},
        },
    }
