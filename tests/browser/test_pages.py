"""Every public page and the admin's, as a browser shows them: sizes, schemes, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.urls import URLPattern
from playwright.sync_api import Browser, BrowserContext, Page, Response, ViewportSize, expect

from deployments.urls import urlpatterns
from tests.browser.conftest import Site
from tests.browser.watching import Watch, arrives, axe

WIDTHS = (320, 390, 1280)
HEIGHT = 900
FIRST_VISIT = 100_000  # bytes of a first visit to the timeline, all files, not compressed

DETAILS = {
    "country-detail": "/countries/JP/",
    "pair": "/pairs/IT/JP/",
    "navy-detail": "/navies/italian-navy/",
    "vessel-detail": "/vessels/vespucci/",
    "port-detail": "/ports/yokosuka/",
    "organisation-detail": "/organisations/iai/",
    "coverage-detail": "/coverage/italian-navy-2024/",
    "source-detail": "/sources/domino-cavour/",
    "person-detail": "/people/abbondanza/",
    "question-detail": "/perspectives/questions/why-does-italy-send-its-carrier-to-japan/",
    "theme-detail": "/perspectives/themes/us-alliance/",
    "deployment-detail": "/deployments/it-csg-2024/",
    "visit-detail": "/visits/cavour-singapore-2024-06-23/",
    "exercise-detail": "/exercises/noble-raven-24-3/",
    "engagement-detail": "/engagements/cavour-welcome-yokosuka/",
    "commentary-detail": "/commentary/dian-1/",
    "dossier-detail": "/dossiers/cavour-in-japan-august-2024/",
    "day": "/days/2024-08-26/",
    "month": "/days/2024-08/",
}
"""The page of the example season that has most to show, for each address with a key."""

PICTURES = ("deployment", "vessel", "port", "navy", "question", "dossier")
"""Of these there is a picture as a file too, which is no page."""
NO_PAGES = {
    *("day-otherwise-written", "month-picture", "opensearch"),
    *(f"{kind}-picture" for kind in PICTURES),
}

MORE = {
    "nothing found": "/timeline/?country=JP&vessel=cavour&from=1900&to=1901",
    "search": "/search/?q=cavour",
    "search corrected": "/search/?q=Yokosuku",
    "search in vain": "/search/?q=cavour+busan",
    "search refused": "/search/?q=" + "ship+" * 60,
    "filter refused": "/visits/?from=the+day+after",
    "day of which nothing is known": "/days/1850-01-01/",
    "company of two": "/company/?vessel=cavour&country=FR",
    "company of one": "/company/?navy=italian-navy",
    "company in a port": "/company/?port=yokosuka&from=2024-08&to=2024-08",
    "company not covered": "/company/?vessel=vespucci&country=CN&on=2024-08",
    "company refused": "/company/?who=Italian+Navy&who=nobody&from=then",
    "list refused": "/timeline/?from=2024-08-28&to=2024-08-20&match=certain",
    "api reference": "/api/v1/docs/",
}
"""Pages that are reached by a filter, and the one that documents the API."""


def addresses() -> dict[str, str]:
    """One address of every kind of public page, from the URL configuration."""
    found = {}
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern), pattern
        name, route = str(pattern.name), str(pattern.pattern)
        if name in NO_PAGES:
            continue
        assert "<" not in route or name in DETAILS, f"{name} has no example page in this test"
        found[name] = DETAILS.get(name, f"/{route}")
    return found | MORE


ADDRESSES = addresses()


def opened(page: Page, address: str) -> Response:
    """Open an address and return what was answered."""
    response = page.goto(address)
    assert response is not None
    return response


@contextmanager
def without_scripts(chromium: Browser, site: Site, width: int) -> Iterator[Page]:
    """A page of the site in a window of this width, in which no script runs."""
    size: ViewportSize = {"width": width, "height": HEIGHT}
    with (
        chromium.new_context(
            base_url=site.url, java_script_enabled=False, viewport=size
        ) as context,
        context.new_page() as page,
    ):
        yield page


def grave(found: list[str]) -> list[str]:
    """Those of axe's findings that keep somebody from using the page."""
    return [finding for finding in found if finding.startswith(("serious", "critical"))]


def log_in(page: Page, site: Site) -> None:
    """Log into the admin with the account that the site made."""
    page.goto("/admin/")
    page.get_by_label("Username").fill(site.name)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def first_id(page: Page, kind: str) -> str:
    """The id of the first record in a list of the admin."""
    page.goto(f"/admin/deployments/{kind}/")
    link = page.locator("#result_list tbody a[href*='/change/']").first.get_attribute("href") or ""
    found = re.search(r"/(\d+)/change/", link)
    assert found, link
    return found[1]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    root = page.locator("html")
    return int(root.evaluate("root => root.scrollWidth - root.clientWidth"))


@pytest.fixture(scope="module")
def reader(chromium: Browser, site: Site) -> Iterator[tuple[BrowserContext, Watch]]:
    """One watched window for all public pages."""
    context = chromium.new_context(base_url=site.url)
    yield context, Watch(context)
    context.close()


@pytest.fixture(scope="module")
def publisher(chromium: Browser, site: Site) -> Iterator[tuple[BrowserContext, Watch]]:
    """One watched window, logged into the admin."""
    context = chromium.new_context(base_url=site.url)
    watch = Watch(context)
    page = context.new_page()
    log_in(page, site)
    page.close()
    watch.check()
    yield context, watch
    context.close()


@pytest.mark.parametrize(("number", "name"), list(enumerate(ADDRESSES)), ids=ADDRESSES)
def test_a_page_suits_every_window(
    reader: tuple[BrowserContext, Watch], number: int, name: str
) -> None:
    """No sideways scroll at any width; axe finds nothing at one, nor in the dark at another.

    Each page at each width in each scheme would take minutes; over all pages every pair occurs,
    and the dark scheme differs by its colours only.
    """
    context, watch = reader
    with context.new_page() as page:
        assert opened(page, ADDRESSES[name]).status == 200
        too_wide = {}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            too_wide[width] = sideways(page)
        assert not any(too_wide.values()), f"pixels too wide at each width: {too_wide}"
        for scheme, rules in (("light", ()), ("dark", ("color-contrast",))):
            width = WIDTHS[(number + len(rules)) % len(WIDTHS)]
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.emulate_media(color_scheme=scheme)
            assert not axe(page, *rules), f"at {width} px, {scheme}"
    watch.check()


def test_what_is_not_there_helps(reader: tuple[BrowserContext, Watch]) -> None:
    context, watch = reader
    with context.new_page() as page:
        page.set_viewport_size({"width": 320, "height": HEIGHT})
        assert opened(page, "/visits/no-such-visit/").status == 404
        assert page.get_by_role("main").get_by_role("link").count()
        assert sideways(page) <= 0
        assert not axe(page)
    watch.check()


def test_a_first_visit_to_the_timeline_is_light(chromium: Browser, site: Site) -> None:
    """All files together; what is counted is what the browser has to read, not compressed."""
    with chromium.new_context(base_url=site.url) as context, context.new_page() as page:
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto("/timeline/", wait_until="networkidle")
        read = {answer.url: len(answer.body()) for answer in answers}
        sent = sum(answer.request.sizes()["responseBodySize"] for answer in answers)
    assert len(read) > 1
    assert sum(read.values()) < FIRST_VISIT, f"{read}, {sent} bytes as sent"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_timeline_is_filtered_without_scripts(
    chromium: Browser, site: Site, width: int
) -> None:
    with without_scripts(chromium, site, width) as page:
        page.goto("/timeline/")
        titles = page.locator(".entry h3")
        before = titles.all_inner_texts()
        if not page.get_by_label("Port", exact=True).is_visible():
            page.get_by_text("Filter the timeline").first.click()
        page.get_by_label("Port", exact=True).fill("Yokosuka")
        page.get_by_role("button", name="Show").click()
        arrives(page, "port=yokosuka")
        after = titles.all_inner_texts()
        assert after and after != before
        titles.first.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_every_public_page_is_there_without_scripts(chromium: Browser, site: Site) -> None:
    """A list page and the pages it leads to say the same with and without scripts."""
    with (
        chromium.new_context(base_url=site.url, java_script_enabled=False) as context,
        context.new_page() as page,
    ):
        for address in ADDRESSES.values():
            assert opened(page, address).status == 200, address
            assert page.get_by_role("main").inner_text().strip(), address


ADMIN_PAGES = {
    "index": "/admin/",
    "list": "/admin/deployments/visit/",
    "list, searched": "/admin/deployments/vessel/?q=montecuccoli",
    "add": "/admin/deployments/visit/add/",
    "change": "/admin/deployments/visit/{visit}/change/",
    "change deployment": "/admin/deployments/deployment/{deployment}/change/",
    "history": "/admin/deployments/visit/{visit}/history/",
    "rename": "/admin/deployments/visit/{visit}/rename/",
    "withdraw": "/admin/deployments/visit/withdraw/?ids={visit}",
}


def test_the_login_page_is_accessible(reader: tuple[BrowserContext, Watch]) -> None:
    context, watch = reader
    with context.new_page() as page:
        assert opened(page, "/admin/login/").status == 200
        assert not grave(axe(page))
    watch.check()


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_an_admin_page_works_under_the_policy(
    publisher: tuple[BrowserContext, Watch], name: str
) -> None:
    context, watch = publisher
    with context.new_page() as page:
        ids = {}
        for kind in ("visit", "deployment"):
            if f"{{{kind}}}" in ADMIN_PAGES[name]:
                ids[kind] = first_id(page, kind)
        assert opened(page, ADMIN_PAGES[name].format(**ids)).status == 200
        assert not grave(axe(page))
    watch.check()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_search_is_asked_from_any_page_with_the_keyboard_alone(
    chromium: Browser, site: Site, width: int
) -> None:
    with without_scripts(chromium, site, width) as page:
        page.goto("/ports/yokosuka/")
        box = page.get_by_role("search").get_by_role("searchbox")
        for _stop in range(3):  # to skip what is above, the name of the site, the box
            page.keyboard.press("Tab")
        expect(box).to_be_focused()
        page.keyboard.type("Cavor")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Search")).to_be_focused()
        page.keyboard.press("Enter")
        arrives(page, "/search/?q=Cavor")
        expect(page.get_by_role("searchbox")).to_have_value("Cavor")
        expect(page.get_by_role("main")).to_contain_text("Nothing is found for “Cavor”")
        first = page.locator(".records .name a").first
        expect(first).to_have_text("Cavour")
        page.get_by_role("navigation", name="What is found").get_by_role("link").first.press(
            "Enter"
        )
        first.press("Enter")
        arrives(page, "/vessels/cavour/")


MOST_PIXELS, MOST_STOPS = 8_000, 150
"""How long a dossier may be on a phone, and how many things on it take the focus."""

STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary, div")]
    .filter(each => each.tabIndex >= 0 && each.checkVisibility({contentVisibilityAuto: true}))
    .length"""


def test_a_dossier_is_read_on_a_phone(chromium: Browser, site: Site) -> None:
    with without_scripts(chromium, site, 390) as page:
        opened(page, DETAILS["dossier-detail"])
        assert page.locator("html").evaluate("root => root.scrollHeight") <= MOST_PIXELS
        assert 50 < page.evaluate(STOPS) <= MOST_STOPS
        rest = page.get_by_role("main").locator("details").first
        expect(rest.get_by_role("listitem").first).to_be_hidden()
        rest.locator("summary").press("Enter")
        expect(rest.get_by_role("listitem").first).to_be_visible()


LONGEST = (
    "/deployments/it-csg-2024/",
    "/visits/cavour-yokosuka-2024-08-22/",
    "/visits/baden-wuerttemberg-yokosuka-2024-08-25/",
    "/exercises/noble-raven-24-3/",
    "/exercises/rimpac-24/",
    "/navies/italian-navy/",
    "/countries/JP/",
    "/countries/IT/",
    "/pairs/IT/JP/",
    "/days/2024-08-25/",
    "/days/2024-08-26/",
    "/days/2024-08/",
)
"""Of all pages of the season but lists, those that were the longest when they were measured."""


@pytest.mark.parametrize("address", LONGEST)
def test_a_page_is_not_too_long_for_a_phone(chromium: Browser, site: Site, address: str) -> None:
    with without_scripts(chromium, site, 390) as page:
        opened(page, address)
        assert page.locator("html").evaluate("root => root.scrollHeight") <= MOST_PIXELS
        assert 50 < page.evaluate(STOPS) <= MOST_STOPS
