"""``python -m bench.mutants TARGET``: see the package."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import settings

from .mutation import Mutant
from .runner import HERE, ROOT, Plugin, Target

KEPT = ROOT / ".proofs"
ENOUGH = 95  # % of a whole target
SO_FAR = 50  # % of a part of it; where fewer are killed, the runner itself does not work


def main() -> int:
    """Run the mutants of a target that are not yet known, and say which of all survived."""
    parser = argparse.ArgumentParser(prog="bench.mutants", description=__doc__)
    parser.add_argument("target")
    parser.add_argument(
        "--seconds",
        type=float,
        default=600,
        help="begin no mutant after that; half of it is for mutants in any case",
    )
    parser.add_argument("--limit", type=int, help="run so many at most")
    parser.add_argument(
        "--survivors", action="store_true", help="run those again, after tests were added"
    )
    options = parser.parse_args()
    target = Target.named(options.target)
    state = State(KEPT / f"mutants-{options.target}.json", survivors_again=options.survivors)
    verdicts = state.verdicts
    end, ran = time.monotonic() + options.seconds, 0

    def report(mutant: Mutant, verdict: str, seconds: float) -> bool:
        nonlocal ran, end
        if not ran:  # the tests without a mutant may have taken most of the time
            end = max(end, time.monotonic() + options.seconds / 2)
        ran += 1
        verdicts[mutant.key] = verdict
        state.save()
        if not verdict.startswith("killed"):
            sys.stderr.write(f"{describe(mutant)} [{verdict}, {seconds:.1f} s]\n")
        more: bool = ran != options.limit and time.monotonic() < end
        return more

    settings.register_profile("mutants", derandomize=True, database=None)
    settings.load_profile("mutants")
    plugin = Plugin(target, report)
    plugin.known = set(verdicts)
    if all(mutant.key in verdicts for mutant in plugin.chosen):
        return conclude(options.target, plugin.chosen, verdicts)
    arguments = [*plugin.target.tests, "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    code = pytest.main(
        [*arguments, "-m", "not browser", "--no-header", "--tb=no"], plugins=[plugin]
    )
    if code != pytest.ExitCode.OK:
        return int(code)
    return conclude(options.target, plugin.chosen, verdicts)


class State:
    """The verdicts so far, kept between runs for as long as code and tests are the same."""

    def __init__(self, path: Path, *, survivors_again: bool) -> None:
        self.path = path
        self.verdicts: dict[str, str] = {}
        digest = hashlib.sha256()
        for folder in ("deployments", "navdiplomacy", "tests"):
            for file in sorted((ROOT / folder).rglob("*.py")):
                digest.update(file.read_bytes())
        self.of = digest.hexdigest()
        kept = json.loads(path.read_text()) if path.exists() else {}
        if survivors_again:  # a test more does not bring the dead back
            self.verdicts = {
                key: verdict for key, verdict in kept["verdicts"].items() if "killed" in verdict
            }
        elif kept.get("of") == self.of:
            self.verdicts = kept["verdicts"]

    def save(self) -> None:
        """Keep them."""
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(json.dumps({"of": self.of, "verdicts": self.verdicts}, indent=1))


def describe(mutant: Mutant) -> str:
    """One line that says what was changed where."""
    place = f"{mutant.module}:{mutant.line} {mutant.function}"
    return f"{mutant.key} {place}: {mutant.operator}: {mutant.source}"


def conclude(target: str, chosen: list[Mutant], verdicts: dict[str, str]) -> int:
    """Print the survivors that nobody explained and, last, the figures as one line."""
    reasons = tomllib.loads((HERE / "equivalent.toml").read_text()).get(target, {})
    done = [mutant for mutant in chosen if mutant.key in verdicts]
    survivors = [m for m in done if verdicts[m.key].startswith("survived")]
    missed = [mutant for mutant in survivors if mutant.key not in reasons]
    for mutant in missed:
        print(describe(mutant), f"[{verdicts[mutant.key]}]")
    counted = len(done) - (len(survivors) - len(missed))
    share = 100 * (counted - len(missed)) / counted if counted else 100
    of = f" of {len(chosen)}" if len(done) < len(chosen) else ""
    print(
        f"{len(done)}{of} mutants: {counted - len(missed)} killed, {len(missed)} survived, "
        f"{len(survivors) - len(missed)} equivalent; {share:.1f} % killed"
    )
    return int(share < (ENOUGH if len(done) == len(chosen) else SO_FAR))


if __name__ == "__main__":
    sys.exit(main())
