#!/usr/bin/env python3
"""Do what the README tells a newcomer, in a copy of the last commit, and look at what is served.

Needs Python, make and git only. Ends with status 1 and the server's output when something is not
as promised.
"""

import http.cookiejar
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_START = 600  # seconds, most of them for downloads; a busy machine needs more
SECOND_START = 120  # seconds; nothing is installed or loaded again
# The newcomer has set nothing, whatever this machine has.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith("NAVDIPLOMACY_")
    and name not in {"DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "MAKEFLAGS", "VIRTUAL_ENV"}
}


def main() -> None:
    """Copy, start, look, stop, start again, compare."""
    with tempfile.TemporaryDirectory(prefix="navdiplomacy-smoke.") as directory:
        copy = Path(directory)
        archive = subprocess.run(
            ["git", "-c", f"safe.directory={ROOT}", "archive", "HEAD"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
        subprocess.run(["tar", "-x"], cwd=copy, input=archive.stdout, check=True)
        port = free_port()

        with Site(copy, port, FIRST_START) as site:
            password = re.search(r"^\s*password\s+(\S+)$", site.output(), re.MULTILINE)
            expect(password is not None, "the editor's password is printed", site)
            for path in ("/", "/api/v1/", "/api/v1/visits/", "/admin/login/"):
                status, headers, _body = site.get(path)
                expect(status == 200, f"{path} answers 200 (was {status})", site)
                expect("Content-Security-Policy" in headers, f"{path} carries its policy", site)
            _status, _headers, page = site.get("/")
            sheets = re.findall(r'href="(/static/[^"]+\.css)"', page)
            expect(bool(sheets), "the first page has a style sheet", site)
            for sheet in sheets:
                status, headers, _body = site.get(sheet)
                expect(status == 200, f"{sheet} is served", site)
                expect("immutable" in headers.get("Cache-Control", ""), f"{sheet} is kept", site)
            expect(site.logs_in("editor", password.group(1)), "the printed password works", site)
            second = subprocess.run(
                ["make", "run", f"PORT={port}"],
                cwd=copy,
                env=ENVIRONMENT,
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            expect(
                second.returncode != 0 and f"Port {port} is taken" in second.stderr,
                "a second server is told that the port is taken",
                site,
            )
        rows = counts(copy)
        expect(sum(rows.values()) > 500, "the example season is loaded", site)

        with Site(copy, port, SECOND_START) as site:
            expect("password" not in site.output(), "the second start makes no account", site)
            expect(site.get("/")[0] == 200, "/ answers 200 again", site)
        expect(counts(copy) == rows, "the second start changes no row", site)


class Site:
    """`make run` in a directory, from the first answer to Ctrl+C."""

    def __init__(self, directory: Path, port: int, patience: int) -> None:
        self.directory, self.port, self.patience = directory, port, patience
        self.log = directory / "smoke.log"
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def __enter__(self) -> "Site":
        started = time.monotonic()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                ["make", "run", f"PORT={self.port}"],
                cwd=self.directory,
                env=ENVIRONMENT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while time.monotonic() - started < self.patience:
            if self.process.poll() is not None:
                sys.exit(f"`make run` ended with {self.process.returncode}:\n{self.output()}")
            try:
                self.get("/")
            except OSError:
                time.sleep(0.2)
            else:
                print(f"serving after {time.monotonic() - started:.0f} s", flush=True)
                return self
        self.stop()
        sys.exit(f"`make run` did not serve within {self.patience} s:\n{self.output()}")

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Press Ctrl+C; what has not ended in time is killed and reported."""
        if self.process.poll() is not None:
            return
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            sys.exit(f"The server did not stop at Ctrl+C:\n{self.output()}")

    def output(self) -> str:
        """What it printed so far."""
        return self.log.read_text(errors="replace")

    def get(self, path: str, data: dict[str, str] | None = None) -> tuple[int, dict[str, str], str]:
        """Ask for a page, as a browser that keeps cookies; an error page is an answer too."""
        address = f"http://127.0.0.1:{self.port}{path}"
        body = urllib.parse.urlencode(data).encode() if data else None
        request = urllib.request.Request(address, body, {"Referer": address})
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, dict(answer.headers), answer.read().decode(errors="replace")

    def logs_in(self, name: str, password: str) -> bool:
        """Say whether the admin lets this person in."""
        path = "/admin/login/?next=/admin/"
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path)[2])
        if token is None:
            return False
        form = {"csrfmiddlewaretoken": token.group(1), "username": name, "password": password}
        status, _headers, page = self.get(path, form)
        return status == 200 and 'id="logout-form"' in page


def counts(directory: Path) -> dict[str, int]:
    """Return the number of rows per table; sessions come and go."""
    with sqlite3.connect(directory / "db.sqlite3") as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'django_session'"
        ).fetchall()
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in tables
        }


def free_port() -> int:
    """Return a port that nothing serves now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def expect(holds: bool, promise: str, site: Site) -> None:
    """Print a promise that holds; stop at one that does not."""
    if not holds:
        sys.exit(f"NOT SO: {promise}\n\nThe server said:\n{site.output()}")
    print(f"so: {promise}", flush=True)


if __name__ == "__main__":
    main()
