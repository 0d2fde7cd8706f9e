"""Columns that name other rows: by key, by kind and key, or several in one cell."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.translation import gettext as _

from ..choices import Position
from ..fields import Arc
from ..models import (
    RECORD_TYPES,
    Affiliation,
    Answer,
    CommentaryAffiliation,
    EngagementCountry,
    EngagementPerson,
    KeyRedirect,
    OwnedRow,
    Question,
    Record,
    Row,
    Subject,
    Theme,
    ThemePosition,
)
from ..models.commentary import Person
from .columns import Cell, CellError, Column, Value, Values, country_code

SEPARATOR = ";"


def key_of(related: Model | None, *, public: bool) -> str:
    """The key of a related row; nothing for none, or for one that is not ``public``."""
    if related is None or (public and isinstance(related, Record) and not related.is_published):
        return ""
    return str(getattr(related, "key"))  # noqa: B009


@dataclass(frozen=True)
class Ref(Column):
    """A row of another file, by its key."""

    model: type[Row] = field(kw_only=True)

    def read(self, cell: Cell) -> Values:
        return {self.target: cell.finder.find(self.model, cell.text)}

    def write(self, row: Row, *, public: bool = False) -> str:
        return key_of(getattr(row, self.target), public=public)

    def references(self, cells: Mapping[str, str]) -> Iterable[tuple[type[Row], str]]:
        text = cells.get(self.name, "")
        return [(self.model, text)] if text else []


def unknown_kind(kind: str, allowed: Iterable[str]) -> CellError:
    """What to say of a record kind that is none."""
    return CellError(
        _("“%(kind)s” is not one of: %(allowed)s.") % {"kind": kind, "allowed": ", ".join(allowed)}
    )


@dataclass(frozen=True)
class RecordType(Column):
    """The kind of what a row bears on or is owned by; decides no field of its own."""

    arc: Arc = field(kw_only=True)

    @property
    def fields(self) -> tuple[str, ...]:
        return ()

    def read(self, cell: Cell) -> Values:
        if cell.text not in self.arc.kinds:
            raise unknown_kind(cell.text, self.arc.kinds)
        return {}

    def cleared(self, row: Row, cells: Mapping[str, str]) -> Values:
        return {}

    def write(self, row: Row, *, public: bool = False) -> str:
        return self.arc.kind_of(row)


@dataclass(frozen=True)
class RecordKey(Column):
    """The key of what a row bears on or is owned by."""

    arc: Arc = field(kw_only=True)

    @property
    def fields(self) -> tuple[str, ...]:
        return self.arc.columns

    def filled(self, cells: Mapping[str, str]) -> str:
        kind = cells.get("record_type", "")
        if kind not in self.arc.kinds:
            raise unknown_kind(kind, self.arc.kinds)
        return self.arc.column(kind)

    def read(self, cell: Cell) -> Values:
        kind = cell.cells.get("record_type", "")
        if kind not in self.arc.kinds:
            return {}
        return {self.arc.column(kind): cell.finder.find(self._model(kind), cell.text)}

    def cleared(self, row: Row, cells: Mapping[str, str]) -> Values:
        return {}

    def write(self, row: Row, *, public: bool = False) -> str:
        return key_of(self.arc.__get__(row, type(row)), public=False)

    def references(self, cells: Mapping[str, str]) -> Iterable[tuple[type[Row], str]]:
        kind, text = cells.get("record_type", ""), cells.get(self.name, "")
        return [(self._model(kind), text)] if text and kind in self.arc.kinds else []

    def _model(self, kind: str) -> type[Row]:
        model = self.arc.model_of(kind)
        assert issubclass(model, Row)
        return model


@dataclass(frozen=True)
class RedirectKey(Column):
    """The key that a redirected address leads to."""

    def write(self, row: Row, *, public: bool = False) -> str:
        assert isinstance(row, KeyRedirect)
        record = redirected(row)
        return record.key if record else ""


def redirected(redirect: KeyRedirect) -> Record | None:
    """The record that a redirect leads to."""
    model = RECORD_TYPES[redirect.record_type]
    return model._default_manager.filter(pk=redirect.record_id).first()


def identity_of(value: Value) -> Hashable:
    """What tells one value from another: a row by its id."""
    return value.pk if isinstance(value, Row) else value


@dataclass(frozen=True)
class Members(Column):
    """Several owned rows in one cell, ``;`` between them, each naming one thing.

    ``related_name`` leads from the row of the file to them; ``link`` is their field that names
    the thing, a row of ``other``.
    """

    related_name: str = field(kw_only=True)
    model: type[OwnedRow] = field(kw_only=True)
    link: str = field(kw_only=True, default="")
    other: type[Row] | None = field(kw_only=True, default=None)

    @property
    def fields(self) -> tuple[str, ...]:
        return ()

    def items(self, text: str) -> list[str]:
        """The parts of a cell, without repetition."""
        parts = (part.strip() for part in text.split(SEPARATOR))
        return list(dict.fromkeys(part for part in parts if part))

    def read_item(self, item: str, cell: Cell) -> Values:
        """Values of one owned row by field. Raises :class:`CellError`."""
        assert self.other is not None
        return {self.link: cell.finder.find(self.other, item)}

    def identity(self, values: Values) -> Hashable:
        """What tells the rows of one cell apart."""
        return identity_of(values[self.link])

    def identity_of(self, member: OwnedRow) -> Hashable:
        """:meth:`identity` of a stored row."""
        found: int = getattr(member, f"{self.link}_id")
        return found

    def write_item(self, member: OwnedRow) -> str:
        """The part of the cell for one owned row."""
        return str(getattr(member, self.link).key)

    def members(self, row: Row) -> list[OwnedRow]:
        """The stored owned rows, oldest first."""
        return sorted(getattr(row, self.related_name).all(), key=lambda member: member.pk)

    def write(self, row: Row, *, public: bool = False) -> str:
        return SEPARATOR.join(self.write_item(member) for member in self.members(row))

    def item_references(self, item: str) -> Iterable[tuple[type[Row], str]]:
        """What one part of the cell names."""
        return [(self.other, item)] if self.other else []

    def references(self, cells: Mapping[str, str]) -> Iterable[tuple[type[Row], str]]:
        for item in self.items(cells.get(self.name, "")):
            yield from self.item_references(item)

    def prefetches(self) -> list[str]:
        """What :meth:`write` needs at hand, from the members."""
        return [self.link]


@dataclass(frozen=True)
class Countries(Members):
    """Countries by code."""

    def read_item(self, item: str, cell: Cell) -> Values:
        return {"country": country_code(item)}

    def identity(self, values: Values) -> Hashable:
        return values["country"]

    def identity_of(self, member: OwnedRow) -> Hashable:
        return self.write_item(member)

    def write_item(self, member: OwnedRow) -> str:
        assert isinstance(member, EngagementCountry)
        return member.country

    def item_references(self, item: str) -> Iterable[tuple[type[Row], str]]:
        return ()

    def prefetches(self) -> list[str]:
        return []


@dataclass(frozen=True)
class Positions(Members):
    """Themes with the position taken, ``theme:position``."""

    def read_item(self, item: str, cell: Cell) -> Values:
        key, colon, position = (part.strip() for part in item.partition(":"))
        if not colon or position not in Position.values:
            raise CellError(
                _("“%(item)s”: write theme:position, the position one of: %(allowed)s.")
                % {"item": item, "allowed": ", ".join(Position.values)}
            )
        return {**super().read_item(key, cell), "position": position}

    def write_item(self, member: OwnedRow) -> str:
        assert isinstance(member, ThemePosition)
        return f"{member.theme.key}:{member.position}"

    def item_references(self, item: str) -> Iterable[tuple[type[Row], str]]:
        return super().item_references(item.partition(":")[0].strip())


@dataclass(frozen=True)
class Subjects(Members):
    """What a commentary is about, ``type:key``, or ``country:JP``."""

    def read_item(self, item: str, cell: Cell) -> Values:
        kind, colon, key = (part.strip() for part in item.partition(":"))
        if kind == "country":
            return {"country": country_code(key)}
        if not colon or kind not in Subject.target.kinds:
            raise CellError(
                _("“%(item)s”: write type:key, the type one of: %(allowed)s.")
                % {"item": item, "allowed": ", ".join((*Subject.target.kinds, "country"))}
            )
        return {kind: cell.finder.find(RECORD_TYPES[kind], key)}

    def identity(self, values: Values) -> Hashable:
        ((kind, value),) = values.items()
        return kind, identity_of(value)

    def identity_of(self, member: OwnedRow) -> Hashable:
        assert isinstance(member, Subject)
        kind = self.kind(member)
        return kind, member.country if kind == "country" else getattr(member, f"{kind}_id")

    def kind(self, member: OwnedRow) -> str:
        """The word for what one subject is."""
        return Subject.target.kind_of(member) or "country"

    def write_item(self, member: OwnedRow) -> str:
        assert isinstance(member, Subject)
        kind = self.kind(member)
        key = member.country if kind == "country" else getattr(member, kind).key
        return f"{kind}:{key}"

    def item_references(self, item: str) -> Iterable[tuple[type[Row], str]]:
        kind, _colon, key = (part.strip() for part in item.partition(":"))
        return [(RECORD_TYPES[kind], key)] if kind in Subject.target.kinds else []

    def prefetches(self) -> list[str]:
        return list(Subject.target.kinds)


def attested_by(model: type[OwnedRow]) -> Members:
    """The sources that name a participant."""
    return Members(
        "attested_by",
        related_name="attestations",
        model=model,
        link="source",
        other=RECORD_TYPES["source"],
    )


PEOPLE = Members(
    "people",
    related_name="engagement_people",
    model=EngagementPerson,
    link="person",
    other=Person,
)
COUNTRIES = Countries(
    "countries", related_name="engagement_countries", model=EngagementCountry, link="country"
)
AFFILIATIONS = Members(
    "affiliations",
    related_name="commentary_affiliations",
    model=CommentaryAffiliation,
    link="affiliation",
    other=Affiliation,
)
QUESTIONS = Members(
    "question", related_name="answers", model=Answer, link="question", other=Question
)
THEMES = Positions(
    "themes", related_name="theme_positions", model=ThemePosition, link="theme", other=Theme
)
ABOUT = Subjects("about", related_name="subjects", model=Subject)
