"""Placeholders and damaged letters in every text column of every record and row."""

from __future__ import annotations

from typing import Any

import pytest

from deployments import rules
from deployments.models import (
    OWNED_MODELS,
    RECORD_MODELS,
    Citation,
    Commentary,
    Port,
    PortName,
    Record,
    Row,
    Source,
    Vessel,
    VesselIdentity,
)
from deployments.rules import spelling
from deployments.rules.rows import paths_to
from tests.factories import (
    CitationFactory,
    PortNameFactory,
    TranslationFactory,
    VisitParticipantFactory,
)
from tests.rules.support import codes

TEXTS = [
    (model, column)
    for model in (*RECORD_MODELS, *OWNED_MODELS)
    for column in spelling.text_columns(model)
]


def said_of(row: Row, record: Record | None = None) -> list[tuple[str, str]]:
    """The codes and messages of what is found about a row that is not stored."""
    owner = record or (row if isinstance(row, Record) else Port(key="kiel"))
    return [(found.code, found.message) for found in spelling.check(owner, row)]


@pytest.mark.parametrize(("model", "column"), TEXTS, ids=str)
def test_every_text_column_is_looked_at(model: type[Row], column: Any) -> None:
    found = said_of(model(**{column.name: "n/a"}))
    assert [code for code, _message in found] == (
        [] if column.name in model.verbatim else ["placeholder"]
    )
    assert [code for code, _ in said_of(model(**{column.name: "Kie\ufffd"}))] == ["damaged-letters"]
    assert said_of(model(**{column.name: "Kiel"})) == []


def test_names_numbers_addresses_and_words_are_among_them() -> None:
    named = {(model, column.name) for model, column in TEXTS}
    assert {
        (Vessel, "name"),
        (Vessel, "pennant"),
        (Vessel, "vessel_class"),
        (VesselIdentity, "mmsi"),
        (Source, "url"),
        (Source, "published_words"),
        (Source, "kind_said"),
        (PortName, "name"),
    } <= named
    assert not {"key", "status", "published_edtf", "country"} & {name for _model, name in named}


@pytest.mark.parametrize(
    "text",
    ["n/a", "N/A", "N.A.", "#N/A", "-", "--", "—", "–", "?", "???", "…", "...", "unknown",
     "Unknown", "(unknown)", "[UNKNOWN]", " unknown ", "TBC", "tbd", "TBA", "NULL",
     "None", "nil", "xx", "XXX", "nan", "NaN", "not known", "To be confirmed",
     "unbekannt", "不明", "*", "/", "_", "()", "~"],
)  # fmt: skip
def test_what_stands_for_nothing(text: str) -> None:
    assert spelling.is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["", "Nile", "Nilsson", "Gary Null", "Null Island", "Unknown Soldier", "Nan", "None of us", "X",
     "Na", "Tbilisi", "TBC Bank", "F 10", "0", "★", "Why?", "frigate, name unknown", "é", "横"],
)  # fmt: skip
def test_what_is_a_name(text: str) -> None:
    assert not spelling.is_placeholder(text)


def test_a_source_may_say_unknown_in_its_own_words() -> None:
    assert said_of(Citation(value="unknown")) == []
    assert said_of(Commentary(quote="None")) == []
    assert said_of(Commentary(quote="MalmÃ¶"))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Port(name="MalmÃ¶"), "“name” is “MalmÃ¶”, which looks like lost or doubly"),
        (Port(name="MalmÃ¶"), "Was it “Malmö”?"),
        (
            Port(name="Gda?sk"),
            "is “Gda?sk”, which looks like lost or doubly encoded letters. Correct it.",
        ),
        (Vessel(pennant="n/a"), "“pennant number” is “n/a”, which stands for nothing. Leave empty"),
        (PortName(name="n/a"), "“name” of one of its other names is “n/a”"),
    ],
    ids=str,
)
def test_it_is_said_where_and_what_it_probably_was(row: Row, said: str) -> None:
    ((_code, message),) = said_of(row)
    assert said in message


@pytest.mark.parametrize("owned", OWNED_MODELS)
def test_every_owned_row_is_reached(owned: Any) -> None:
    assert any(list(paths_to(model, owned)) for model in RECORD_MODELS)


@pytest.mark.django_db
def test_rows_of_every_depth_are_found_under_their_record() -> None:
    name = PortNameFactory(name="tbc")
    assert "placeholder" in codes(name.port)
    row = VisitParticipantFactory(said="Gda?sk")
    assert "damaged-letters" in codes(row.visit)
    deep = VisitParticipantFactory()
    CitationFactory(target_visit=None, target_visit_participant=deep, supports="n/a")
    (found,) = [each for each in rules.findings(deep.visit) if each.code == "placeholder"]
    assert found.message.startswith("“supports” of one of its citations is “n/a”")
    text = TranslationFactory(text="-")
    assert "placeholder" in codes(text.record)
