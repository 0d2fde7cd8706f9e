"""Rules about quotations: how much of a source is quoted, in which language, and who translated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .. import languages
from ..choices import BEARING_OUT, Status, TranslatedText
from ..loading import Kept, kept
from ..models import Citation, Commentary, Source, Translation
from .finding import Finding

MOST_OF_A_STATEMENT = 300
"""Characters of somebody's words that one statement may well quote."""

MOST_OF_A_SOURCE = 600
"""Characters of one source that all statements together may well quote."""


@cache
def translations() -> Kept:
    """Fetches the translations of what was said word by word."""
    of_quotes = Translation.objects.filter(text_of=TranslatedText.QUOTE)
    return kept(Commentary, "translations", of_quotes)


def check(statement: Commentary) -> Iterator[Finding]:
    """What is odd about the quotation of a statement fetched with :func:`translations`."""
    translated = list(statement.translations.all())
    length = quoted(statement)
    if length > MOST_OF_A_STATEMENT:
        yield Finding(
            statement,
            "quotation-long",
            _(
                "it quotes %(length)d characters, more than %(most)d. Quote less and say the rest "
                "in our words, unless the right to quote so much is sure."
            )
            % {"length": length, "most": MOST_OF_A_STATEMENT},
            impossible=False,
        )
    if statement.quote and not statement.language:
        yield Finding(
            statement,
            "quotation-language-unknown",
            _("it quotes words in a language that is not said. Give its language."),
            impossible=False,
        )
    texts = [(statement.quote, statement.language), *((r.text, r.language) for r in translated)]
    for text, language in texts:
        if text and language and not languages.may_be_written(text, language):
            yield Finding(
                statement,
                "quotation-in-another-script",
                _(
                    "“%(text)s” is not in the letters of its language (%(language)s). Correct the "
                    "language; a translation is entered as such, with its translator."
                )
                % {"text": Truncator(text).chars(40), "language": language},
                impossible=False,
            )
    for row in translated:
        if not row.translator:
            yield Finding(
                statement,
                "quotation-translator-unknown",
                _(
                    "its words are translated (%(language)s), but not said by whom. Name the "
                    "translator: the source itself, us, or a machine."
                )
                % {"language": row.language},
                impossible=False,
            )


def quoted(statement: Commentary) -> int:
    """The characters of its words that are quoted: in one language, that which takes most."""
    texts = [statement.quote, *(row.text for row in statement.translations.all())]
    return max(map(len, texts))


def quoted_from(ids: Sequence[int]) -> dict[int, int]:
    """The characters that public statements quote from each of the sources ``ids``.

    Words known through another source were read in that one.
    """
    cited = Citation.objects.annotate(read=Coalesce("via", "source")).filter(
        read__in=ids, stance__in=BEARING_OUT, target_commentary__status=Status.PUBLISHED
    )
    pairs = set(cited.values_list("read", "target_commentary"))
    statements = Commentary.objects.filter(pk__in={pk for _source, pk in pairs})
    lengths = {row.pk: quoted(row) for row in statements.prefetch_related(translations())}
    found = dict.fromkeys(ids, 0)
    for source, statement in pairs:
        found[source] += lengths[statement]
    return found


def check_source(source: Source, length: int) -> Iterator[Finding]:
    """What is odd about ``length`` characters quoted from a source."""
    if length > MOST_OF_A_SOURCE:
        yield Finding(
            source,
            "source-quoted-at-length",
            _(
                "statements quote %(length)d characters of it, more than %(most)d. Quote less, "
                "unless the right to quote so much is sure."
            )
            % {"length": length, "most": MOST_OF_A_SOURCE},
            impossible=False,
        )
