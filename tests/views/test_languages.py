"""Names and foreign words are set apart and say their language."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_native_name_says_its_language_on_the_page_and_in_the_list(client: Client) -> None:
    navy = make.published(
        make.NavyFactory(name="JMSDF", native_name="海上自衛隊", country="JP", abbreviation="MSDF")
    )
    make.published(make.VesselFactory(key="izumo", navy=navy, native_name="いずも"))
    make.published(make.PortFactory(key="jeddah", native_name="جدة", country="SA"))
    make.published(make.PersonFactory(key="inaba", native_name="稲葉義泰", country="JP"))
    make.published(make.OrganisationFactory(key="mod", native_name="防衛省", country="JP"))
    for path, shown in {
        "/navies/": '<bdi lang="ja">海上自衛隊</bdi>,',
        "/vessels/": '<bdi lang="ja">いずも</bdi>',
        "/vessels/izumo/": '<bdi lang="ja">いずも</bdi>',
        "/ports/": '<bdi lang="ar">جدة</bdi>',
        "/ports/jeddah/": '<bdi lang="ar">جدة</bdi>',
        "/people/": '<bdi lang="ja">稲葉義泰</bdi>',
        "/people/inaba/": '<bdi lang="ja">稲葉義泰</bdi>',
        "/organisations/": '<bdi lang="ja">防衛省</bdi>',
        "/organisations/mod/": '<bdi lang="ja">防衛省</bdi>',
    }.items():
        assert shown in client.get(path).text, path


def test_our_description_of_a_page_is_not_in_its_language(client: Client) -> None:
    visit = make.VisitFactory(key="v")
    described = make.SourceFactory(title="(a call at Karachi)", language="ur", publisher="")
    titled = make.SourceFactory(title="ドイツ艦隊、東京に寄港", language="ja", publisher="")
    for source in (described, titled):
        make.cite(visit, source=make.published(source))
    make.published(visit)
    for path in ("/timeline/", "/visits/v/", "/sources/", described.get_absolute_url()):
        assert 'lang="en"><bdi>(a call at Karachi)</bdi>' in client.get(path).text, path
    for path in ("/timeline/", "/visits/v/", "/sources/", titled.get_absolute_url()):
        assert 'lang="ja"><bdi>ドイツ艦隊、東京に寄港</bdi>' in client.get(path).text, path


def test_a_quotation_in_an_entry_says_its_language(client: Client) -> None:
    make.published(make.CommentaryFactory(quote="Siamo qui", language="it"))
    assert (
        '<blockquote class="quote" lang="it" dir="auto"><p>“Siamo qui”'
        in client.get("/timeline/").text
    )
