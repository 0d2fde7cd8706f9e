"""A real browser and a really started server, for tests of what a person sees.

Everything in this folder is marked ``browser`` and ``long``. Without Chromium the tests are
skipped, and fail where ``NAVDIPLOMACY_REQUIRE_BROWSER=1`` says that it must be there.
"""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support import database_of_its_own, free_port

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",  # root, as in containers, has no sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START = 60  # seconds


@dataclass(frozen=True)
class Site:
    """A served copy of the site with the example season, and the account it made."""

    url: str
    name: str
    password: str


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and keep them on one worker with one browser and server."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.long)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium.

    Playwright keeps an event loop in this thread for as long as it runs, and Django then gives out
    other database connections than before. So it ends with the module, and a test that drives the
    browser looks at the database through the site only.
    """
    if not CHROMIUM.exists():
        words = f"{CHROMIUM} is not there. On Debian: sudo apt-get install chromium"
        if os.environ.get("NAVDIPLOMACY_REQUIRE_BROWSER") == "1":
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Prepare and serve the site as ``make run`` does, on a database of its own."""
    port = free_port()
    environment = {
        **os.environ,
        "NAVDIPLOMACY_DATA": str(tmp_path_factory.mktemp("site")),
        "PORT": str(port),
    }
    with database_of_its_own("served") as address:
        if address:
            environment["DATABASE_URL"] = address
        else:
            environment.pop("DATABASE_URL", None)
        prepared = subprocess.run(
            [sys.executable, "manage.py", "prepare"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert prepared.returncode == 0, prepared.stderr
        name, password = re.findall(r"^  (?:name|password) +(\S+)$", prepared.stdout, re.MULTILINE)
        command = [sys.executable, "-m", "gunicorn", "--config", "python:navdiplomacy.server"]
        with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
            try:
                url = f"http://127.0.0.1:{port}"
                _wait_for(url, server)
                yield Site(url, name, password)
            finally:
                server.terminate()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; fail when it ends or takes too long."""
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended; its words are above"
        try:
            urllib.request.urlopen(url, timeout=START).close()
        except urllib.error.HTTPError:
            return  # an error page is an answer, and the tests' business
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not answer within {START} s")


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """Open a window without cookies, whose addresses are the site's."""
    context = chromium.new_context(base_url=site.url)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a page in that window."""
    return context.new_page()
