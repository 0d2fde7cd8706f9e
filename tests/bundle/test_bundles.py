"""A bundle in memory: from a directory, a ZIP archive or texts, and what is refused of each."""

from __future__ import annotations

import stat
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from deployments.bundle.bundles import Bundle
from deployments.bundle.importing import import_bundle
from deployments.bundle.options import Options
from deployments.models import ChangeSet, Port

from .conftest import BASE
from .support import load, reasons, snapshot, write_files

PORTS = "key,name,country\ntaranto,Taranto,IT\n"


def zipped(**files: str) -> BytesIO:
    """An archive with ``ports="…"`` as ports.csv, and so on."""
    return archive({f"{name}.csv": text for name, text in files.items()})


def archive(files: dict[str, str]) -> BytesIO:
    """An archive with these names and texts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    file.seek(0)
    return file


def refused(file: BytesIO) -> str:
    """The one reason why an archive is refused."""
    bundle = Bundle.from_zip(file)
    assert not bundle.tables
    (fault,) = bundle.faults.told
    return str(fault)


@pytest.mark.django_db
def test_the_three_forms_of_a_bundle_are_one(tmp_path: Path) -> None:
    directory = Bundle.from_directory(write_files(tmp_path / "small", **BASE))
    packed = Bundle.from_zip(zipped(**BASE))
    texts = Bundle.from_texts({f"{name}.csv": text for name, text in BASE.items()})
    assert directory.tables == packed.tables == texts.tables
    assert import_bundle(texts, options=Options(publish=True)).accepted
    before = snapshot(exact=True)
    for bundle in (directory, packed):
        report = import_bundle(bundle, options=Options(publish=True))
        assert {row.outcome for row in report.rows} == {"unchanged"}
    assert snapshot(exact=True) == before


@pytest.mark.django_db
def test_an_archive_is_imported_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ports.zip"
    path.write_bytes(zipped(ports=PORTS).getvalue())
    assert load(path).accepted
    assert Port.objects.get().key == "taranto"
    assert ChangeSet.objects.get().reason == "Imported ports.zip"
    path.write_bytes(PORTS.encode())
    assert "The file is no ZIP archive." in reasons(load(path))[0]


@pytest.mark.django_db
def test_a_bundle_in_memory_is_refused_like_any_other() -> None:
    bundle = Bundle.from_texts({"ports.csv": "key,name\na,A\n", "weather.csv": "a\n"})
    assert "It may hold: navies.csv" in reasons(import_bundle(bundle, options=Options()))[0]
    bundle = Bundle.from_texts({"ports.csv": "key,name\na,\udcff\n"})
    assert "The file is not in UTF-8" in reasons(import_bundle(bundle, options=Options()))[0]
    assert not Port.objects.exists()


def test_other_files_of_an_archive_are_ignored() -> None:
    files = {"ports.csv": PORTS, "README.md": "about", "__MACOSX/._ports.csv": "\0", "more/": ""}
    bundle = Bundle.from_zip(archive(files))
    assert list(bundle.tables) == ["ports"]
    assert not bundle.faults.count


@pytest.mark.parametrize(
    "name", ["season/ports.csv", "../ports.csv", "/ports.csv", "C:\\ports.csv", ".."]
)
def test_files_stand_at_the_top_of_an_archive(name: str) -> None:
    reason = refused(archive({name: PORTS}))
    assert reason.endswith("stands in a folder. Put the files at the top of the archive.")


def test_an_archive_without_files_or_with_one_twice() -> None:
    assert "There is no CSV file at the top of the archive." in refused(archive({"a.txt": "a"}))
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made, pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr("ports.csv", PORTS)
        made.writestr("ports.csv", PORTS)
    assert refused(file) == "ports.csv stands twice in the archive."


def test_encrypted_files_and_links_are_refused() -> None:
    link = zipfile.ZipInfo("ports.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(link, "/etc/passwd")
    assert "is a link, not a file" in refused(file)
    content = bytearray(zipped(ports=PORTS).getvalue())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 0x1
    assert "is encrypted. Make the archive again without" in refused(BytesIO(bytes(content)))


def test_an_archive_that_is_damaged() -> None:
    content = zipped(ports=PORTS).getvalue()
    assert "is no ZIP archive" in refused(BytesIO(content[:40]))
    assert "is no ZIP archive" in refused(BytesIO(b""))
    damaged = bytearray(content)
    damaged[42:46] = b"\xff\xff\xff\xff"
    bundle = Bundle.from_zip(BytesIO(bytes(damaged)))
    assert bundle.unread == {"ports"}
    assert "The file cannot be unpacked" in str(bundle.faults.told[0])


def test_what_grows_too_much_is_not_unpacked() -> None:
    reason = refused(zipped(ports="key,name\n" + "a" * 5_000_000))
    assert reason == "ports.csv is more than 200 times as large when it is unpacked."


def test_an_archive_of_many_entries_is_refused_before_its_list_is_read() -> None:
    files = archive({f"{number}.txt": "" for number in range(101)})
    assert "has more than 100 entries" in refused(files)
    content = bytearray(zipped(ports=PORTS).getvalue())
    end = content.rindex(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<L", 1_000_000)
    assert "has more than 100 entries" in refused(BytesIO(bytes(content)))
