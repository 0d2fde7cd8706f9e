"""What editors type: dates, countries, names; and what they get back when it cannot be stored."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.test import Client

from deployments.models import (
    Commentary,
    ExerciseParticipant,
    Navy,
    Port,
    Source,
    Vessel,
    Visit,
    VisitParticipant,
)
from tests import factories as make
from tests.admin.conftest import person, window
from tests.admin.pages import errors, opened, shown, url, with_rows

pytestmark = pytest.mark.django_db

PROBE = "<script>alert(1)</script>\"'>&amp;"


def saved(client: Client, row: Any, **values: Any) -> Any:
    """Change values on the form of ``row``; the answer."""
    return client.post(url(row), opened(client, url(row)) | values)


@pytest.mark.parametrize(
    ("typed", "edtf", "words", "again"),
    [
        ("26 August 2024", "2024-08-26", "", "26 August 2024"),
        ("end of August 2024", "[2024-08-21..2024-08-31]", "end of August 2024", None),
        ("about June 2024", "2024-06~", "", "about June 2024"),
        ("on or before 28 August 2024", "[..2024-08-28]", "", "on or before 28 August 2024"),
        ("2024-08-26?", "2024-08-26?", "", None),
        (
            "31 December or 1 January 2025",
            "[2024-12-31,2025-01-01]",
            "31 December or 1 January 2025",
            "31 December or 1 January 2025",
        ),
        ("[2024-08-21..2024-08-31]", "[2024-08-21..2024-08-31]", "", None),
        ("", "", "", ""),
    ],
)
def test_a_date_is_typed_in_words_and_read_back_as_the_same(
    typed: str, edtf: str, words: str, again: str | None, as_editor: Client
) -> None:
    visit = make.VisitFactory(arrival_edtf="", departure_edtf="")
    assert saved(as_editor, visit, arrival_edtf=typed).status_code == 302
    visit.refresh_from_db()
    assert (visit.arrival_edtf, visit.arrival_words) == (edtf, words)
    if again is not None:
        assert opened(as_editor, url(visit))["arrival_edtf"] == again
    before = visit.history.count()
    assert saved(as_editor, visit).status_code == 302
    visit.refresh_from_db()
    assert (visit.arrival_edtf, visit.arrival_words) == (edtf, words)
    assert visit.history.count() == before


def test_a_stretch_typed_as_arrival_fills_both_ends(as_editor: Client) -> None:
    visit = make.VisitFactory(arrival_edtf="", departure_edtf="")
    saved(as_editor, visit, arrival_edtf="22–27 Aug 2024")
    visit.refresh_from_db()
    assert (visit.arrival_edtf, visit.departure_edtf) == ("2024-08-22", "2024-08-27")


def test_a_stretch_over_new_year_stays_one_with_the_words_that_were_typed(
    as_editor: Client,
) -> None:
    typed = "28 December – 3 January 2025"
    visit = make.VisitFactory(arrival_edtf="", departure_edtf="")
    saved(as_editor, visit, arrival_edtf=typed)
    visit.refresh_from_db()
    assert (visit.arrival_edtf, visit.arrival_words) == ("2024-12-28/2025-01-03", typed)
    assert (visit.departure_edtf, visit.dates_in_words) == ("", typed)
    assert opened(as_editor, url(visit))["arrival_edtf"] == typed


def test_words_that_are_typed_too_are_those_that_are_kept(as_editor: Client) -> None:
    visit = make.VisitFactory(arrival_edtf="", departure_edtf="")
    typed = {"arrival_edtf": "December or January 2025", "arrival_words": "around New Year"}
    saved(as_editor, visit, **typed)
    visit.refresh_from_db()
    assert (visit.arrival_edtf, visit.arrival_words) == ("[2024-12,2025-01]", "around New Year")


def test_the_sources_words_stay_until_the_date_changes(as_editor: Client) -> None:
    visit = make.VisitFactory(arrival_edtf="[2024-08-21..2024-08-31]", arrival_words="fine agosto")
    saved(as_editor, visit, summary="Something else")
    visit.refresh_from_db()
    assert visit.arrival_words == "fine agosto"
    saved(as_editor, visit, arrival_edtf="22 August 2024")
    visit.refresh_from_db()
    assert (visit.arrival_edtf, visit.arrival_words) == ("2024-08-22", "")
    saved(as_editor, visit, arrival_edtf="about 22 August 2024", arrival_words="verso il 22")
    visit.refresh_from_db()
    assert (visit.arrival_edtf, visit.arrival_words) == ("2024-08-22~", "verso il 22")


@pytest.mark.parametrize(
    "typed",
    ["08/09/2024", "next week", "31 June 2024", "2024-13-01", "2024-08-27/2024-08-22", PROBE],
)
def test_a_date_that_is_none_is_a_field_error_that_says_what_is_accepted(
    typed: str, as_editor: Client
) -> None:
    visit = make.VisitFactory(arrival_edtf="", departure_edtf="")
    page = saved(as_editor, visit, arrival_edtf=typed, summary="Kept")
    form = page.context["adminform"].form
    assert list(form.errors) == ["arrival_edtf"]
    assert "2024" in form.errors["arrival_edtf"][0]
    assert shown(page)["arrival_edtf"] == typed
    assert shown(page)["summary"] == "Kept"
    assert PROBE not in page.content.decode()


def test_a_departure_before_the_arrival_is_refused(as_editor: Client) -> None:
    visit = make.VisitFactory()
    page = saved(as_editor, visit, arrival_edtf="28 August 2024", departure_edtf="27 August 2024")
    assert any("lies before" in text for text in errors(page))


def test_every_form_with_a_date_has_its_words() -> None:
    forms: list[Any] = list(admin.site._registry.values())
    forms += [inline for each in forms for inline in each.inlines]
    for each in forms:
        if not each.__module__.startswith("deployments.admin"):
            continue
        text = f"{each.fieldsets} {each.fields}"
        for field in getattr(each.model, "fuzzy_dates", ()):
            assert (field.edtf in text) == (field.words in text), (each, field.stem)


@pytest.mark.parametrize(
    ("typed", "code"), [("Japan", "JP"), ("japan", "JP"), ("jp", "JP"), ("Taiwan", "TW"), ("", "")]
)
def test_a_country_is_typed_by_name_or_code(typed: str, code: str, as_editor: Client) -> None:
    navy = make.NavyFactory(country="IT")
    assert opened(as_editor, url(navy))["country"] == "Italy"
    saved(as_editor, navy, country=typed)
    navy.refresh_from_db()
    assert navy.country == code


def test_an_unknown_country_names_those_near(as_editor: Client) -> None:
    navy = make.NavyFactory()
    page = saved(as_editor, navy, country="Itly")
    assert any("Italy" in text for text in errors(page))


def test_two_editors_do_not_overwrite_each_other(as_editor: Client) -> None:
    visit = make.VisitFactory(summary="First")
    mine = opened(as_editor, url(visit)) | {"summary": "Mine"}
    saved(window(person("anna", "editor")), visit, summary="Hers", certainty="reported")

    page = as_editor.post(url(visit), mine)
    [text] = errors(page)
    assert "changed since you opened it" in text
    assert "anna" in text
    assert "summary: First → Hers" in text
    assert shown(page)["summary"] == "Mine"
    visit.refresh_from_db()
    assert visit.summary == "Hers"
    assert errors(as_editor.post(url(visit), shown(page)))


def test_a_row_added_by_someone_else_is_a_change_of_the_record(as_editor: Client) -> None:
    visit = make.VisitFactory()
    mine = opened(as_editor, url(visit)) | {"summary": "Mine"}
    row = make.VisitParticipantFactory(visit=visit)
    assert str(row.vessel) in errors(as_editor.post(url(visit), mine))[0]

    theirs = opened(as_editor, url(row)) | {"note": "Theirs"}
    saved(as_editor, visit, summary="Mine")
    assert "changed since" in errors(as_editor.post(url(row), theirs))[0]


def test_a_form_without_its_version_is_refused(as_editor: Client) -> None:
    visit = make.VisitFactory()
    assert errors(saved(as_editor, visit, version="", summary="x"))


def test_saving_without_a_change_leaves_no_history(as_editor: Client) -> None:
    row = make.VisitAttestationFactory().participant
    make.CitationFactory(target_visit=row.visit)
    counts = [m.history.count() for m in (Visit, VisitParticipant)]
    saved(as_editor, row.visit)
    saved(as_editor, row)
    assert [m.history.count() for m in (Visit, VisitParticipant)] == counts


def test_attesting_sources_are_added_and_taken_away(as_editor: Client) -> None:
    old = make.ExerciseAttestationFactory()
    row, new = old.participant, make.SourceFactory()
    before = ExerciseParticipant.history.count()
    saved(as_editor, row.exercise, **{"participants-0-attested_by": [new.pk]})
    assert [each.source for each in row.attestations.all()] == [new]
    saved(as_editor, row, attested_by=[new.pk, old.source_id])
    assert row.attestations.count() == 2
    assert ExerciseParticipant.history.count() == before
    assert old.history.model.objects.filter(history_type="-").count() == 1


def test_two_rows_that_say_the_same_are_refused_in_words(as_editor: Client) -> None:
    visit, navy = make.VisitFactory(), make.NavyFactory()
    who = {"navy": navy.pk, "type": "frigate"}
    data = with_rows(opened(as_editor, url(visit)), "participants", who, who)
    page = as_editor.post(url(visit), data | {"summary": "Kept"})
    assert errors(page)
    assert "UNIQUE" not in " ".join(errors(page))
    assert shown(page)["summary"] == "Kept"
    assert not VisitParticipant.objects.exists()


@pytest.mark.parametrize(
    ("who", "problem"),
    [
        ({"type": "frigate"}, "Say who took part"),
        ({"navy": "x"}, "valid choice"),
        ({"navy": "9" * 30}, "valid choice"),
        ({"country": "Italy", "count": "-3"}, "greater than or equal"),
    ],
)
def test_a_participant_that_says_nothing_is_refused(
    who: dict[str, Any], problem: str, as_editor: Client
) -> None:
    visit = make.VisitFactory()
    data = with_rows(opened(as_editor, url(visit)), "participants", who)
    assert any(problem in text for text in errors(as_editor.post(url(visit), data)))


def test_only_the_persons_own_affiliations_are_offered(as_editor: Client) -> None:
    own = make.AffiliationFactory(organisation="Own House")
    other = make.AffiliationFactory(organisation="Other House")
    said = make.CommentaryFactory(person=own.person)
    text = as_editor.get(url(said)).content.decode()
    assert "Own House" in text
    assert "Other House" not in text
    data = opened(as_editor, url(said))
    page = as_editor.post(
        url(said), with_rows(data, "commentary_affiliations", {"affiliation": other.pk})
    )
    assert any("valid choice" in text for text in errors(page))
    as_editor.post(url(said), with_rows(data, "commentary_affiliations", {"affiliation": own.pk}))
    assert said.commentary_affiliations.get().affiliation == own


def test_an_affiliation_in_use_is_not_deleted(as_editor: Client) -> None:
    held = make.CommentaryAffiliationFactory().affiliation
    page = saved(as_editor, held.person, **{"affiliations-0-DELETE": "on"})
    assert errors(page)
    assert held.person.affiliations.count() == 1


def test_a_commentary_is_written_with_all_its_rows(as_editor: Client) -> None:
    affiliation, question = make.AffiliationFactory(), make.QuestionFactory()
    theme, visit, source = make.ThemeFactory(), make.VisitFactory(), make.SourceFactory()
    data = opened(as_editor, url(Commentary, "add")) | {
        "person": affiliation.person.pk,
        "date_edtf": "26 August 2024",
        "summary": "It was said.",
    }
    data = with_rows(data, "answers", {"question": question.pk})
    data = with_rows(data, "theme_positions", {"theme": theme.pk, "position": "doubts"})
    data = with_rows(data, "commentary_affiliations", {"affiliation": affiliation.pk})
    data = with_rows(data, "subjects", {"visit": visit.pk}, {"country": "Japan"})
    data = with_rows(
        data, "citations", {"source": source.pk, "aspect": "whole", "stance": "supports"}
    )
    page = as_editor.post(url(Commentary, "add"), data)
    assert page.status_code == 302, errors(page)
    said = Commentary.objects.get()
    assert said.key == f"{affiliation.person.key}-2024-08-26"
    assert [str(row) for row in said.subjects.all()] == [str(visit), "Japan"]
    assert said.theme_positions.get().position == "doubts"
    assert said.citations.get().source == source
    data = with_rows(opened(as_editor, url(said)), "subjects", {"visit": visit.pk, "country": "JP"})
    assert any("exactly one" in text for text in errors(as_editor.post(url(said), data)))


def test_names_are_never_markup(as_publisher: Client) -> None:
    ship = make.VesselFactory(name=PROBE, key="probe", navy=make.NavyFactory(name=PROBE))
    source = make.SourceFactory(title=PROBE)
    row = make.VisitParticipantFactory(vessel=ship, said=PROBE)
    make.VisitAttestationFactory(participant=row, source=source)
    make.CitationFactory(target_visit=row.visit, source=source, supports=PROBE)
    saved(as_publisher, row.visit, change_reason=PROBE, summary=PROBE)
    addresses = [url(m, "changelist") for m in (Vessel, Visit, Navy, Source)]
    addresses += [url(row.visit), url(row), url(ship), url(source), url(row.visit, "history")]
    addresses += [
        url(ship, "delete"),
        url(ship, "rename"),
        f"{url(Vessel, 'withdraw')}?ids={ship.pk}",
    ]
    addresses += ["/admin/", f"{url(Visit, 'changelist')}?participants__vessel={ship.pk}"]
    addresses += [f"{url(Vessel, 'changelist')}?q={quote(PROBE)}"]
    for address in addresses:
        page = as_publisher.get(address, follow=True)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode(), address


def test_the_page_of_a_row_leads_to_its_record(as_editor: Client) -> None:
    for row in (
        make.VisitParticipantFactory(),
        make.ExerciseParticipantFactory(),
        make.AssignmentFactory(),
        make.AffiliationFactory(),
    ):
        assert url(row.owner) in as_editor.get(url(row)).content.decode()
        assert as_editor.get(url(type(row), "changelist")).url == url(type(row.owner), "changelist")
        cited = {"source": make.SourceFactory().pk, "aspect": "identity", "stance": "supports"}
        data = with_rows(opened(as_editor, url(row)), "citations", cited)
        assert as_editor.post(url(row), data).status_code == 302
        assert row.citations.get().aspect == "identity"


def test_a_form_stores_what_was_typed_tidy(as_publisher: Client) -> None:
    typed = {"name": "Malmo\u0308\u00a0 Ham\u200bn\u202e", "key": "mal\u200bmo"}
    data = opened(as_publisher, url(Port, "add")) | typed
    as_publisher.post(url(Port, "add"), data)
    port = Port.objects.get()
    assert (port.name, port.key) == ("Malmö Hamn", "malmo")
