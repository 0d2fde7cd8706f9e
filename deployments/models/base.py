"""What all curated tables share: keys, status, change sets and history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .. import changes, dates
from ..choices import Origin, Status
from ..fields import KEY_LENGTH, KeyField, edtf_fields, set_bounds
from ..querysets import RecordQuerySet, RowQuerySet


class ChangeSet(models.Model):
    """All rows that changed together: who changed them, when, why and from where."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_name = models.CharField(max_length=150, blank=True)
    origin = models.CharField(max_length=20, choices=Origin)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("change set")
        verbose_name_plural = _("change sets")
        permissions = [("publish", "Can publish, withdraw, rename and change what is public")]

    def __str__(self) -> str:
        who = self.actor_name or self.get_origin_display()
        return f"{self.at:%Y-%m-%d %H:%M} · {who}"


class HistoryRow(models.Model):
    """What every history table has besides the row itself: its change set."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Row(models.Model):
    """Anything curated. It changes only inside a change set, and its history is kept."""

    is_record: ClassVar[bool] = False
    history = HistoricalRecords(
        inherit=True, bases=[HistoryRow], history_user_id_field=None, get_user=lambda **_kw: None
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        changes.require()
        try:
            set_bounds(self)
        except dates.InvalidDate as problem:
            raise ValidationError(str(problem)) from problem
        super().save(*args, **kwargs)

    def note_stored(self) -> None:
        """Remember what later saves are compared with; called whenever the row was stored."""

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        changes.require()
        return super().delete(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude)
        set_bounds(self)

    def clean(self) -> None:
        super().clean()
        for start, end in self.ordered_dates:
            check_order(self, start, end)

    @property
    def ordered_dates(self) -> list[tuple[str, str]]:
        """Pairs of stems of which the second must not lie before the first."""
        stems = [field.stem for field in edtf_fields(type(self))]
        return [(a, b) for a, b in DATE_PAIRS if a in stems and b in stems]


DATE_PAIRS = (("start", "end"), ("arrival", "departure"), ("joined", "left"), ("from", "to"))


def check_order(row: models.Model, start: str, end: str) -> None:
    """Refuse an end that lies before its start on the possible bounds."""
    earliest = getattr(row, f"{start}_earliest")
    latest = getattr(row, f"{end}_latest")
    if earliest and latest and latest < earliest:
        raise ValidationError(
            {
                f"{end}_edtf": _("“%(end)s” lies before “%(start)s”. Correct one of the two.")
                % {
                    "end": getattr(row, f"{end}_edtf"),
                    "start": getattr(row, f"{start}_edtf"),
                }
            }
        )


def ordered(start: str, end: str) -> models.CheckConstraint:
    """The database's own form of :func:`check_order`."""
    return models.CheckConstraint(
        name=f"%(class)s_{end}_not_before_{start}",
        condition=Q(**{f"{start}_earliest__isnull": True})
        | Q(**{f"{end}_latest__isnull": True})
        | Q(**{f"{end}_latest__gte": models.F(f"{start}_earliest")}),
    )


class Record(Row):
    """A record with a stable key, an address of its own and a status.

    Class attributes that each kind sets: ``record_type`` (its word in files and addresses),
    ``plural`` (its word in addresses and the API), ``owned`` (related names of the rows it owns),
    ``required`` (relations it cannot be public without), ``detail_paths`` and ``list_paths``
    (what its pages show, each step through the gate).
    """

    is_record: ClassVar[bool] = True
    is_occurrence: ClassVar[bool] = False
    record_type: ClassVar[str] = ""
    plural: ClassVar[str] = ""
    owned: ClassVar[tuple[str, ...]] = ()
    required: ClassVar[tuple[str, ...]] = ()
    detail_paths: ClassVar[tuple[str, ...]] = ("citations__source", "citations__via")
    list_paths: ClassVar[tuple[str, ...]] = ()
    search_fields: ClassVar[tuple[str, ...]] = ()

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
        return reverse(f"deployments:{self.record_type}-detail", args=[self.key])

    def note_stored(self) -> None:
        """Remember the key, which stays once it is public."""
        self._stored_key = self.key

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a record that was never public; any other is withdrawn instead."""
        if self.once_public:
            raise ValidationError(NOT_DELETED)
        return super().delete(*args, **kwargs)

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        record = super().from_db(*args, **kwargs)
        record._stored_key = record.__dict__.get("key", "")
        return record

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
    """A record that says what happened; it is published only with a published source."""

    is_occurrence: ClassVar[bool] = True
    summary = models.TextField(blank=True)

    class Meta(Record.Meta):
        abstract = True


class OwnedRow(Row):
    """A row that a record owns and that shares its fate.

    ``parent`` names the relation to its owner; ``gate`` the relations without which it is not
    shown (the parent first); ``needed`` those among them that must be public before the owner is.
    """

    parent: ClassVar[str] = ""
    gate: ClassVar[tuple[str, ...]] = ()
    needed: ClassVar[tuple[str, ...]] = ()

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[Sequence[str]] = ("pk",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, with a key made for it when it has none and its kind has keys."""
        if getattr(self, "_stored_owner", self.owner_ids()) != self.owner_ids():
            raise ValidationError(
                _("A row does not move to another record. Delete it there and add it here.")
            )
        if getattr(self, "key", None) == "":
            self.key = self.free_key()
        super().save(*args, **kwargs)
        self.note_stored()

    def note_stored(self) -> None:
        """Remember the owner, which stays."""
        self._stored_owner = self.owner_ids()

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        row = super().from_db(*args, **kwargs)
        row._stored_owner = row.owner_ids()
        return row

    def owner_ids(self) -> dict[str, Any]:
        """The columns that tell its owner, as they are now."""
        return {f"{self.parent}_id": self.__dict__.get(f"{self.parent}_id")}

    def base_key(self) -> str:
        """What its key is made of when none is given."""
        raise NotImplementedError

    def free_key(self, is_free: Callable[[str], bool] | None = None) -> str:
        """A key made of ``base_key`` that is free: no other row of the kind has it."""
        base = "--".join(slugify(part) for part in self.base_key().split("--"))
        base = base[: KEY_LENGTH - 5].strip("-")
        is_free = is_free or self._is_free
        key, number = base, 1
        while not is_free(key):
            number += 1
            key = f"{base}-{number}"
        return key

    def _is_free(self, key: str) -> bool:
        rows: Any = type(self)._default_manager
        return not rows.filter(key=key).exclude(pk=self.pk).exists()

    @property
    def owner(self) -> Row:
        """The row it belongs to."""
        owner = getattr(self, self.parent)
        assert isinstance(owner, Row)
        return owner


class KeyRedirect(Row):
    """An address that was public once and now leads to the record's new one."""

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
