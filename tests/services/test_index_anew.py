"""What of the index is out of date is told, and building it anew puts it right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from deployments.models import Record, RecordIndex, Row, TimelineEntry, Visit
from deployments.services import derived, index_rows, indexing
from tests.factories import (
    AffiliationFactory,
    NavyFactory,
    PersonFactory,
    PortFactory,
    PortNameFactory,
    VesselFactory,
    VesselIdentityFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
    together,
)
from tests.support import told_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit() -> Visit:
    """A published call of one ship."""
    visit: Visit = VisitFactory()
    VisitParticipantFactory(visit=visit, vessel=VesselFactory())
    return published(visit)


def lose_a_facet(visit: Visit) -> None:
    visit.entries.get().facets.filter(facet="vessel").delete()


def lose_the_entry(visit: Visit) -> None:
    visit.entries.all().delete()


def keep_another(visit: Visit) -> None:
    entry = visit.entries.get()
    entry.pk, entry.slug = None, f"visit:{visit.key}:again"
    entry.save(force_insert=True)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lose_a_facet, "visit:{key}"),
        (lose_the_entry, "visit:{key}"),
        (keep_another, "visit:{key}:again"),
    ],
)
def test_an_entry_that_is_wrong_or_missing_is_told_once_and_put_right(
    visit: Visit, spoil: Callable[[Visit], None], told: str
) -> None:
    entry = visit.entries.get()
    facets = set(entry.facets.values_list("facet", "value"))
    spoil(visit)
    slug = told.format(key=visit.key)
    assert told_by(indexing.steps()) == [f"{slug}: its entry on the timeline is out of date"]
    derived.rebuild()
    assert told_by(indexing.steps()) == []
    assert set(visit.entries.get().facets.values_list("facet", "value")) == facets
    assert TimelineEntry.objects.get().slug == entry.slug


def test_words_that_are_wrong_are_told(visit: Visit) -> None:
    told = [f"visit:{visit.key}: its words in the index are out of date"]
    row = RecordIndex.objects.get(record_type="visit")
    for column in ("search_text", "signature"):
        RecordIndex.objects.filter(pk=row.pk).update(**{column: "wrong"})
        assert told_by(indexing.steps()) == told
        derived.rebuild()
        assert told_by(indexing.steps()) == []
        assert getattr(RecordIndex.objects.get(pk=row.pk), column) == getattr(row, column)


def signature(record: Record) -> str:
    return RecordIndex.objects.get(record_type=record.record_type, record_id=record.pk).signature


def change(row: Row, **values: object) -> None:
    with together():
        stored = type(row)._default_manager.get(pk=row.pk)
        for name, value in values.items():
            setattr(stored, name, value)
        stored.save()


def test_all_that_entries_of_others_take_from_a_record_is_in_its_signature() -> None:
    """An entry that takes something else now has to be worked out anew."""
    with together():
        port, ship = PortFactory(), VesselFactory()
        name = PortNameFactory(port=port, country="IT", from_edtf="1950", to_edtf="1990")
        identity = VesselIdentityFactory(
            vessel=ship, navy=NavyFactory(), from_edtf="2001", to_edtf="2010"
        )
        person = PersonFactory()
        affiliation = AffiliationFactory(person=person)
    for record in (port, ship, person):
        published(record)
    changes: list[tuple[Record, Row, dict[str, object]]] = [
        (port, port, {"country": "FR"}),
        (port, port, {"country": "", "country_said": "Free Territory of Trieste"}),
        (port, port, {"country_said": "Trieste"}),
        (port, port, {"lat": 45.6, "lon": 13.8}),
        (port, port, {"kind": "area"}),
        (port, name, {"to_edtf": "1991"}),
        (port, name, {"from_edtf": "1951"}),
        (port, name, {"country": "SI"}),
        (ship, ship, {"navy": published(NavyFactory())}),
        (ship, ship, {"home_port": port}),
        (ship, identity, {"to_edtf": "2011"}),
        (ship, identity, {"from_edtf": "2002"}),
        (ship, identity, {"navy": published(NavyFactory())}),
        (ship.navy, ship.navy, {"country": "", "country_said": "Free Territory of Trieste"}),
        (person, affiliation, {"key": "another"}),
    ]
    for record, row, values in changes:
        before = signature(record)
        change(row, **values)
        assert signature(record) not in ("", before), values
    before = signature(port)
    change(port, notes="In ice from November on.")
    change(name, name="Tergeste")
    assert signature(port) == before


def test_what_the_index_alone_knows_is_told_and_goes(visit: Visit) -> None:
    gone = [RecordIndex(record_type="visit", record_id=10**6 + number) for number in range(3)]
    RecordIndex.objects.bulk_create([*gone, RecordIndex(record_type="fleet", record_id=1)])
    told = told_by(indexing.steps())
    assert len(told) == 4
    assert told[0] == "fleet 1: it is in the index, but there is no such kind of record"
    assert [line.partition(":")[0] for line in told[1:]] == [str(row) for row in gone]
    derived.rebuild()
    assert told_by(indexing.steps()) == []
    assert RecordIndex.objects.get(record_type="visit").record_id == visit.pk


def test_old_words_to_search_by_are_noticed_by_the_oldest_record_of_a_kind() -> None:
    assert not index_rows.searches_by_old_words()
    PortFactory(key="brest")
    oldest, newest = NavyFactory(key="z"), NavyFactory(key="a")
    assert not index_rows.searches_by_old_words()
    rows = RecordIndex.objects.filter(record_type="navy")
    rows.filter(record_id=newest.pk).update(search_text="as once")
    assert not index_rows.searches_by_old_words()
    rows.filter(record_id=oldest.pk).update(search_text="as once")
    assert index_rows.searches_by_old_words()
    derived.rebuild()
    assert not index_rows.searches_by_old_words()
    rows.filter(record_id=oldest.pk).delete()
    assert index_rows.searches_by_old_words()


def test_the_words_of_one_kind_do_not_stand_for_another() -> None:
    navy = NavyFactory()
    words = RecordIndex.objects.get(record_type="navy", record_id=navy.pk).search_text
    RecordIndex.objects.filter(record_type="navy").update(search_text="as once")
    RecordIndex.objects.create(record_type="fleet", record_id=navy.pk, search_text=words)
    assert index_rows.searches_by_old_words()
