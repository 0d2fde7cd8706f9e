"""What the tests of bundles share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from deployments.bundle.report import Report
from tests.support import kept_for_a_module

from .support import load, write_files

Import = Callable[..., Report]

BASE = {
    "navies": "key,name,country\nitalian-navy,Italian Navy,IT\njmsdf,JMSDF,JP\n",
    "ports": "key,name,country\ntaranto,Taranto,IT\nyokosuka,Yokosuka,JP\n",
    "sources": "key,title,url\nnews,News,https://example.org/news\nblog,Blog,\n",
    "vessels": "key,name,navy,pennant\ncavour,Cavour,italian-navy,C 550\nizumo,Izumo,jmsdf,\n",
    "people": "key,name\ndian,Matteo Dian\n",
    "questions": "key,text\nwhy,Why?\nhow,How?\n",
    "themes": "key,name\nprestige,Prestige\nindustry,Industry\n",
    "deployments": "key,name,lead_navy,start_edtf,end_edtf\n"
    "csg,Carrier group,italian-navy,2024-06-01,2024-10-30\n",
    "visits": "key,deployment,port,arrival_edtf,departure_edtf,certainty,purpose\n"
    "cavour-yokosuka,csg,yokosuka,2024-08-22,2024-08-27,confirmed,port call\n",
    "visit_participants": "visit,navy,vessel,count,type,said,attested_by\n"
    "cavour-yokosuka,italian-navy,cavour,1,,,news\n",
    "citations": "record_type,record_key,source,aspect,supports\n"
    "deployment,csg,news,whole,the voyage\nvisit,cavour-yokosuka,news,dates,22 to 27 August\n",
}
"""A small bundle of everything that the tests change something in."""


@pytest.fixture
def bundle(tmp_path: Path) -> Import:
    """Write the files given and import them: ``bundle(visits="…", publish=True)``."""

    def run(**given: str | bytes | bool) -> Report:
        files = {name: text for name, text in given.items() if not isinstance(text, bool)}
        options = {name: value for name, value in given.items() if isinstance(value, bool)}
        return load(write_files(tmp_path / "bundle", **files), **options)

    return run


@pytest.fixture(scope="module")
def stored(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The small bundle, published; there from a module's first test that asks for it to its end."""
    with kept_for_a_module(django_db_blocker):
        report = load(write_files(tmp_path_factory.mktemp("stored"), **BASE), publish=True)
        assert report.accepted, report.rejections
        yield
