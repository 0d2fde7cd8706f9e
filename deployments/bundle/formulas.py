"""Cells that a spreadsheet takes for formulas, and runs: those that begin with a sign.

As in spreadsheets themselves, an apostrophe in front says that it is text. Reading takes one
away; a text that really begins so is therefore written with one more, guarded or not.
"""

from __future__ import annotations

import re

SIGNS = "=+@＝＋－＠-"
"""What a formula begins with; some spreadsheets read the wide forms too."""

_FORMULA = re.compile(rf"(?!-?\d+(\.\d+)?\Z)[{SIGNS}]")
_APOSTROPHE = re.compile(rf"'+[{SIGNS}]")


def written(text: str, *, guarded: bool) -> str:
    """A text as a cell gives it; with ``guarded`` no spreadsheet runs it. Numbers stay."""
    if _APOSTROPHE.match(text) or (guarded and _FORMULA.match(text)):
        return f"'{text}"
    return text


def read(cell: str) -> str:
    """The text that a cell gives, without the apostrophe that keeps it from being run."""
    return cell[1:] if _APOSTROPHE.match(cell) else cell
