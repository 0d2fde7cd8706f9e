"""Words of vocabularies that the world goes beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .contributed import add_constraint

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from ..models import Row


class OpenWord:
    """A word of an open vocabulary: ``purpose = OpenWord(Purpose)``.

    Read on a row it is one of the vocabulary's values. It contributes two columns: the value, and
    ``purpose_said`` for the source's own word where it differs, which *other* demands: a named
    constraint, and :meth:`check` in words. ``Row.in_words("purpose")`` is the word to be shown.

    Where nothing is known the value is *unknown*; or empty, with ``blank``, where most rows have
    no such word. Then a word of the source needs a value too.
    """

    def __init__(
        self,
        vocabulary: type[models.TextChoices],
        verbose_name: _StrPromise | None = None,
        *,
        said: _StrPromise | None = None,
        max_length: int = 40,
        db_index: bool = False,
        blank: bool = False,
        help_text: _StrPromise | str = "",
    ) -> None:
        self.vocabulary = vocabulary
        self.unknown = "" if blank else str(vocabulary["UNKNOWN"].value)
        self.name = self.said = ""
        self._value = models.CharField(
            verbose_name,
            max_length=max_length,
            choices=vocabulary.choices,
            default=self.unknown,
            db_index=db_index,
            blank=blank,
            help_text=help_text,
        )
        self._said = models.CharField(
            said,
            max_length=100,
            blank=True,
            help_text="" if said else gettext_lazy("The source's own word, where it differs."),
        )

    if TYPE_CHECKING:

        def __get__(self, row: models.Model | None, owner: type[models.Model]) -> str: ...
        def __set__(self, row: models.Model, value: str) -> None: ...

    def contribute_to_class(self, model: type[Row], name: str) -> None:
        """Called by Django when it builds the model."""
        self.name, self.said = name, f"{name}_said"
        model.add_to_class(self.name, self._value)
        model.add_to_class(self.said, self._said)
        add_constraint(
            model,
            models.CheckConstraint(
                name=f"{model._meta.model_name}_{name}_other_has_a_word",
                condition=~Q(**{name: self.vocabulary["OTHER"]}) | ~Q(**{self.said: ""}),
            ),
        )
        if not self.unknown:
            add_constraint(
                model,
                models.CheckConstraint(
                    name=f"{model._meta.model_name}_{name}_said_has_a_value",
                    condition=~Q(**{name: ""}) | Q(**{self.said: ""}),
                ),
            )
        model.open_words = (*model.open_words, self)

    def check(self, row: models.Model) -> None:
        """Refuse *other* without the source's own word, and a word that is given no value."""
        value, said = getattr(row, self.name), getattr(row, self.said)
        if value == self.vocabulary["OTHER"] and not said:
            raise ValidationError({self.said: _("Give the source's own word for “other”.")})
        if said and not value:
            raise ValidationError({self.name: _("Choose what the word means, or “other”.")})

    def is_known(self, row: models.Model) -> bool:
        """Whether a source says anything of it."""
        return getattr(row, self.name) != self.unknown or bool(getattr(row, self.said))

    def in_words(self, row: models.Model) -> str:
        """The source's own word where it has one, else the value's."""
        said: str = getattr(row, self.said)
        return said or str(getattr(row, f"get_{self.name}_display")())
