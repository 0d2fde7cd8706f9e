"""Where every way to break a rule is kept, each beside its kind of record."""

from __future__ import annotations

from collections.abc import Callable

from deployments.models import Record

Case = Callable[[], Record]
CASES: list[tuple[str, bool, Case]] = []
"""The code of the rule, whether it is impossible, and what makes a record that breaks it."""


def breaks(code: str, *, impossible: bool = False) -> Callable[[Case], Case]:
    """Keep what is decorated as a case of ``code``."""

    def register(case: Case) -> Case:
        CASES.append((code, impossible, case))
        return case

    return register
