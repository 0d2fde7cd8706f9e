"""Every rule finds what it is for, and says so as gravely as it should."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from deployments import rules
from tests.factories import together
from tests.rules.broken.registry import CASES, Case

pytestmark = pytest.mark.django_db

for module in sorted((Path(__file__).parent / "broken").glob("*.py")):
    import_module(f"tests.rules.broken.{module.stem}")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.function is test_it_is_found:
        ids = [case.__name__ for _code, _impossible, case in CASES]
        metafunc.parametrize(("code", "impossible", "case"), CASES, ids=ids)


def test_it_is_found(code: str, impossible: bool, case: Case) -> None:
    with together():
        record = case()
    found = {finding.code: finding for finding in rules.findings(record)}
    assert code in found
    assert found[code].impossible is impossible
    assert found[code].record == record
    assert found[code].message.rstrip().endswith((".", "?"))
    assert found[code].message in {each.message for each in rules.all_findings()}


def test_every_rule_has_a_case() -> None:
    source = "".join(path.read_text() for path in Path(rules.__file__).parent.glob("*.py"))
    codes = set(re.findall(r"Finding\(\s*[\w.]+,\s*\"([a-z-]+)\"", source))
    assert len(codes) > 20
    assert codes == {code for code, _impossible, _case in CASES}
