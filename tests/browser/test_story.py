"""The site as three people use it: a reader, an editor, and a reader again after each step.

One story, told in order, against the really started server with the example season.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import APIResponse, Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import Site
from tests.browser.watching import Watch, arrives

DEPLOYMENT = "Italian Carrier Strike Group Indo-Pacific campaign 2024"
QUESTION = "Why does Italy send its carrier to Japan?"
KEY = "cavour-yokosuka-story"
REASON = "Its only source was about another visit."
PATIENCE = 20_000  # ms; a busy machine is no defect


@dataclass
class Reader:
    """Somebody who is not logged in, with pages and the API."""

    page: Page

    def get(self, address: str) -> tuple[APIResponse, Any]:
        """What the API answers: status and headers, and the body."""
        response = self.page.request.get(address, headers={"Cache-Control": "no-cache"})
        return response, json.loads(response.body())

    def entries(self) -> Locator:
        """The entries of the page that is open, by their links."""
        return self.page.locator(".entry h3 a, .entry h4 a")

    def links_to_the_visit(self) -> Locator:
        """The links of the page that is open to the visit of the story."""
        return self.page.locator(f'main a[href="/visits/{KEY}/"]')


def window(chromium: Browser, site: Site) -> tuple[BrowserContext, Watch]:
    """Open a watched window at a desk."""
    context = chromium.new_context(
        base_url=site.url, viewport={"width": 1280, "height": 900}, locale="en-GB"
    )
    context.set_default_timeout(PATIENCE)
    return context, Watch(context)


def test_from_a_typed_visit_to_its_tombstone(chromium: Browser, site: Site) -> None:
    expect.set_options(timeout=PATIENCE)
    public, seen_in_public = window(chromium, site)
    desk, seen_at_the_desk = window(chromium, site)
    with public, desk:
        reader, page = Reader(public.new_page()), desk.new_page()

        filters_the_timeline(reader)
        opens_the_deployment_and_a_question(reader)

        logs_in(page, site)
        types_a_visit(page)
        is_refused_for_want_of_a_source(page)
        assert reader.get(f"/api/v1/visits/{KEY}/")[0].status == 404
        adds_a_source_and_publishes(page)

        sees_the_visit(reader)
        withdraws(page)
        sees_it_gone(reader)
        reads_the_tombstone(reader)

        seen_in_public.check()
        seen_at_the_desk.check()


def filters_the_timeline(reader: Reader) -> None:
    """By kind, port and days, with the form; the address can be shared."""
    page = reader.page
    page.goto("/timeline/")
    everything = reader.entries().all_inner_texts()
    page.get_by_label("Kind", exact=True).select_option("visit")
    page.get_by_label("Port", exact=True).fill("Yokosuka")
    page.get_by_label("From", exact=True).fill("2024-08-22")
    page.get_by_label("To", exact=True).fill("2024-08-31")
    page.get_by_role("button", name="Show").click()

    arrives(page, "port=yokosuka")
    found = reader.entries().all_inner_texts()
    assert found and found != everything
    assert all("Yokosuka" in entry for entry in page.locator(".entry").all_inner_texts())
    expect(page.locator(".entry", has_text="Cavour").first).to_contain_text("Alpino")

    with page.context.new_page() as another:
        another.goto(page.url)
        assert another.locator(".entry h3 a").all_inner_texts() == found


def opens_the_deployment_and_a_question(reader: Reader) -> None:
    """The Cavour deployment, its itinerary and perspectives; then the answers to a question."""
    page = reader.page
    page.goto("/deployments/")
    page.get_by_role("link", name=DEPLOYMENT).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(DEPLOYMENT)
    expect(page.get_by_role("heading", name="Itinerary")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("ITS Cavour and ITS Alpino at Singapore")

    expect(page.get_by_role("heading", name="Perspectives")).to_be_visible()

    page.get_by_role("link", name="Perspectives", exact=True).first.click()
    page.get_by_role("main").get_by_role("link", name=QUESTION).first.click()
    arrives(page, "/questions/")
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    people = page.locator(".answer h2").all_inner_texts()
    assert len(people) == len(set(people)) > 2


def logs_in(page: Page, site: Site) -> None:
    """Reach the admin with the account that ``make run`` made."""
    page.goto("/admin/")
    page.get_by_label("Username").fill(site.name)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def choose(page: Page, field: str, typed: str, wanted: str) -> None:
    """Find a record by typing into the autocomplete of ``field``."""
    chosen = page.locator(f"#select2-id_{field}-container")
    chosen.locator("..").click()
    page.locator(".select2-dropdown .select2-search__field").fill(typed)
    page.get_by_role("option", name=wanted).first.click()
    expect(chosen).to_contain_text(wanted)


def types_a_visit(page: Page) -> None:
    """A visit with fuzzy dates in words, two ships by name and three by number and type."""
    page.goto("/admin/deployments/visit/")
    page.get_by_role("link", name="Add visit").click()
    choose(page, "port", "yokosuk", "Yokosuka")
    choose(page, "deployment", "carrier strike", DEPLOYMENT)
    page.locator("#id_key").fill(KEY)
    page.locator("#id_certainty").select_option("confirmed")
    page.locator("#id_arrival_edtf").fill("end of August 2024")
    page.locator("#id_departure_edtf").fill("about September 2024")

    add = page.get_by_role("button", name="Add another Participant")
    for row, ship in enumerate(("Cavour (550)", "Alpino (F594)")):
        add.click()
        name = ship.split()[0].lower()
        choose(page, f"participants-{row}-vessel", name, f"{ship}, Italian Navy")
    add.click()
    choose(page, "participants-2-navy", "jmsdf", "Japan Maritime Self-Defense Force")
    page.locator("#id_participants-2-count").fill("3")
    page.locator("#id_participants-2-type").fill("frigates and destroyers")


def is_refused_for_want_of_a_source(page: Page) -> None:
    """Publishing says what is missing and keeps what was typed; a draft can be saved."""
    page.get_by_role("button", name="Save and publish").first.click()
    error = page.locator(".errornote, .errorlist").filter(has_text="no published source")
    expect(error.first).to_be_visible()
    still_there(page)

    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/\d+/change/$"))
    page.get_by_role("button", name="Save and publish").first.click()
    expect(error.first).to_be_visible()
    still_there(page)


def still_there(page: Page) -> None:
    """Everything that was typed is on the form."""
    expect(page.locator("#select2-id_port-container")).to_contain_text("Yokosuka")
    expect(page.locator("#select2-id_deployment-container")).to_contain_text(DEPLOYMENT)
    expect(page.locator("#id_key")).to_have_value(KEY)
    expect(page.locator("#id_arrival_edtf")).to_have_value("end of August 2024")
    expect(page.locator("#id_departure_edtf")).to_have_value("about September 2024")
    for row, ship in enumerate(("Cavour", "Alpino")):
        chosen = page.locator(f"#select2-id_participants-{row}-vessel-container")
        expect(chosen).to_contain_text(ship)
    expect(page.locator("#id_participants-2-count")).to_have_value("3")
    expect(page.locator("#id_participants-2-type")).to_have_value("frigates and destroyers")


def adds_a_source_and_publishes(page: Page) -> None:
    """One citation is enough for the gate."""
    page.get_by_role("button", name="Add another Citation").click()
    choose(page, "citations-0-source", "makes a splash", "Italian Navy Makes a Splash in Japan")
    page.get_by_role("button", name="Save and publish").first.click()
    expect(page.locator(".messagelist .success")).to_contain_text("published")


def sees_the_visit(reader: Reader) -> None:
    """On the timeline, at its port and in the API, exactly as it was typed."""
    page = reader.page
    page.goto("/timeline/?port=yokosuka&from=2024-08&to=2024-09&order=oldest")
    entry = page.locator(".entry", has=page.locator(f'h3 a[href="/visits/{KEY}/"]'))
    expect(entry).to_have_count(1)
    for words in ("end of August 2024", "Cavour", "Alpino", "3 frigates and destroyers"):
        expect(entry).to_contain_text(words)
    expect(entry.locator(".source-line")).to_contain_text("Domino Theory")

    page.goto("/ports/yokosuka/")
    assert reader.links_to_the_visit().count() > 0
    assert opened(page, f"/visits/{KEY}/") == 200
    expect(page.get_by_role("main")).to_contain_text("end of August 2024")

    response, visit = reader.get(f"/api/v1/visits/{KEY}/")
    assert response.status == 200
    assert visit["arrival"]["words"] == "end of August 2024"
    assert visit["arrival"]["earliest"] == "2024-08-21"
    assert visit["deployment"]["key"] == "it-csg-2024"
    ships = [row["vessel"] and row["vessel"]["key"] for row in visit["participants"]]
    assert ships == ["cavour", "alpino", None]
    unnamed = visit["participants"][2]
    assert (unnamed["count"], unnamed["type"]) == (3, "frigates and destroyers")
    assert KEY in listed(reader)


def listed(reader: Reader) -> list[str]:
    """The keys of the visits to Yokosuka in the API's list."""
    response, visits = reader.get("/api/v1/visits/?port=yokosuka&page_size=500")
    assert response.status == 200
    return [visit["key"] for visit in visits["results"]]


def opened(page: Page, address: str) -> int:
    """Open an address; returns the status of the answer."""
    response = page.goto(address)
    assert response is not None
    return response.status


def withdraws(page: Page) -> None:
    """From the list, by the action, with a reason that the public will read."""
    page.goto(f"/admin/deployments/visit/?q={KEY}")
    page.locator("#result_list tbody .action-select").check()
    page.get_by_label("Action:").select_option(label="Withdraw…")
    page.get_by_role("button", name="Go", exact=True).click()
    page.get_by_label("Reason that the public will read").fill(REASON)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Withdrawn: 1")


def sees_it_gone(reader: Reader) -> None:
    """From the timeline, its port, its deployment, its ships and the API's lists."""
    for address in (
        "/timeline/?port=yokosuka&from=2024-08&to=2024-09",
        "/visits/?port=yokosuka&from=2024-08",
        "/ports/yokosuka/",
        "/deployments/it-csg-2024/",
        "/vessels/cavour/",
        "/navies/japan-maritime-self-defense-force/",
        "/countries/JP/",
        "/sources/domino-cavour/",
    ):
        assert opened(reader.page, address) == 200
        assert KEY not in reader.page.content(), address
    assert KEY not in listed(reader)
    timeline = reader.get("/api/v1/timeline/?port=yokosuka&page_size=500")[0]
    assert timeline.status == 200
    assert KEY not in timeline.text()


def reads_the_tombstone(reader: Reader) -> None:
    """Its own address says that it was there, and why it is not."""
    assert opened(reader.page, f"/visits/{KEY}/") == 410
    expect(reader.page.get_by_role("main")).to_contain_text(REASON)
    expect(reader.page.get_by_role("main")).not_to_contain_text("Cavour")
    response, problem = reader.get(f"/api/v1/visits/{KEY}/")
    assert response.status == 410
    assert response.headers["content-type"].startswith("application/problem+json")
    assert problem["reason"] == REASON
