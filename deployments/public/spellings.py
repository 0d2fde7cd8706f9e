"""The words of public names by the forms that misspelt ones have in common with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db import connections, models
from django.utils.translation import gettext_lazy as _

from .. import compiling, spelling
from .documents import PublicOption


class PublicSpelling(models.Model):
    """A form of a word of public names, of one kind of record.

    Options count in how many documents the word is: with the last of them it goes, and its forms
    with it.
    """

    form = models.CharField(max_length=spelling.LONG)
    option = models.ForeignKey(PublicOption, on_delete=models.CASCADE, related_name="spellings")

    objects = compiling.Manager()

    class Meta:
        verbose_name = _("spelling")
        constraints = [models.UniqueConstraint("form", "option", name="publicspelling_unique")]

    def __str__(self) -> str:
        return f"{self.option}: {self.form}"


_OPTIONS = (
    "SELECT DISTINCT o.record_type, o.value, o.number"
    ' FROM "deployments_publicspelling" s JOIN "deployments_publicoption" o ON o.id = s.option_id'
    " WHERE s.form IN ({places})"
)


class Near(NamedTuple):
    """A word of public names near another one; the same one has the distance 0."""

    distance: int
    rarity: int
    """The number of documents that have it, below zero, so that the most frequent comes first."""
    word: str


def near(words: Collection[str]) -> Mapping[str, list[Near]]:
    """The words of public names that may be meant by each of these, nearest first: one query."""
    forms = sorted({form for word in words for form in spelling.forms(word)})
    if not forms:
        return {word: [] for word in words}
    with connections[PublicSpelling.objects.db].cursor() as cursor:
        cursor.execute(_OPTIONS.format(places=", ".join(["%s"] * len(forms))), forms)
        rows: list[tuple[str, str, int]] = cursor.fetchall()
    counted: dict[str, int] = defaultdict(int)
    for _kind, value, number in rows:
        counted[value] += number
    return {
        word: sorted(
            Near(spelling.distance(word, value), -number, value)
            for value, number in counted.items()
            if spelling.are_near(word, value)
        )
        for word in words
    }
