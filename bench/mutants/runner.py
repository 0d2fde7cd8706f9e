"""Runs the tests on each mutant, in forks of one prepared process."""

from __future__ import annotations

import functools
import gc
import os
import random
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest

from .mutation import Mutant, functions_of, mutants

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
SEED = "navdiplomacy"
WATCHED = 20
"""Seconds; watching makes a test several times as slow."""

Cache = functools._lru_cache_wrapper
Place = tuple[str, str, int]
"""A function by its file, its name and its first line."""


@dataclass(frozen=True)
class Target:
    """Modules, the tests that have to notice their mutants, and how many are drawn."""

    modules: list[Path]
    tests: list[str]
    sample: int | None

    @classmethod
    def named(cls, name: str) -> Target:
        """The target of that name in ``targets.toml``."""
        table = tomllib.loads((HERE / "targets.toml").read_text())[name]
        modules = [path for pattern in table["modules"] for path in sorted(ROOT.glob(pattern))]
        for pattern in table["modules"]:
            if not any(ROOT.glob(pattern)):
                raise SystemExit(f"{pattern} is not there. Correct {HERE / 'targets.toml'}.")
        return cls(modules, table["tests"], table.get("sample"))

    def mutants(self) -> list[Mutant]:
        """The mutants to run, the same ones each time."""
        chosen: list[Mutant] = []
        for path in self.modules:
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found = mutants(name, str(path), path.read_text())
            if self.sample is not None and len(found) > self.sample:
                drawn = random.Random(f"{SEED} {name}").sample(found, self.sample)  # noqa: S311
                found = sorted(drawn, key=lambda mutant: mutant.line)
            chosen += found
        return chosen


@dataclass
class Reach:
    """Which functions of the modules a test calls, and how long it takes.

    A test that is watched for too long is held to call all of them.
    """

    seconds: float
    places: set[Place] = field(default_factory=set)
    everything: bool = False

    def touches(self, places: set[Place]) -> bool:
        """Whether the test calls one of these functions, or may."""
        return self.everything or bool(self.places & places)


class Plugin:
    """Takes the place of pytest's own loop over the tests."""

    def __init__(self, target: Target, report: Callable[[Mutant, str, float], bool]) -> None:
        self.target = target
        self.chosen = target.mutants()
        self.report = report
        self.known: set[str] = set()
        self.noticed: Counter[str] = Counter()
        self.caches: list[Cache] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run every test once as it is, then on each mutant those that reach it."""
        files = {str(path) for path in self.target.modules}
        gc.unfreeze()  # what the suite froze could not be found
        self.caches = _caches()
        reaches = {item: self._reach(item, session, files) for item in session.items}
        if session.testsfailed:
            raise session.Failed("The tests fail without a mutant. Mend them first.")
        functions = _functions(files)
        gc.freeze()
        for mutant in self.chosen:
            if mutant.key in self.known:
                continue
            started = time.monotonic()
            verdict = self._verdict(mutant, functions, reaches)
            if not self.report(mutant, verdict, time.monotonic() - started):
                break
        return True

    def _reach(self, item: pytest.Item, session: pytest.Session, files: set[str]) -> Reach:
        """Run a test and note what it calls, also where another test asked the same before."""
        reach = Reach(0)

        def note(frame: FrameType, event: str, _argument: Any) -> None:
            if event != "call":
                return
            if frame.f_code.co_filename in files:
                reach.places.add(_place(frame.f_code))
            elif time.perf_counter() > watched_from + WATCHED:
                reach.everything = True
                sys.setprofile(None)

        for cached in self.caches:
            cached.cache_clear()
        started, watched_from = time.monotonic(), time.perf_counter()
        sys.setprofile(note)
        try:
            _run(item, session)
        finally:
            sys.setprofile(None)
        reach.seconds = time.monotonic() - started
        return reach

    def _verdict(
        self,
        mutant: Mutant,
        functions: dict[Place, list[FunctionType]],
        reaches: dict[pytest.Item, Reach],
    ) -> str:
        changed = list(_changed(mutant, functions))
        places = {_place(function.__code__) for function, _code in changed}
        items = [item for item, reach in reaches.items() if reach.touches(places)]
        # Quick tests first, and before them those that noticed others, often.
        items.sort(key=lambda item: reaches[item].seconds / (1 + self.noticed[item.nodeid]))
        if not items:
            return "survived: no test calls it"
        patience = 20 + 5 * sum(reaches[item].seconds for item in items)
        verdict, by = _forked(lambda: _notices(items, changed, self.caches), patience)
        self.noticed[by] += 1
        return verdict


def _place(code: CodeType) -> Place:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _run(item: pytest.Item, session: pytest.Session) -> None:
    """Run a test and undo what was made for it, but not what was made for the session."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=session)


def _functions(files: set[str]) -> dict[Place, list[FunctionType]]:
    """Every function object made from the modules, by its place.

    Asked by ``type``: to ``isinstance`` a lazy object would show what it stands for.
    """
    found: dict[Place, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if type(thing) is FunctionType and thing.__code__.co_filename in files:
            found.setdefault(_place(thing.__code__), []).append(thing)
    return found


def _caches() -> list[Cache]:
    """What of ours remembers answers, which a mutant must give anew."""
    cached = [thing for thing in gc.get_objects() if type(thing) is Cache]
    return [thing for thing in cached if thing.__wrapped__.__module__.startswith("deployments")]


def _changed(
    mutant: Mutant, functions: dict[Place, list[FunctionType]]
) -> Iterator[tuple[FunctionType, CodeType]]:
    """The functions that are different in the mutant, each with its new code."""
    for code in functions_of(mutant.code):
        for function in functions.get(_place(code), ()):
            if function.__code__ != code:
                yield function, code


def _notices(
    items: list[pytest.Item], changed: list[tuple[FunctionType, CodeType]], caches: list[Cache]
) -> str:
    """The test that fails on the mutant, if any. Runs in a fork, whose end undoes the change."""
    for function, code in changed:
        function.__code__ = code
    for cached in caches:
        cached.cache_clear()
    session = items[0].session
    session.config.pluginmanager.unregister(name="terminalreporter")
    for item in items:
        _run(item, session)
        if session.testsfailed:
            return item.nodeid
    return ""


def _forked(notices: Callable[[], str], patience: float) -> tuple[str, str]:
    """Ask in a fork, for at most ``patience`` seconds; a test that hangs has noticed too.

    Gives the verdict, and the test that noticed where it is known.
    """
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        try:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            noticed = notices()
            os.write(tell, noticed.encode())
            os._exit(1 if noticed else 0)
        finally:  # nothing of the fork may go on as if it were the process it came from
            os._exit(2)
    os.close(tell)
    with os.fdopen(told, "rb") as answer:
        end = time.monotonic() + patience
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                survived = os.waitstatus_to_exitcode(status) == 0
                return "survived" if survived else "killed", answer.read().decode()
            time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "killed: took too long", ""
