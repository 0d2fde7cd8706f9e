"""``python -m bench.speed.editing publish``, or ``rename``: what editors change, and its CPU.

It changes the database that is named: give it a copy.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

TIMES = 7
FEW = 200
"""Visits to a port that is renamed beside the busiest one: with fewer, what any change costs would
be most of it."""


def main() -> None:
    """Change what is asked for."""
    django.setup()
    print(json.dumps(_publish() if sys.argv[1] == "publish" else _rename()))


def _publish() -> dict[str, Any]:
    """Drafts with a ship and a source, published one by one; the first one warms up."""
    from deployments.changes.service import change_set
    from deployments.choices import Origin
    from deployments.models import Citation, Port, Source, Vessel, Visit, VisitParticipant
    from deployments.services import publishing

    taken = []
    ports, vessels = Port.objects.order_by("pk"), Vessel.objects.order_by("pk")
    for number in range(TIMES + 1):
        with change_set(origin=Origin.ADMIN, reason="a draft"):
            visit = Visit(
                key=f"published-{number}",
                port=ports[number],
                arrival_edtf=f"2025-06-0{number + 1}",
                departure_edtf=f"2025-06-0{number + 2}",
                certainty="reported",
                summary="She called there.",
            )
            visit.save()
            VisitParticipant(visit=visit, vessel=vessels[number * 6], count=1).save()
            Citation(target_visit=visit, source=Source.objects.all()[number]).save()
        draft = Visit.objects.get(pk=visit.pk)
        taken.append(_cpu(lambda: publishing.publish(records=[draft], origin=Origin.ADMIN)))  # noqa: B023
    return {"cpu_ms": statistics.median(taken[1:]) * 1000, "times": TIMES}


def _rename() -> dict[str, Any]:
    """The busiest port, and one that some ships called at, each given another name."""
    from django.db.models import Count

    from deployments.changes.service import change_set
    from deployments.choices import Origin
    from deployments.models import Port

    def rename(port: Port) -> float:
        def do() -> None:
            with change_set(origin=Origin.ADMIN, reason="another name"):
                again = Port.objects.get(pk=port.pk)
                again.name = f"New {again.name}"
                again.save()

        return _cpu(do)

    called = Port.objects.annotate(calls=Count("visits"))
    warming, *_others = called.filter(calls=1)[:1] or called[:1]
    rename(warming)
    chosen = [called.filter(calls__gte=FEW).order_by("calls", "pk").first()]
    chosen.append(called.order_by("-calls", "pk").first())
    found = []
    for port in dict.fromkeys(each for each in chosen if each is not None):
        taken = rename(port)
        found.append(
            {"visits": port.calls, "cpu_s": taken, "ms_a_visit": taken * 1000 / port.calls}
        )
    told: dict[str, Any] = {"ports": found}
    if len(found) > 1:
        told["growth"] = found[-1]["ms_a_visit"] / found[0]["ms_a_visit"]
    return told


def _cpu(do: Callable[[], object]) -> float:
    begun = time.process_time()
    do()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
