"""Mutants are changes of what functions do, one at a time, and nothing else."""

import tomllib
from dataclasses import replace

import pytest

from bench.mutants.mutation import mutants
from bench.mutants.runner import HERE, Target

SOURCE = '''"""Words."""
LIMIT = 3

def late(day: int, *, of: str = "x") -> bool:
    """More words."""
    assert day < 40
    if day > 20 and not of:
        return True
    return _("late") in of
'''


def test_each_place_of_a_body_is_changed_and_no_words_types_or_constants() -> None:
    found = mutants("late", "late.py", SOURCE)
    assert {(mutant.line, mutant.operator) for mutant in found} == {
        (7, "turn the condition round"),
        (7, "And → Or"),
        (7, "Gt → GtE"),
        (7, "20 → 21"),
        (7, "drop “not”"),
        (8, "return None"),
        (8, "True → False"),
        (9, "return None"),
        (9, "In → NotIn"),
    }
    assert len({mutant.key for mutant in found}) == len(found)
    assert [m.key for m in mutants("late", "late.py", "\n\n" + SOURCE)] == [m.key for m in found]


def test_a_mutant_does_something_else() -> None:
    later = next(m for m in mutants("late", "late.py", SOURCE) if m.operator == "Gt → GtE")
    names: dict[str, object] = {"_": str}
    exec(later.code, names)  # noqa: S102
    late = names["late"]
    assert callable(late)
    assert late(20, of="") is True


EQUIVALENT = tomllib.loads((HERE / "equivalent.toml").read_text())


@pytest.mark.long  # every mutant of six rooms is made
@pytest.mark.parametrize("target", EQUIVALENT)
def test_what_is_called_equivalent_is_a_mutant_of_its_target(target: str) -> None:
    whole = replace(Target.named(target), sample=None)
    known = {mutant.key for mutant in whole.mutants()}
    assert EQUIVALENT[target].keys() <= known
