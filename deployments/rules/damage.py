"""Letters that were lost or encoded twice: what they look like, and what they probably were.

UTF-8 that was read as Windows-1252 or Latin-1 turns “ö” into “Ã¶” and “’” into “â€™”. Such pairs
and triples are undone where what comes out is a letter or sign that texts have; a capital before
a closing quotation mark (“IRMÃ”) or French “é »” have the same shape and are left alone.
"""

from __future__ import annotations

import html
import re

LOST = "\ufffd"
"""What stands where a letter could not be read."""


def _bytes_as_read() -> dict[str, int]:
    """The letter that each byte from 80 on becomes, and back: both readings of it."""
    found = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        try:
            found[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:  # 81, 8D, 8F, 90 and 9D are none of Windows'
            continue
    return found


_BYTE = _bytes_as_read()


def _class(first: int, last: int) -> str:
    """A class of a regular expression: what bytes from ``first`` to ``last`` may have become."""
    letters = (letter for letter, byte in _BYTE.items() if first <= byte <= last)
    return f"[{''.join(map(re.escape, letters))}]"


_TAIL = _class(0x80, 0xBF)
_TWO = f"{_class(0xC2, 0xDF)}{_TAIL}"
_THREE = f"{_class(0xE0, 0xEF)}{_TAIL}{{2}}"
_FOUR = f"{_class(0xF0, 0xF4)}{_TAIL}{{3}}"
_RUN = re.compile(f"(?:{_TWO}|{_THREE}|{_FOUR})+")
_PLAUSIBLE = re.compile(
    "[\u00a0-\u017f\u0218-\u021b\u02b9-\u02bf\u02c6-\u02dd\u0300-\u036f\u0370-\u052f\u0590-\u06ff"
    "\u0e00-\u0e7f\u1e00-\u1eff\u2010-\u203a\u20a0-\u20bf\u2116\u2122\ufeff\ufffd\U00010000-\U0010ffff]+"
)
_EAST_ASIAN = re.compile("[\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff9d]")
_CLOSING = re.compile("[A-ZÀ-Þ][\u2018\u2019\u201c\u201d\u2026\u2013\u2014\u00bb\u00a0\u203a]")
"""A capital and what may close a word after it; a sentence goes on with no letter."""

_C1 = re.compile("[\x80-\x9f]")
_STRAY = re.compile("(?<=[a-zß-öø-ÿ])[ÂÃÌ]")
"""The first half of a pair whose second half got lost: no name has such a capital within it."""

_ASKED = re.compile("(?<=[^\\W\\d_])[?¿\x1a]{1,3}(?=[^\\W\\d_])")
"""A question mark between two letters stands for a third."""

_ADDRESS = re.compile(r"\S*(?:/|://|www\.|=)\S*")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9A-Fa-f]{2,6}|[A-Za-z]{2,8});")


def repaired(text: str) -> str:
    """``text`` with what was encoded twice undone, once or twice; itself where nothing was."""
    for _round in range(2):
        undone = _RUN.sub(_undone, text)
        if undone == text:
            break
        text = undone
    return text


def _undone(match: re.Match[str]) -> str:
    run = match[0]
    try:
        letters = bytes(_BYTE[letter] for letter in run).decode()
    except UnicodeDecodeError:
        return run
    signs = [bool(_EAST_ASIAN.match(each)) for each in letters]
    if not all(sign or _PLAUSIBLE.match(each) for sign, each in zip(signs, letters, strict=True)):
        return run
    if sum(signs) == 1 and match.string[: match.start()][-1:].isalpha():
        return run  # “liberté »”
    if _CLOSING.fullmatch(run) and not match.string[match.end() : match.end() + 1].isalpha():
        return run
    return letters.replace("\ufeff", "")


def likely(text: str, *, is_address: bool = False) -> str | None:
    """What a damaged ``text`` probably was, “” where nobody can tell; None for a sound one.

    In an address a question mark and “&…;” mean something else.
    """
    said = repaired(text)
    if not is_address:
        said = _ENTITY.sub(lambda match: html.unescape(match[0]), said)
    beyond = LOST in said or _C1.search(said) or _STRAY.search(said)
    if not is_address:
        beyond = beyond or _ASKED.search(_ADDRESS.sub(" ", said))
    if beyond:
        return ""
    return said if said != text else None
