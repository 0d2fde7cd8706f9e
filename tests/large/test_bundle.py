"""An ordinary bundle of some size is imported and published."""

from __future__ import annotations

from pathlib import Path

import pytest

from deployments.models import Citation, Visit

from ..bundle.support import load, write_files

pytestmark = [pytest.mark.django_db, pytest.mark.long]

VISITS, SOURCES, CITATIONS = 200, 1_200, 6


def test_a_bundle_of_200_visits_from_1_200_sources_is_published(tmp_path: Path) -> None:
    sources = [f"s{n},Source {n},https://example.org/{n}" for n in range(SOURCES)]
    visits = [f"v{n},p,2024-01-01,2024-01-02,confirmed,port call" for n in range(VISITS)]
    cited = [
        f"visit,v{n},s{n * CITATIONS + k},whole," for n in range(VISITS) for k in range(CITATIONS)
    ]
    directory = write_files(
        tmp_path / "bundle",
        ports="key,name,country\np,Port,JP\n",
        sources="\n".join(["key,title,url", *sources]),
        visits="\n".join(["key,port,arrival_edtf,departure_edtf,certainty,purpose", *visits]),
        citations="\n".join(["record_type,record_key,source,aspect,supports", *cited]),
    )
    report = load(directory, publish=True)
    assert report.accepted, report.rejections[:5]
    assert Visit.objects.published().count() == VISITS
    assert Citation.objects.published().count() == VISITS * CITATIONS
