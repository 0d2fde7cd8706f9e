"""Fill a database of the first release, with its own models, in a process of its own.

In the suite's process the watch of the history would ask of these rows what no model of that
release knows: a change set that is open.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import django
from django.apps.registry import Apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import Manager, Model
from django.utils import timezone


@cache
def models() -> Apps:
    """The models as they were in the first release."""
    return MigrationLoader(None).project_state(("deployments", "0002_groups")).apps


def day(stem: str, text: str) -> dict[str, object]:
    """The columns of a fuzzy date that is one day."""
    bound = date.fromisoformat(text)
    return {f"{stem}_edtf": text, f"{stem}_earliest": bound, f"{stem}_latest": bound}


def store(release: Apps) -> None:
    """Store a record of each kind that has a day, what it needs, and a state of each of them."""

    def rows(table: str) -> Manager[Model]:
        model: type[Model] = release.get_model("deployments", table)
        return model._base_manager

    changes = rows("changeset").create(origin="import", actor_name="Ada")

    def make(table: str, **columns: object) -> Model:
        row = rows(table).create(**columns)
        change = {"change_set": changes, "history_date": timezone.now(), "history_type": "+"}
        rows(f"historical{table}").create(id=row.pk, **change, **columns)
        return row

    navy = make("navy", key="mm", name="Marina Militare", country="IT")
    public = {"first_published_at": timezone.now(), "status": "published"}
    port = make("port", key="yokosuka", name="Yokosuka", country="JP", **public)
    person = make("person", key="rossi", name="Rossi")
    source = make("source", key="nhk", title="A carrier calls", publisher="NHK")
    gone = {**public, "status": "withdrawn", "withdrawn_on": date(2024, 9, 2)}
    theme = make("theme", key="ports", name="Ports", withdrawal_reason="Twice.", **gone)
    for kind, old, led in (("port", "yokosuka-base", port), ("theme", "bases", theme)):
        make("keyredirect", record_type=kind, old_key=old, record_id=led.pk)
    make("keyredirect", record_type="navy", old_key="never-public", record_id=navy.pk)
    make("affiliation", key="rossi-mm", person=person, organisation="Italian Navy", role="captain")
    at_sea = day("start", "2024-06-01") | day("end", "2024-09-30")
    voyage = make("deployment", key="voyage", name="Voyage", lead_navy=navy, **at_sea)
    undated = make("exercise", key="undated", name="Undated")
    summer = {"earliest": date(2023, 12, 1), "latest": date(2025, 3, 31), "edtf": "2024-22"}
    make("engagement", key="left", name="Left", **{f"end_{name}": summer[name] for name in summer})
    make("commentary", key="said", person=person, **day("date", "2024-08-30"))
    when = day("arrival", "2024-08-22") | day("departure", "2024-08-27")
    visit = make("visit", key="call", port=port, **when)
    make("citation", source=source, target_visit=visit, aspect="dates")
    against = {"source": source, "target_visit": visit, "stance": "contradicts"}
    make("citation", **against, supports="says the 23rd", value="23 August")
    make("citation", **against, supports="says that she never came")
    rows("historicalvisit").update(**day("arrival", "2024-08-20"))
    entries = rows("timelineentry")
    entries.create(slug="visit:call", visit=visit, kind="visit", sort_day=date(2024, 8, 22))
    entries.create(slug="exercise:undated", exercise=undated, kind="exercise")
    of_voyage = {"deployment": voyage}
    entries.create(slug="deployment:voyage", **of_voyage, sort_day=date(2024, 6, 1))
    for kind, sort_day in (("departure", date(2024, 6, 1)), ("return", date(2024, 9, 30))):
        entries.create(slug=f"{kind}:voyage", kind=kind, **of_voyage, sort_day=sort_day)


if __name__ == "__main__":
    django.setup()
    store(models())
