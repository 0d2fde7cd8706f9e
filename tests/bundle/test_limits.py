"""What is too large is refused in words, before it is read to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from deployments.bundle import limits
from deployments.bundle.bundles import Bundle
from deployments.bundle.rejections import Rejections

from .conftest import Import
from .support import reasons


def faults(**files: str) -> list[str]:
    """What is wrong with these files by themselves."""
    bundle = Bundle.from_texts({f"{name}.csv": text for name, text in files.items()})
    return [str(fault) for fault in bundle.faults.told]


def sparse(path: Path, size: int) -> None:
    """A file of this size that takes no room."""
    with path.open("wb") as file:
        file.truncate(size)


def test_a_file_of_200_mb_is_not_opened(tmp_path: Path) -> None:
    sparse(tmp_path / "ports.csv", 200 * limits.MB)
    (fault,) = Bundle.from_directory(tmp_path).faults.told
    assert str(fault) == (
        "ports.csv: The file is larger than 64 MB. Divide the bundle and import one part after "
        "the other."
    )


def test_a_bundle_is_bounded_as_a_whole(tmp_path: Path) -> None:
    for name in ("citations", "navies", "people", "ports", "sources"):
        sparse(tmp_path / f"{name}.csv", 60 * limits.MB)
    found = [str(fault) for fault in Bundle.from_directory(tmp_path).faults.told]
    assert [reason for reason in found if "bundle is larger" in reason] == [
        (
            "sources.csv: With this file the bundle is larger than 256 MB. Divide it and import "
            "one part after the other."
        )
    ]


def test_a_file_of_100_000_columns_is_one_fault() -> None:
    header = ",".join(f"column{number}" for number in range(100_000))
    assert faults(ports=f"{header}\n") == [
        "ports.csv, line 1: There are 100,000 columns; a file has at most 100. Remove the others."
    ]
    assert faults(ports="key,name\na,A" + "," * 100_000 + "\n") == []
    assert "There are 102 columns" in faults(ports="key,name\na,A" + ",b" * 100 + "\n")[0]


def test_lines_are_counted() -> None:
    lines = "a,A\n" * limits.MOST_LINES
    assert faults(ports="key,name\n" + lines) == []
    assert faults(ports="key,name\nb,B\n" + lines) == [
        (
            "ports.csv: The file has more than 250,000 lines. Divide the bundle and import one "
            "part after the other."
        )
    ]


@pytest.mark.parametrize("length", [limits.MOST_CELL_CHARACTERS + 1, 200_000])
def test_a_cell_is_bounded(length: int) -> None:
    text = f'key,name,notes\na,A,\nb,B,"{"x" * length}"\n'
    (reason,) = faults(ports=text)
    assert reason.startswith("ports.csv, line 3: A cell is longer than 100,000 characters.")
    assert faults(ports=f"key,name,notes\na,A,{'x' * limits.MOST_CELL_CHARACTERS}\n") == []


def test_messages_are_counted_once_there_are_many() -> None:
    found = Rejections()
    for line in range(limits.MOST_MESSAGES + 5):
        found.add("ports.csv", line, "", "x" * 5000)
    assert (len(found.told), found.untold, found.count) == (10_000, 5, 10_005)
    assert len(found.told[0].reason) < 1010


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("commissioned_year", "9" * 5000),
        ("imo", "9" * 30),
    ],
)
def test_a_number_that_no_computer_holds_is_refused(bundle: Import, column: str, text: str) -> None:
    report = bundle(navies="key,name\nn,N\n", vessels=f"key,name,navy,{column}\nv,V,n,{text}\n")
    assert report.rejections[0].column == column
    assert len(reasons(report)[0]) < 1100


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["1e999", "-1e999"])
def test_a_number_without_end_is_refused(bundle: Import, text: str) -> None:
    report = bundle(ports=f"key,name,lat,lon,radius_km\na,A,1,1,{text}\n")
    assert "is no number" in reasons(report)[0]
