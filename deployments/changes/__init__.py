"""Change sets: the only way in which curated rows change.

``opened`` holds the open change set and imports no model, so that models can ask for it; ``rows``
are the tables that keep it; ``receivers`` tie each history row to it; ``service`` opens, settles
and closes it.
"""
