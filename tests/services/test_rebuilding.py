"""Everything is worked out anew in short pieces, and a run that is stopped goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

import pytest
from django.core.management import call_command

from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import (
    FormerAddress,
    Port,
    PublicChange,
    PublicDocument,
    PublicOption,
    RebuildProgress,
    RecordIndex,
    SightingIndex,
    TimelineFacet,
)
from deployments.services import (
    derived,
    door,
    former_addresses,
    index_rows,
    namesakes,
    pieces,
    publishing,
    rebuilding,
    sighting_index,
)
from tests import factories as make
from tests.leaks import surface

pytestmark = pytest.mark.django_db

PORTS = 5


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, ...]]:
    """Visits of some ports, one of them renamed, in pieces of two; all public rows."""
    for module in (pieces, index_rows, sighting_index, door, former_addresses, namesakes):
        monkeypatch.setattr(module, "CHUNK", 2)
    with make.together():
        ports = [make.PortFactory(key=f"port-{n}", name=f"Port {n // 2}") for n in range(PORTS)]
        for port in ports:
            visit = make.VisitFactory(key=f"at-{port.key}", port=port)
            make.VisitParticipantFactory(visit=visit)
            make.published(visit)
    publishing.rename(record=ports[0], new_key="port-once", origin=Origin.COMMAND)
    return surface.stored()


def spoil() -> None:
    """Let nothing that is worked out be as it should be."""
    RecordIndex.objects.update(search_text="x")
    bearers = [model.record_type for model in namesakes.KINDS]
    RecordIndex.objects.filter(record_type__in=bearers).update(apart="y")
    SightingIndex.objects.all().delete()
    TimelineFacet.objects.all().delete()
    PublicDocument.objects.update(text="{}")
    PublicOption.objects.update(number=77)
    FormerAddress.objects.update(present_key="nowhere")
    PublicDocument.objects.create(record_type="fleet", record_id=1, changed_at="2024-01-01T00:00Z")


def rebuild(**options: bool) -> Iterator[rebuilding.Done]:
    return rebuilding.rebuild(release="this", **options)


def test_a_step_is_known_by_its_name() -> None:
    names = [step.name for step in derived.steps()]
    assert len(set(names)) == len(names)
    longest = RebuildProgress._meta.get_field("step").max_length
    assert longest is not None
    assert max(map(len, names)) <= longest


def test_all_is_put_right_in_pieces(world: set[tuple[str, ...]]) -> None:
    spoil()
    done = list(rebuild())
    assert surface.stored() == world
    assert list(derived.differences()) == []
    assert [each.step for each in done].count("documents of ports") == (PORTS + 1) // 2
    assert {line for each in done for line in each.lines} >= {
        "port:port-1: its public document is out of date",
        "fleet:: it has a public document, but there is no such kind of record",
        "port:port-once: its former addresses are out of date",
    }
    assert not rebuilding.unfinished()
    assert not any(each.lines for each in rebuild())


@pytest.mark.parametrize("number", [1, 2, 5, 6])
def test_the_pieces_of_a_step_are_looked_at_once(number: int) -> None:
    seen: list[int] = []

    def look(keys: Sequence[int]) -> pieces.Found:
        seen.extend(keys)
        return pieces.Found([str(key) for key in keys], lambda _log: None)

    every = range(1, number + 1)
    step = pieces.Step("numbers", lambda after: [n for n in every if n > after][:2], look)
    found = [piece.lines for piece in step.pieces()]
    assert seen == list(every)
    assert [len(lines) for lines in found] == [2] * (number // 2) + [1] * (number % 2)


def test_what_is_put_right_is_told_as_such(world: set[tuple[str, ...]]) -> None:
    position, _at = PublicChange.objects.position()
    spoil()
    assert list(rebuild())
    told = PublicChange.objects.filter(position__gt=position)
    assert {row.cause for row in told} == {"rebuilt"}
    assert ("port", "port-1") in told.values_list("record_type", "key")


def test_all_is_put_right_in_one_transaction(world: set[tuple[str, ...]]) -> None:
    spoil()
    derived.rebuild()
    assert surface.stored() == world


@pytest.mark.parametrize("stopped_after", [1, 4, 20, 33])
def test_a_run_that_is_stopped_goes_on(world: set[tuple[str, ...]], stopped_after: int) -> None:
    spoil()
    whole = len(list(rebuild()))
    spoil()
    first = rebuild()
    for _piece in range(stopped_after):
        told = len(next(first).lines)
    del first
    assert rebuilding.unfinished()
    assert rebuilding.put_right() >= told
    assert len(list(rebuild())) == whole - stopped_after, "nothing was looked at twice"
    assert surface.stored() == world


def test_what_is_edited_between_two_pieces_stays_right(world: set[tuple[str, ...]]) -> None:
    spoil()
    for number, _done in enumerate(rebuild()):
        if number % 7 == 0:
            with change_set(origin=Origin.COMMAND, reason="an edit"):
                port = Port.objects.get(key="port-1")
                port.name = f"Port called {number}"
                port.save()
    assert list(derived.differences()) == []


def test_other_software_and_who_says_so_begin_anew() -> None:
    next(rebuild())
    assert RebuildProgress.objects.get().release == "this"
    next(rebuilding.rebuild(release="other"))
    progress = RebuildProgress.objects.get()
    first = next(derived.steps())
    assert (progress.release, progress.step, progress.put_right) == ("other", first.name, 0)
    for _piece in range(3):
        next(rebuilding.rebuild(release="other"))
    assert RebuildProgress.objects.get().step != first.name
    next(rebuilding.rebuild(release="other", anew=True))
    assert RebuildProgress.objects.get().step == first.name


def test_the_command_says_what_it_does() -> None:
    def said(*arguments: str, **options: int) -> str:
        out = StringIO()
        call_command("rebuild_index", *arguments, stdout=out, **options)
        return out.getvalue()

    assert said() == "The index was up to date.\n"
    spoil()
    next(rebuilding.rebuild(release="other"))
    assert "Going on" not in said("--anew")
    RebuildProgress.objects.all().delete()
    spoil()
    told = said(verbosity=2)
    assert "documents of ports …\n  port:port-once: its public document is out of date\n" in told
    assert "rows of the index were put right." in told
    assert not rebuilding.unfinished()
