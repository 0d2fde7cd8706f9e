"""A machine that cannot serve or install is told so before anything slow begins."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def preflight(*args: str, python: tuple[str, ...] = (sys.executable,)) -> str:
    """Return what preflight says; nothing when all is well."""
    done = subprocess.run(
        [*python, "bin/preflight.py", *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode == 0) == (not done.stderr)
    assert "Traceback" not in done.stderr
    return done.stderr


def test_this_python_will_do() -> None:
    assert preflight() == ""


def test_a_python_without_venv_is_told_what_to_install() -> None:
    without = (sys.executable, "-c", RUN_WITHOUT_ENSUREPIP)
    assert "apt-get install python3-venv" in preflight(python=without)


RUN_WITHOUT_ENSUREPIP = """
import runpy, sys
sys.modules["ensurepip"] = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_an_old_python_is_named() -> None:
    code = RUN_WITHOUT_ENSUREPIP.replace(
        'sys.modules["ensurepip"] = None', "sys.version_info = (3, 9, 2)"
    )
    words = preflight(python=(sys.executable, "-c", code))
    assert "Python 3.11 or newer is needed" in words
    assert "is 3.9" in words


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        words = preflight(str(port))
    assert f"Port {port} is taken" in words
    assert "make run PORT=8080" in words
    assert preflight(str(port)) == ""


def test_make_run_stops_at_a_taken_port_before_it_installs() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            ["make", "run", f"PORT={port}", "VENV=/nowhere/venv", f"PYTHON={sys.executable}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode != 0
    assert f"Port {port} is taken" in done.stderr
    assert "Installing" not in done.stdout


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80 80"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    assert "is not a port" in preflight(port)
