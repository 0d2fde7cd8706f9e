"""Django's command, which reads the messages of public templates too."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import jinja2
from django.core.management.commands import makemessages
from jinja2.ext import extract_from_ast

PUBLIC = "templates/public/"
FUNCTIONS = ("_", "ngettext")


def as_python(template: str) -> str:
    """The messages of a template as calls in Python, each in its line, for xgettext to read."""
    calls: dict[int, list[str]] = defaultdict(list)
    tree = jinja2.Environment(autoescape=True).parse(template)
    for line, function, given in extract_from_ast(tree, FUNCTIONS):
        all_given = (given,) if isinstance(given, str) else given or ()
        texts = [text for text in all_given if text is not None]
        # A message in two forms is told from others by the number that goes with it.
        arguments = [*map(repr, texts), *(["0"] if function == "ngettext" else [])]
        calls[line].append(f"{function}({', '.join(arguments)})")
    return "\n".join("; ".join(calls[line]) for line in range(1, max(calls, default=0) + 1)) + "\n"


class BuildFile(makemessages.BuildFile):
    """A file of which messages are read: of a template of Jinja not as if it were Django's."""

    def preprocess(self) -> None:
        if self.domain != "django" or PUBLIC not in Path(self.path).as_posix():
            super().preprocess()
            return
        found = as_python(Path(self.path).read_text(encoding="utf-8"))
        Path(self.work_path).write_text(found, encoding="utf-8")


class Command(makemessages.Command):
    """Finds what is to be translated, in Python and in both kinds of templates."""

    build_file_class = BuildFile
