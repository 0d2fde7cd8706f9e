"""What of an address was not used is said on the page, and the rest of it is kept."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.urls import reverse

from deployments.models import RECORD_MODELS, RECORD_TYPES
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGES = [
    *(
        "/",
        "/timeline/",
        "/data/",
        "/places-and-ships/",
        "/trained-together/",
        "/about/",
        "/perspectives/",
        "/countries/",
        "/countries/JP/",
    ),
    *(reverse(f"deployments:{kind}-list") for kind in RECORD_TYPES),
]


def text_of(client: Client, address: str) -> str:
    """The page at an address, its characters unescaped."""
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.text)


@pytest.mark.parametrize("page", PAGES)
def test_an_unknown_parameter_is_named(page: str, client: Client) -> None:
    assert "There is no filter “colour” here" in text_of(client, f"{page}?colour=red")
    assert 'class="left-out"' not in text_of(client, page)


def test_the_page_of_each_record_names_unknown_parameters(client: Client) -> None:
    with make.together():
        records = [make.published(make.FACTORIES[model]()) for model in RECORD_MODELS]
    for record in records:
        text = text_of(client, f"{record.get_absolute_url()}?colour=red")
        assert "There is no filter “colour” here" in text, record


@pytest.mark.parametrize(
    ("page", "given", "near"),
    [
        ("/timeline/", "contry", "country"),
        ("/visits/", "prot", "port"),
        ("/sources/", "lang", "language"),
    ],
)
def test_what_is_near_a_misspelt_filter_is_named(
    page: str, given: str, near: str, client: Client
) -> None:
    text = text_of(client, f"{page}?{given}=IT&q=cavour")
    assert f"There is no filter “{given}” here, so it was left out. Near it: “{near}”" in text
    assert 'value="cavour"' in text


@pytest.mark.parametrize("page", PAGES)
def test_what_other_sites_append_is_ignored(page: str, client: Client) -> None:
    text = text_of(client, f"{page}?utm_source=x&fbclid=1&gclid=2&mc_cid=3")
    assert 'class="left-out"' not in text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/timeline/?period=2024-13", "“period=2024-13” cannot be read"),
        ("/timeline/?period=x", "Write a year or month, such as 2024 or 2024-08."),
        ("/timeline/?order=newest", "“order=newest” cannot be read"),
        (
            "/timeline/?cursor=x",
            "“cursor=x” cannot be read, so it was left out. It shows the first",
        ),
        ("/visits/?page=x", "There is no page “x”."),
        ("/visits/?page=99", "There is no page “99”."),
        ("/visits/?page=101", "There is no page “101”."),
        ("/visits/?page=2&cursor=x", "“cursor=x” cannot be read, so it was left out."),
        ("/visits/?from=2024&from=2025", "“from” is given more than once; the last one was used."),
        ("/timeline/?order=oldest&order=oldest", "“order” is given more than once"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(address: str, said: str, client: Client) -> None:
    assert said in text_of(client, address)


@pytest.mark.parametrize(
    "address",
    [
        "/timeline/?period=2024",
        "/timeline/?order=oldest",
        "/timeline/?period=undated",
        "/visits/?page=1",
    ],
)
def test_what_is_read_is_not_complained_of(address: str, client: Client) -> None:
    assert 'class="left-out"' not in text_of(client, address)


def test_many_unknown_parameters_are_counted_and_markup_stays_text(client: Client) -> None:
    query = "&".join(f"strange{number}=1" for number in range(20))
    assert "And 15 more." in text_of(client, f"/visits/?{query}")
    assert "<b>x" not in client.get("/visits/?%3Cb%3Ex=1").text
