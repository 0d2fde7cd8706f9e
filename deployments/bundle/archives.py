"""Opens a ZIP archive from anyone: everything is bounded before it is unpacked."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.utils.translation import gettext as _

from .limits import (
    MB,
    MOST_ARCHIVE_BYTES,
    MOST_DIRECTORY_BYTES,
    MOST_ENTRIES,
    MOST_FILE_BYTES,
    MOST_RATIO,
)

END = b"PK\x05\x06"
LARGE_LOCATOR = b"PK\x06\x07"
"""Stands 20 bytes before the end record where other, larger counts take its place (ZIP64)."""

END_RECORD = struct.Struct("<4s4H2LH")
LONGEST_COMMENT = 65_535
ENCRYPTED = 0x1
LEFT_BY_MACOS = "__MACOSX/"


class Refused(ValueError):
    """Why an archive, or a file in it, is not read."""


class Archive:
    """The files at the top of an archive, none of them too large or anything but a file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in archive.infolist():
            if entry.filename.startswith(LEFT_BY_MACOS) or entry.is_dir():
                continue
            _require_plain(entry)
            if entry.filename in self._entries:
                raise Refused(_("%(name)s stands twice in the archive.") % {"name": entry.filename})
            self._entries[entry.filename] = entry

    @property
    def names(self) -> list[str]:
        """The names of the files."""
        return list(self._entries)

    def size(self, name: str) -> int:
        """How large a file says it is when it is unpacked."""
        return self._entries[name].file_size

    def reader(self, name: str) -> Callable[[], bytes]:
        """What unpacks a file; it raises :class:`Refused` for one that cannot be."""
        return lambda: self._unpack(self._entries[name])

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            with self._archive.open(entry) as file:
                content = file.read(MOST_FILE_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise Refused(
                _("The file cannot be unpacked (%(error)s). Make the archive again.")
                % {"error": error}
            ) from error
        if len(content) > MOST_FILE_BYTES:
            raise Refused(
                _("The file is larger than %(most)d MB.") % {"most": MOST_FILE_BYTES // MB}
            )
        return content


@contextmanager
def opened(file: BinaryIO) -> Iterator[Archive]:
    """The archive in ``file``. Raises :class:`Refused`."""
    _require_bounded(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _no_archive() from error
    with archive:
        yield Archive(archive)


def _no_archive() -> Refused:
    return Refused(_("The file is no ZIP archive. Give a directory of CSV files or a ZIP of them."))


def _require_bounded(file: BinaryIO) -> None:
    """Refuse an archive that is too large, or has too many entries, before its list is read."""
    size = file.seek(0, 2)
    if size > MOST_ARCHIVE_BYTES:
        raise Refused(
            _("The archive is larger than %(most)d MB.") % {"most": MOST_ARCHIVE_BYTES // MB}
        )
    file.seek(max(0, size - END_RECORD.size - LONGEST_COMMENT))
    tail = file.read()
    start = tail.rfind(END)
    if start < 0 or len(tail) - start < END_RECORD.size:
        raise _no_archive()
    _mark, _disk, _first, _here, entries, listed, _offset, _comment = END_RECORD.unpack_from(
        tail, start
    )
    large = tail[max(0, start - 20) : start].startswith(LARGE_LOCATOR)
    if large or entries > MOST_ENTRIES or listed > MOST_DIRECTORY_BYTES:
        raise Refused(
            _("The archive has more than %(most)d entries; a bundle has some twenty files.")
            % {"most": MOST_ENTRIES}
        )
    file.seek(0)


def _require_plain(entry: zipfile.ZipInfo) -> None:
    """Refuse an entry that is no plain file at the top of the archive, or grows too much."""
    name = entry.filename
    if "/" in name or "\\" in name or name in ("", ".", ".."):
        raise Refused(
            _("%(name)s stands in a folder. Put the files at the top of the archive.")
            % {"name": name}
        )
    if entry.flag_bits & ENCRYPTED:
        raise Refused(
            _("%(name)s is encrypted. Make the archive again without a password.") % {"name": name}
        )
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise Refused(_("%(name)s is a link, not a file. Put the file itself.") % {"name": name})
    if entry.file_size > MB and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise Refused(
            _("%(name)s is more than %(most)d times as large when it is unpacked.")
            % {"name": name, "most": MOST_RATIO}
        )
