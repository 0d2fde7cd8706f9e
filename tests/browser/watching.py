"""What a browser notices while a person looks at the site, and axe's opinion of a page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
    console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`));
"""
OF_NO_HOST = ("data", "blob", "about")


class Watch:
    """Collects what no visitor should cause: violations, errors and requests to other hosts."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self._documents: set[str] = set()
        self._hosts: set[str] = set()
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("request", self._request)

    def check(self) -> None:
        """Fail with everything that was noticed since the last check."""
        found, self.complaints = self.complaints, []
        assert not found, "\n".join(found)

    def _console(self, message: ConsoleMessage) -> None:
        """Keep errors and warnings, but for a page's own status, which its test asks for."""
        where = message.location["url"]
        of_the_page = (
            message.text.startswith("Failed to load resource") and where in self._documents
        )
        if message.type in ("error", "warning") and not of_the_page:
            self.complaints.append(f"console: {message.text} ({where})")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in OF_NO_HOST:
            return
        if request.is_navigation_request():
            self._documents.add(request.url)
            self._hosts = self._hosts or {address.netloc}
        if address.netloc not in self._hosts:
            self.complaints.append(f"request to another host: {request.url}")


def arrives(page: Page, part: str) -> None:
    """Wait for the whole of the page, reached by a link or a form, with ``part`` in its address.

    A click returns before the answer is there: what is read at once may be of half a page.
    """
    expect(page).to_have_url(re.compile(re.escape(part)))
    page.wait_for_load_state()


def axe(page: Page, *rules: str) -> list[str]:
    """What axe finds wrong with ``page`` by all its rules or some: impact, rule, places.

    It is put in as a debugger puts it in, so that the page's security policy stays as it is.
    """
    # Preloading would read style sheets into inline styles, which the policy refuses.
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = rules
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE})
    answer = session.send(
        "Runtime.evaluate",
        {
            "expression": f"axe.run({json.dumps(options)})",
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    session.detach()
    assert "exceptionDetails" not in answer, answer
    return [
        f"{found['impact']} {found['id']}: {', '.join(str(n['target'][0]) for n in found['nodes'])}"
        for found in answer["result"]["value"]["violations"]
    ]
