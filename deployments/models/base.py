"""What all curated tables share: keys, status, change sets and history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, ClassVar, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Expression, F, Q, Value, When
from django.db.models.base import ModelState
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .. import dates
from ..addresses import address
from ..called import told_apart
from ..changes import opened
from ..changes.rows import HistoryRow
from ..changes.versions import RowHistory, VersionField
from ..choices import Status
from ..fields import KEY_LENGTH, Arc, FuzzyDateField, KeyField, OpenWord
from ..kinds import KINDS
from ..letters import fold
from ..orders import UNDATED
from ..querysets import RecordQuerySet, RowQuerySet
from . import texts
from .conditions import Conditions

_Kind = TypeVar("_Kind", bound=models.Model)


class Row(models.Model):
    """Anything curated. It changes only inside a change set, and its history is kept."""

    is_record: ClassVar[bool] = False
    fuzzy_dates: ClassVar[tuple[FuzzyDateField, ...]] = ()
    open_words: ClassVar[tuple[OpenWord, ...]] = ()
    arc: ClassVar[Arc | None] = None
    named_by: ClassVar[tuple[str, ...]] = ()
    """The columns by which a row without a name of its own is named in the history."""
    verbatim: ClassVar[tuple[str, ...]] = ()
    """The columns that hold a source's very words, where “unknown” may be what it says."""
    history = RowHistory(
        inherit=True, bases=[HistoryRow], history_user_id_field=None, get_user=lambda **_kw: None
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        opened.require()
        try:
            self.settle()
        except dates.InvalidDate as problem:
            raise ValidationError(str(problem)) from problem
        super().save(*args, **kwargs)

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """A stored row as an object.

        Django gives each value to the column's own ``__set__`` and tells whoever listens; for
        stored values nobody does anything then, and it took half of the time of making objects.
        """
        if len(values) != len(cls._meta.concrete_fields):
            return super().from_db(db, field_names, values, **more)
        row = cls.__new__(cls)
        row.__dict__.update(zip(field_names, values, strict=True))
        row._state = ModelState()
        row._state.adding = False
        row._state.db = db
        return row

    def note_stored(self) -> None:
        """Remember what later saves are compared with; called whenever the row was stored."""

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        opened.require()
        return super().delete(*args, **kwargs)

    def settle(self) -> None:
        """Tidy its texts, bring every fuzzy date to its canonical text and set its strict bounds.

        Raises :class:`dates.InvalidDate` for a text that is no EDTF we read.
        """
        texts.tidy(self)
        for field in self.fuzzy_dates:
            field.settle(self)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        texts.tidy(self)
        super().clean_fields(exclude)
        self.settle()

    def clean(self) -> None:
        super().clean()
        for field in self.fuzzy_dates:
            field.check(self)
        for word in self.open_words:
            word.check(self)
        arc = type(self).arc
        if arc is not None:
            arc.check(self)

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[Any]]]:
        found: list[tuple[type[models.Model], Sequence[Any]]] = []
        for model, constraints in super().get_constraints():
            checks = [each for each in constraints if isinstance(each, models.CheckConstraint)]
            others = [each for each in constraints if not isinstance(each, models.CheckConstraint)]
            found.append((model, [*others, Conditions(checks)]))
        return found

    def withheld(self) -> frozenset[str]:
        """The columns that the public does not see, because what they rest on is hidden."""
        return frozenset()

    @classmethod
    def worked_out(cls) -> set[str]:
        """The columns that follow from others, and that nobody fills in."""
        return {bound for field in cls.fuzzy_dates for bound in field.bounds}

    @property
    def dates_in_words(self) -> str:
        """Its fuzzy dates, from the first to the last, as they are known."""
        return dates.display_range(*self.stretch)

    @property
    def stretch(self) -> tuple[dates.FuzzyDate | None, dates.FuzzyDate | None]:
        """The first and the last of its fuzzy dates, as they are shown."""
        known = [field.__get__(self, type(self)) for field in self.fuzzy_dates]
        return (known[0], known[-1]) if known else (None, None)

    def in_words(self, name: str) -> str:
        """The open word ``name`` as it is shown: the source's own where it has one."""
        return self._open_word(name).in_words(self)

    def says(self, name: str) -> bool:
        """Whether anything is known of the open word ``name``."""
        return self._open_word(name).is_known(self)

    def _open_word(self, name: str) -> OpenWord:
        return next(word for word in self.open_words if word.name == name)


DESCRIPTIONS = ("(", "[", "unnamed ", "anonymous ", "unidentified ")
"""What stands first where no name is known, but a description: “(unnamed defence official)”."""


class Record(Row):
    """A record with a stable key, an address of its own and a status.

    Class attributes that each kind sets: ``record_type`` (its word in files; :data:`.kinds.KINDS`
    knows its ``plural`` in addresses by it), ``owned`` (related names of the rows it owns),
    ``required`` (relations it cannot be public without), ``one_of`` (owned rows of which one must
    be public), ``detail_paths`` and ``list_paths`` (what its pages show, each step through the
    gate), ``search_fields`` (what it is found by), ``search_words`` (what all of the kind are found
    by), ``search_paths`` (the relations by whose names it is found too) and ``shown_words`` (by
    list of its document, the texts in it by which the public finds it too: those of rows that are
    not always shown),
    ``name_column`` (what it is called and sorted by) and ``name_paths`` (the relations that
    :attr:`called` needs). A kind whose name several may bear says what tells it apart:
    :meth:`telling_apart`, and in ``apart_paths`` the relations that this needs.
    """

    is_record: ClassVar[bool] = True
    is_occurrence: ClassVar[bool] = False
    record_type: ClassVar[str] = ""
    plural: ClassVar[str] = ""
    owned: ClassVar[tuple[str, ...]] = ("translations", "citations")
    required: ClassVar[tuple[str, ...]] = ()
    one_of: ClassVar[str] = ""
    detail_paths: ClassVar[tuple[str, ...]] = (
        "translations",
        "citations__source",
        "citations__via",
    )
    list_paths: ClassVar[tuple[str, ...]] = ()
    search_fields: ClassVar[tuple[str, ...]] = ()
    search_words: ClassVar[tuple[str, ...]] = ()
    search_paths: ClassVar[tuple[str, ...]] = ()
    shown_words: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    name_column: ClassVar[str] = "name"
    name_paths: ClassVar[tuple[str, ...]] = ()
    apart_paths: ClassVar[tuple[str, ...]] = ()
    apart: str = ""
    """What tells it from others of its name, where there are any: worked out, and loaded by
    ``told_apart()``."""

    key = KeyField(
        unique=True,
        help_text=_("Part of the public address; it stays when a fact in it is corrected."),
    )
    status = models.CharField(
        max_length=12, choices=Status, default=Status.DRAFT, editable=False, db_index=True
    )
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    withdrawal_reason = models.CharField(
        _("public reason of the withdrawal"), max_length=300, blank=True, editable=False
    )
    version = VersionField(default=0, editable=False)
    notes = models.TextField(blank=True, help_text=_("Shown to the public with the record."))
    editor_notes = models.TextField(blank=True, help_text=_("For editors only; never public."))

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[Sequence[str]] = ("key",)
        constraints = [
            models.CheckConstraint(
                name="%(class)s_published_has_first_published_at",
                condition=~Q(status=Status.PUBLISHED) | Q(first_published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_status_known", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(name="%(class)s_key_not_empty", condition=~Q(key="")),
        ]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.record_type:
            cls.plural = KINDS[cls.record_type].plural

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, renaming: bool = False, **kwargs: Any) -> None:
        """Store the record; a key that was public changes only in the service ``rename``."""
        stored_key = getattr(self, "_stored_key", "")
        if self.once_public and stored_key not in ("", self.key) and not renaming:
            raise ValidationError(
                {"key": _("This key is public. Rename the record, so that its address redirects.")}
            )
        super().save(*args, **kwargs)
        self.note_stored()

    def get_absolute_url(self) -> str:
        return address(f"deployments:{self.record_type}-detail", self.key)

    def note_stored(self) -> None:
        """Remember the key, which stays once it is public."""
        self._stored_key = self.key

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a record that was never public; any other is withdrawn instead."""
        if self.once_public:
            raise ValidationError(NOT_DELETED)
        return super().delete(*args, **kwargs)

    @classmethod
    def worked_out(cls) -> set[str]:
        return {"version", *super().worked_out()}

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        record = super().from_db(*args, **kwargs)
        record._stored_key = record.__dict__.get("key", "")
        return record

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Self] | None = None,
    ) -> None:
        super().refresh_from_db(using, fields, from_queryset)
        if fields is None:
            self._stored_key = self.key

    @classmethod
    def by_name(cls) -> tuple[Expression, ...]:
        """The order of such records in a list of names: what has none, but a description, last."""
        described = reduce(or_, (Q(**{f"{cls.name_column}__istartswith": w}) for w in DESCRIPTIONS))
        last = Case(When(described, then=Value(1)), default=Value(0))
        return last, Lower(cls.name_column)

    @property
    def sort_name(self) -> str:
        """By which it stands in a list of names, without case and accents: as :meth:`by_name`.

        Only of kinds that are listed by their names.
        """
        name = str(getattr(self, self.name_column))
        described = name.lower().startswith(DESCRIPTIONS)
        return f"{int(described)}{fold(name)}"

    @property
    def called(self) -> str:
        """What it is called where it is only mentioned, told from others of its name."""
        return self.told_apart(str(getattr(self, self.name_column)))

    def told_apart(self, name: str) -> str:
        """``name`` with what tells it from others of its name, as “Northgate (F 88)”."""
        return told_apart(name, self.apart)

    def telling_apart(self) -> tuple[str, ...]:
        """What may tell it from others of its name, the best first; empty texts are left out.

        Kinds that never need it give nothing. Asked of published records by ``apart_paths``.
        """
        return ()

    @property
    def is_published(self) -> bool:
        """Whether the public may see it."""
        return self.status == Status.PUBLISHED

    @property
    def once_public(self) -> bool:
        """Whether the public sees it or ever saw it; its key is then taken for ever."""
        return self.first_published_at is not None

    def clean(self) -> None:
        super().clean()
        taken = KeyRedirect.objects.filter(record_type=self.record_type, old_key=self.key)
        if self.pk:
            taken = taken.exclude(record_id=self.pk)
        if taken.exists():
            raise ValidationError(
                {"key": _("This key was once used for another record. Choose a different one.")}
            )


NOT_DELETED = _("What was once public is never deleted. Withdraw it instead.")


class Occurrence(Record):
    """A record that says what happened; it is published only with a published source.

    ``entry_paths`` names the relations from which its entry on the timeline is worked out, each
    step through the gate; ``entry_rests_on`` those that are looked up apart.
    """

    is_occurrence: ClassVar[bool] = True
    detail_paths: ClassVar[tuple[str, ...]] = (
        *Record.detail_paths,
        "citations__source__publisher_record",
    )
    entry_paths: ClassVar[tuple[str, ...]] = ()
    entry_rests_on: ClassVar[tuple[str, ...]] = ()

    summary = models.TextField(blank=True)
    sort_day = models.DateField(default=UNDATED, editable=False)

    class Meta(Record.Meta):
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("sort_day").desc(), F("key"), name="%(class)s_newest_first")
        ]

    def settle(self) -> None:
        super().settle()
        begins = self.begins
        self.sort_day = begins.sort_day if begins else UNDATED

    @classmethod
    def worked_out(cls) -> set[str]:
        return {"sort_day", *super().worked_out()}

    @classmethod
    def bounds(cls) -> tuple[str, ...]:
        """The columns of its days, the first that is known to be sorted by first."""
        return tuple(bound for field in cls.fuzzy_dates for bound in field.bounds)

    @property
    def days(self) -> dates.Days:
        """The days on which it may have been, as its dates say them."""
        return dates.days_of(*self.stretch)

    @property
    def year(self) -> str:
        """The year in which it began, or nothing where that is not known."""
        begins = self.begins
        year = begins.period // 100 if begins else 0
        return str(year) if year else ""

    @property
    def is_of_one_day(self) -> bool:
        """Whether its kind says that it began and ended on one day."""
        return False

    @property
    def stretch(self) -> tuple[dates.FuzzyDate | None, dates.FuzzyDate | None]:
        start, end = super().stretch
        return (start or end, end or start) if self.is_of_one_day else (start, end)

    @property
    def begins(self) -> dates.FuzzyDate | None:
        """The first of its dates that is known."""
        known = (field.__get__(self, type(self)) for field in self.fuzzy_dates)
        return next((when for when in known if when is not None), None)


class KeyRedirect(Row):
    """An address that was public once and now leads to the record's new one."""

    named_by: ClassVar[tuple[str, ...]] = ("old_key",)

    record_type = models.CharField(max_length=30)
    old_key = models.CharField(max_length=KEY_LENGTH)
    record_id = models.PositiveBigIntegerField()

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ("record_type", "old_key")
        constraints = [
            models.UniqueConstraint("record_type", "old_key", name="keyredirect_old_key_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type}/{self.old_key}"


def in_order_of_reference(kinds: Iterable[type[_Kind]]) -> tuple[type[_Kind], ...]:
    """Every concrete model among ``kinds`` and below them, each after those it refers to.

    Occurrences stand after all others.
    """
    found: dict[type[_Kind], None] = {}
    concrete = [model for model in _with_subclasses(kinds) if not model._meta.abstract]

    def add(model: type[_Kind]) -> None:
        for column in model._meta.concrete_fields if model not in found else ():
            # ``related_model`` is not to be asked before all apps are loaded.
            related = column.remote_field.model if column.remote_field else None
            if related in concrete and related is not model:
                add(related)
        found.setdefault(model)

    for model in sorted(concrete, key=lambda kind: issubclass(kind, Occurrence)):
        add(model)
    return tuple(found)


def _with_subclasses(kinds: Iterable[type[_Kind]]) -> Iterator[type[_Kind]]:
    for kind in kinds:
        yield kind
        yield from _with_subclasses(kind.__subclasses__())
