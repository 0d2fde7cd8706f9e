"""After any sequence of edits the index is what building it anew would give."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from deployments import models
from deployments.changes.service import change_set
from deployments.choices import Certainty, Origin, PublicCause, PublicOperation, Purpose
from deployments.models import (
    FormerAddress,
    PublicChange,
    PublicDocument,
    PublicFacet,
    PublicOption,
    PublicWords,
    RecordIndex,
    TimelineEntry,
    TimelineFacet,
    TimelineStretch,
)
from deployments.services import derived, publishing
from tests import factories
from tests.leaks import surface

pytestmark = pytest.mark.django_db

DATES = [
    "",
    "2024-08-17",
    "2024-08-22",
    "2024-08-27",
    "2024-09-03",
    "[2024-08-20..2024-08-30]",
    "[..2024-08-28]",
    "2024-08~",
    "2024-08-22/2024-08-27",
    "2024-06-01",
    "2024-10-30",
]


def snapshot() -> dict[str, Any]:
    """Everything that the index holds, without ids of its own."""
    entries = {
        entry.slug: {
            name: value for name, value in entry.__dict__.items() if name not in ("id", "_state")
        }
        for entry in TimelineEntry.objects.all()
    }
    facets = set(TimelineFacet.objects.values_list("entry__slug", "facet", "value"))
    rows = set(
        RecordIndex.objects.values_list("record_type", "record_id", "signature", "search_text")
    )
    documents = set(
        PublicDocument.objects.values_list(
            "record_type",
            "record_id",
            "key",
            "text",
            "digest",
            "changed_at",
            "name",
            "sort_name",
            "sort_day",
        )
    )
    addresses = set(
        FormerAddress.objects.values_list(
            "record_type", "record_id", "key", "present_key", "withdrawn_on", "reason"
        )
    )
    found_by = set(
        PublicFacet.objects.values_list(
            "document__record_id", "record_type", "key", "sort_day", "name", "value", "number"
        )
    )
    options = set(PublicOption.objects.values_list("record_type", "name", "value", "number"))
    # Places are numbers of rows, which a row that is written anew gets anew.
    words = sorted(PublicWords.objects.values_list("record_type", "record_id", "words"))
    stretches = sorted(
        TimelineStretch.objects.values_list(
            "entry__slug",
            "vessel",
            "possible_from",
            "possible_to",
            "certain_from",
            "certain_to",
        ),
        key=str,
    )
    return {
        "entries": entries,
        "facets": facets,
        "stretches": stretches,
        "rows": rows,
        "documents": documents,
        "addresses": addresses,
        "found_by": found_by,
        "options": options,
        "words": words,
    }


class Editors:
    """Changes a small world in ways the models and the gate allow, chosen by a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.log: list[str] = []
        self.sources = [factories.published(factories.SourceFactory())]
        self.sources.append(factories.SourceFactory())
        self.navies = [factories.NavyFactory(country=code) for code in ("IT", "JP", "")]
        self.ports = [factories.PortFactory(country=code) for code in ("JP", "GU")]
        self.vessels = [factories.VesselFactory(navy=self.pick(self.navies)) for _ in range(3)]
        self.people = [factories.PersonFactory(country="IT"), factories.PersonFactory()]
        self.questions = [factories.QuestionFactory()]
        self.themes = [factories.ThemeFactory()]
        self.deployments = [
            factories.DeploymentFactory(
                lead_navy=self.pick(self.navies), origin_port=self.maybe(self.ports)
            )
            for _ in range(2)
        ]
        self.visits = [self.new_visit() for _ in range(3)]
        self.exercises = [
            factories.ExerciseFactory(start_edtf="2024-08-24", end_edtf="") for _ in range(2)
        ]
        self.engagements = [factories.EngagementFactory(port=self.maybe(self.ports), visit=None)]
        self.commentary = [factories.CommentaryFactory(person=self.pick(self.people))]
        for statement in self.statements():
            if self.chance.random() < 0.7:
                factories.published(statement)

    def pick(self, some: list[Any]) -> Any:
        return self.chance.choice(some)

    def maybe(self, some: list[Any]) -> Any:
        return self.chance.choice([None, *some])

    def statements(self) -> list[Any]:
        return self.deployments + self.visits + self.exercises + self.engagements + self.commentary

    def records(self) -> list[Any]:
        return (
            self.sources
            + self.navies
            + self.ports
            + self.vessels
            + self.people
            + self.questions
            + self.themes
            + self.statements()
        )

    def new_visit(self) -> models.Visit:
        arrival, departure = self.pick(
            [("2024-08-17", ""), ("2024-08-22", ""), ("", "2024-06-01"), ("2024-10-30", "")]
        )
        visit: models.Visit = factories.VisitFactory(
            port=self.pick(self.ports),
            deployment=self.maybe(self.deployments),
            arrival_edtf=arrival,
            departure_edtf=departure,
        )
        return visit

    def step(self) -> None:
        """One change set; what the gate refuses leaves nothing behind."""
        action: Callable[[], None] = self.pick(
            [
                self.publish,
                self.publish_with_needs,
                self.publish_with_needs,
                self.withdraw,
                self.edit_dates,
                self.edit_relations,
                self.edit_reference,
                self.edit_reference,
                self.edit_source,
                self.name_otherwise,
                self.add_row,
                self.add_row,
                self.remove_row,
                self.identify,
                self.rename,
                self.create_or_delete,
                self.note_for_editors,
                self.say_why_withdrawn,
            ]
        )
        try:
            with change_set(origin=Origin.COMMAND):
                action()
        except ValidationError as refused:
            self.log.append(f"refused {action.__name__}: {refused.messages[0][:80]}")

    def say(self, words: str) -> None:
        self.log.append(words)

    def fresh(self, record: Any) -> Any:
        return type(record)._default_manager.get(pk=record.pk)

    def publish(self) -> None:
        record = self.fresh(self.pick(self.records()))
        self.say(f"publish {record.record_type} {record.pk}")
        publishing.publish(records=[record], origin=Origin.COMMAND)

    def publish_with_needs(self) -> None:
        record = self.fresh(self.pick(self.statements()))
        self.say(f"publish with needs {record.record_type} {record.pk}")
        factories.published(record)

    def withdraw(self) -> None:
        record = self.fresh(self.pick(self.records()))
        self.say(f"withdraw {record.record_type} {record.pk}")
        publishing.withdraw(
            record=record,
            public_reason="wrong",
            origin=Origin.COMMAND,
            with_dependants=self.chance.random() < 0.5,
        )

    def edit_dates(self) -> None:
        record = self.fresh(self.pick(self.statements()))
        for name in ("start", "end", "arrival", "departure", "date"):
            if hasattr(record, f"{name}_edtf") and self.chance.random() < 0.6:
                setattr(record, f"{name}_edtf", self.pick(DATES))
        if hasattr(record, "certainty") and self.chance.random() < 0.4:
            record.certainty = self.pick([Certainty.CONFIRMED, Certainty.PLANNED])
        self.say(f"edit dates {record.record_type} {record.pk}")
        record.full_clean()
        record.save()

    def edit_relations(self) -> None:
        record = self.fresh(self.pick(self.statements()))
        if isinstance(record, models.Exercise):
            return
        if isinstance(record, models.Deployment):
            record.origin_port, record.lead_navy = self.maybe(self.ports), self.pick(self.navies)
        elif isinstance(record, models.Visit):
            record.deployment, record.port = self.maybe(self.deployments), self.pick(self.ports)
            record.purpose = self.pick([Purpose.HOME_PORT, Purpose.PORT_CALL])
        elif isinstance(record, models.Engagement):
            record.visit, record.port = self.maybe(self.visits), self.maybe(self.ports)
        else:
            record.person = self.pick(self.people)
        self.say(f"edit relations {record.record_type} {record.pk}")
        record.save()

    def edit_reference(self) -> None:
        record = self.fresh(self.pick(self.navies + self.ports + self.vessels + self.people))
        self.say(f"edit reference {record.record_type} {record.pk}")
        if self.chance.random() < 0.5:
            record.name = self.pick(["Northmoor", "Southmoor", f"New {record.name}"[:60]])
        if isinstance(record, models.Vessel):
            record.navy = self.pick(self.navies)
            record.home_port = self.maybe(self.ports)
        else:
            record.country = self.pick(["IT", "JP", "FR"])
        record.save()

    def name_otherwise(self) -> None:
        port = self.fresh(self.pick(self.ports))
        self.say(f"name otherwise {port.record_type} {port.pk}")
        name = self.pick(["Southhaven", "北港"])
        if found := port.names.filter(name=name).first():
            found.delete()
        else:
            models.PortName(port=port, name=name).save()

    def edit_source(self) -> None:
        record = self.fresh(self.pick(self.sources))
        self.say(f"edit source {record.pk}")
        record.title = self.pick(["Navies meet", f"New {record.title}"[:60]])
        record.reliability = self.pick(["", "A", "E"])
        record.save()

    def add_row(self) -> None:
        record = self.fresh(self.pick(self.statements()))
        self.say(f"add row {record.record_type} {record.pk}")
        if isinstance(record, models.Deployment):
            vessel = self.pick(self.vessels)
            models.Assignment(
                deployment=record,
                vessel=vessel,
                joined_edtf=self.pick(["", "2024-06-01", "2024-08-20"]),
                left_edtf=self.pick(["", "2024-08-25"]),
            ).save()
        elif isinstance(record, models.Visit):
            vessel = self.maybe(self.vessels)
            models.VisitParticipant(
                visit=record,
                vessel=vessel,
                count=1 if vessel else None,
                navy=None if vessel else self.pick(self.navies),
                deployment=self.maybe(self.deployments),
                departure_edtf=self.pick(["", "", "2024-08-27"]),
                said=str(self.chance.random()),
            ).save()
        elif isinstance(record, models.Exercise):
            vessel = self.maybe(self.vessels)
            models.ExerciseParticipant(
                exercise=record,
                vessel=vessel,
                count=1 if vessel else None,
                country="" if vessel else "FR",
                said=str(self.chance.random()),
            ).save()
        elif isinstance(record, models.Engagement):
            if not record.engagement_people.exists():
                models.EngagementPerson(engagement=record, person=self.pick(self.people)).save()
        elif self.chance.random() < 0.3 and not (
            record.answers.exists() or record.theme_positions.exists()
        ):
            models.Answer(commentary=record, question=self.pick(self.questions)).save()
            models.ThemePosition(
                commentary=record, theme=self.pick(self.themes), position="asserts"
            ).save()
        else:
            kind = self.pick(list(models.Subject.target.kinds))
            rows = getattr(self, RECORDS_OF[kind])
            models.Subject(commentary=record, **{kind: self.pick(rows)}).save()

    def remove_row(self) -> None:
        owned: list[Any] = []
        for model in (
            models.Assignment,
            models.VisitParticipant,
            models.ExerciseParticipant,
            models.EngagementPerson,
            models.Subject,
            models.Answer,
        ):
            owned += model.objects.all()
        if owned:
            row = self.pick(owned)
            self.say(f"remove {row._meta.model_name} of {row.owner}")
            row.delete()

    def identify(self) -> None:
        unnamed: list[Any] = [
            *models.VisitParticipant.objects.filter(vessel=None),
            *models.ExerciseParticipant.objects.filter(vessel=None),
        ]
        if unnamed:
            row = self.pick(unnamed)
            row.identified_as = self.maybe(self.vessels)
            self.say(f"identify {row} as {row.identified_as}")
            row.save()

    def rename(self) -> None:
        record = self.fresh(self.pick(self.records()))
        self.say(f"rename {record.record_type} {record.pk}")
        publishing.rename(
            record=record,
            new_key=f"renamed-{self.chance.randrange(10**9)}",
            origin=Origin.COMMAND,
        )

    def note_for_editors(self) -> None:
        record = self.fresh(self.pick(self.records()))
        self.say(f"note for editors {record.record_type} {record.pk}")
        record.editor_notes = str(self.chance.random())
        record.save()

    def say_why_withdrawn(self) -> None:
        gone = [each for each in map(self.fresh, self.records()) if each.status == "withdrawn"]
        if gone:
            record = self.pick(gone)
            self.say(f"say why withdrawn {record.record_type} {record.pk}")
            record.withdrawal_reason = self.pick(["wrong", "It was a rumour."])
            record.save()

    def create_or_delete(self) -> None:
        drafts = [visit for visit in map(self.fresh, self.visits) if not visit.once_public]
        free = [
            visit
            for visit in drafts
            if not visit.engagements.exists() and not visit.commentary_subjects.exists()
        ]
        if len(self.visits) > 2 and free:
            gone = self.pick(free)
            self.say(f"delete visit {gone.pk}")
            self.visits = [visit for visit in self.visits if visit.pk != gone.pk]
            gone.delete()
        else:
            self.visits.append(self.new_visit())
            self.say(f"create visit {self.visits[-1].pk}")


RECORDS_OF = {
    "deployment": "deployments",
    "visit": "visits",
    "exercise": "exercises",
    "engagement": "engagements",
    "navy": "navies",
    "vessel": "vessels",
    "port": "ports",
    "person": "people",
}


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 4))]
)
def test_the_index_follows_every_change_as_if_built_anew(seed: int) -> None:
    editors = Editors(seed)
    told, moved = 0, 0
    for _ in range(50):
        before, position = surface.stored(), PublicChange.objects.position()
        editors.step()
        told += TimelineEntry.objects.count()
        changes = list(PublicChange.objects.after(position[0]))
        assert bool(changes) == (surface.stored() != before), "\n".join(
            [*editors.log[-6:], "position or public rows alone:", *map(str, changes)]
        )
        assert_log_tells(changes, before)
        moved += bool(changes)
        stale = list(derived.differences())
        assert not stale, "\n".join([*editors.log[-6:], "left stale:", *stale])
    assert told > 100, "too little was public for this to prove anything"
    assert 5 < moved < 45, "too few edits moved the public side, or left it, for a proof"
    kept, position = snapshot(), PublicChange.objects.position()
    derived.rebuild()
    assert snapshot() == kept
    assert PublicChange.objects.position() == position


def assert_log_tells(changes: list[PublicChange], before: set[tuple[str, ...]]) -> None:
    """That the log has one row for each document that differs, with the former one."""
    was = {row[1:3]: row[3] for row in before if row[0] == "PublicDocument"}
    now = {row[1:3]: row[3] for row in surface.stored() if row[0] == "PublicDocument"}
    assert len({(row.record_type, row.record_id) for row in changes}) == len(changes)
    assert {row.former for row in changes} - {""} == {
        text for address, text in was.items() if now.get(address) != text
    }
    for row in changes:
        there = (row.record_type, row.key) in now
        assert there == (row.operation != PublicOperation.WITHDRAWN) or row.former == "", row
        assert (row.cause == PublicCause.OTHERS) or not row.causes
