"""A bundle held in memory: from a directory, from a ZIP archive, or from texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import BinaryIO, Self

from django.utils.translation import gettext as _

from . import archives
from .limits import MB, MOST_BUNDLE_BYTES, MOST_FILE_BYTES
from .reading import Table, read_table
from .rejections import Rejections
from .spec import BY_NAME, TABLES


@dataclass(frozen=True)
class Source:
    """A file of a bundle: its name, how large it is, and how its bytes are got."""

    name: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Bundle:
    """The files of a bundle, in the order in which they are imported.

    ``unread`` names those with faults, whose lines are unknown; ``faults`` says what they are.
    """

    name: str
    tables: Mapping[str, Table]
    unread: frozenset[str]
    faults: Rejections

    @classmethod
    def from_path(cls, path: Path) -> Self:
        """The bundle in a directory or in a ZIP archive."""
        if not path.is_file():
            return cls.from_directory(path)
        try:
            with path.open("rb") as file:
                return cls.from_zip(file, name=path.resolve().name)
        except OSError as error:
            return cls._refused(
                path.name, _("The file cannot be opened: %(error)s.") % {"error": error.strerror}
            )

    @classmethod
    def from_directory(cls, path: Path) -> Self:
        """The bundle in a directory."""
        name = path.resolve().name
        if not path.is_dir():
            return cls._refused(name, _("There is no directory %(path)s.") % {"path": path})
        try:
            found = sorted(each for each in path.iterdir() if each.is_file() and _is_csv(each.name))
            sources = [Source(each.name, each.stat().st_size, each.read_bytes) for each in found]
        except OSError as error:
            return cls._refused(
                name,
                _("The directory cannot be read: %(error)s.") % {"error": error.strerror},
            )
        if not sources:
            return cls._refused(
                name,
                _("There is no CSV file in %(path)s. A bundle has files such as visits.csv.")
                % {"path": path},
            )
        return cls._read(name, sources)

    @classmethod
    def from_zip(cls, file: BinaryIO, *, name: str = "") -> Self:
        """The bundle in a ZIP archive, whose CSV files stand at its top."""
        try:
            with archives.opened(file) as archive:
                found = sorted(n for n in archive.names if _is_csv(n))
                if not found:
                    return cls._refused(
                        name,
                        _(
                            "There is no CSV file at the top of the archive. A bundle has files "
                            "such as visits.csv."
                        ),
                    )
                return cls._read(
                    name, [Source(n, archive.size(n), archive.reader(n)) for n in found]
                )
        except archives.Refused as problem:
            return cls._refused(name, str(problem))

    @classmethod
    def from_texts(cls, texts: Mapping[str, str], *, name: str = "") -> Self:
        """The bundle made of these files: ``{"visits.csv": "key,port\\n…"}``."""
        sources = []
        for file, text in sorted(texts.items()):
            content = text.encode("utf-8", "surrogatepass")
            sources.append(Source(file, len(content), partial(bytes, content)))
        return cls._read(name, sources)

    @classmethod
    def _refused(cls, name: str, reason: str) -> Self:
        faults = Rejections()
        faults.add("", 0, "", reason)
        return cls(name, {}, frozenset(), faults)

    @classmethod
    def _read(cls, name: str, sources: Iterable[Source]) -> Self:
        faults, unread = Rejections(), set()
        tables: dict[str, Table] = {}
        total = 0
        for source in sources:
            stem, _dot, suffix = source.name.rpartition(".")
            spec = BY_NAME.get(stem) if suffix == "csv" else None
            if spec is None:
                faults.add(source.name, 0, "", _unknown_file(stem))
                continue
            total += source.size
            content = _content(source, total, faults)
            table = None if content is None else read_table(content, spec, faults)
            if table is None:
                unread.add(spec.name)
            else:
                tables[spec.name] = table
        ordered = {spec.name: tables[spec.name] for spec in TABLES if spec.name in tables}
        return cls(name, ordered, frozenset(unread), faults)


def _is_csv(name: str) -> bool:
    return name.lower().endswith(".csv") and not name.startswith(".")


def _unknown_file(stem: str) -> str:
    close = get_close_matches(stem.lower(), list(BY_NAME), n=1)
    if close:
        return _("A bundle has no such file. Did you mean %(file)s?") % {"file": f"{close[0]}.csv"}
    return _("A bundle has no such file. It may hold: %(files)s.") % {
        "files": ", ".join(spec.file for spec in TABLES)
    }


def _content(source: Source, total: int, faults: Rejections) -> bytes | None:
    """The bytes of a file that is not too large; None, with the reason in ``faults``, else."""
    if source.size > MOST_FILE_BYTES:
        reason = _(
            "The file is larger than %(most)d MB. Divide the bundle and import one part after "
            "the other."
        ) % {"most": MOST_FILE_BYTES // MB}
    elif total > MOST_BUNDLE_BYTES:
        reason = _(
            "With this file the bundle is larger than %(most)d MB. Divide it and import one part "
            "after the other."
        ) % {"most": MOST_BUNDLE_BYTES // MB}
    else:
        try:
            return source.read()
        except OSError as error:
            reason = _("The file cannot be opened: %(error)s.") % {"error": error.strerror}
        except archives.Refused as problem:
            reason = str(problem)
    faults.add(source.name, 0, "", reason)
    return None
