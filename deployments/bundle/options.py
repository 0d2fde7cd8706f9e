"""What an import is allowed to do."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Options:
    """``publish`` publishes what the bundle names and lets it change what is public.

    ``blank_clears``: an empty cell empties the field. ``replace_children``: rows that a record of
    the bundle owns and the bundle does not have are removed. ``dry_run``: nothing is kept.
    """

    publish: bool = False
    blank_clears: bool = False
    replace_children: bool = False
    dry_run: bool = False
