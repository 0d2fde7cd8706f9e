"""By which forms misspelt words find the words of public names.

The options count in how many documents a word of names is. Its forms are written with its option,
and go with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db.models import QuerySet

from .. import spelling
from ..chunks import CHUNK
from ..inserting import insert
from ..models import PublicOption, PublicSpelling
from ..public.documents import WORD
from .pieces import Found, Step, following
from .public_log import PublicLog


def write(options: Iterable[PublicOption]) -> None:
    """Write the forms of options that are new, and stored."""
    words = (option for option in options if option.name == WORD)
    _insert((word.pk, form) for word in words for form in spelling.forms(word.value))


def _insert(forms: Iterable[tuple[int, str]]) -> None:
    insert(PublicSpelling, ("option_id", "form"), sorted(forms))


def steps() -> Iterator[Step]:
    """How forms are looked at in pieces, by their options."""
    yield Step("spellings", _next, _look)


def _words() -> QuerySet[PublicOption]:
    return PublicOption.objects.filter(name=WORD)


def _next(after: int) -> Sequence[int]:
    """Ids of the options that have forms, or should have some."""
    ids = {
        *following("pk", after, _words()),
        *following("option_id", after, PublicSpelling.objects.all()),
    }
    return sorted(ids)[:CHUNK]


def _look(ids: Collection[int]) -> Found:
    right = {
        (option.pk, form)
        for option in _words().filter(pk__in=ids)
        for form in spelling.forms(option.value)
    }
    rows = PublicSpelling.objects.filter(option__in=ids)
    stored = {(option, form): pk for pk, option, form in rows.values_list("pk", "option", "form")}
    missing, wrong = right - stored.keys(), stored.keys() - right
    ids_wrong = sorted({option for option, _form in missing | wrong})
    lines = [
        f"{option}: how it may be misspelt is out of date"
        for option in PublicOption.objects.filter(pk__in=ids_wrong).order_by("pk")
    ]

    def put_right(_log: PublicLog) -> None:
        PublicSpelling.objects.filter(pk__in=[stored[each] for each in wrong]).delete()
        _insert(missing)

    return Found(lines, put_right)


def is_old() -> bool:
    """Whether the first or the last word of names has other forms now."""
    ids = _words().order_by("pk").values_list("pk", flat=True)
    return bool(_look([*ids[:1], *ids.reverse()[:1]]).lines)
