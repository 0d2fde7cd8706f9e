"""Filters as they are declared.

Those of the registry are declared at import, before any test; here they are declared in the test.
"""

from __future__ import annotations

import pytest
from django.http import QueryDict

from deployments.choices import HullType
from deployments.filters import RecordFilterSet, WindowFilterSet
from deployments.filters.columns import (
    WIKIDATA,
    TextFilter,
    TextsFilter,
    WordsFilter,
    YesNoFilter,
)
from deployments.filters.occurrences import certainty, cited, hosted
from deployments.filters.parameters import MetInFilter, SearchFilter, UpdatedSinceFilter
from deployments.kinds import DEPLOYMENT
from deployments.views.controls import offered
from tests import factories as make

pytestmark = pytest.mark.django_db


def keys(filterset: type[RecordFilterSet], query: str) -> list[str]:
    """The keys of the public records that a query finds."""
    found = filterset(QueryDict(query))
    assert found.is_valid(), found.errors
    return sorted(found.qs.values_list("key", flat=True))


def test_filters_of_a_record_s_own_columns() -> None:
    class Vessels(RecordFilterSet):
        record_type = "vessel"
        hull_type = WordsFilter(HullType, "hull_type")
        vessel_class = TextsFilter("vessel_class")
        wikidata = TextFilter("wikidata", **WIKIDATA)
        deployment = MetInFilter(DEPLOYMENT, met_in=DEPLOYMENT, as_facet="vessel")

    ship = make.VesselFactory(
        key="alpino", hull_type="frigate", vessel_class="Bergamini", wikidata="Q5"
    )
    make.published(make.AssignmentFactory(deployment__key="voyage", vessel=ship).deployment)
    make.published(make.VesselFactory(key="other"))
    for query in (
        "hull_type=frigate",
        "vessel_class=Bergamini",
        "wikidata=Q5",
        "deployment=voyage",
    ):
        assert keys(Vessels, query) == ["alpino"]


def test_a_yes_or_no() -> None:
    class Ports(RecordFilterSet):
        record_type = "port"
        naval_base = YesNoFilter("naval_base")

    make.published(make.PortFactory(key="base", naval_base=True))
    make.published(make.PortFactory(key="harbour"))
    assert keys(Ports, "naval_base=true") == ["base"]
    assert keys(Ports, "naval_base=false") == ["harbour"]
    options = offered(Ports(QueryDict("")).filters["naval_base"])
    assert [value for value, _label in options] == ["", "true", "false"]


@pytest.mark.parametrize(("word", "outcome"), [("refused", "refused by the host"), ("sure", "")])
def test_a_word_of_what_became_of_a_plan_is_sent_to_its_own_filter(word: str, outcome: str) -> None:
    class Visits(WindowFilterSet):
        record_type = "visit"
        certainty = certainty()

    found = Visits(QueryDict(f"certainty={word}"))
    assert not found.is_valid()
    [said] = found.errors["certainty"]
    assert f"“{word}” is not one of: confirmed" in said
    assert said.endswith(f"“outcome”: “{outcome}”.") is bool(outcome)


def test_what_occurrences_share() -> None:
    class Visits(WindowFilterSet):
        record_type = "visit"
        certainty = certainty()
        host_organisation = hosted()
        source = cited()

    visit = make.VisitFactory(
        key="seen",
        certainty="reported",
        host_organisation=make.published(make.OrganisationFactory(key="host")),
    )
    make.cite(visit, source=make.published(make.SourceFactory(key="paper")))
    make.published(visit)
    make.published(make.VisitFactory(key="other"))
    for query in ("certainty=reported", "host_organisation=host", "source=paper"):
        assert keys(Visits, query) == ["seen"]


@pytest.mark.parametrize("kind", [SearchFilter, UpdatedSinceFilter])
def test_what_every_set_has_is_put_in_words(kind: type[SearchFilter | UpdatedSinceFilter]) -> None:
    one = kind()
    assert one.label
    assert one.description.endswith(".")
