"""Mutants: small wrong changes to the code, each of which some test has to notice.

``python -m bench.mutants dates`` makes the mutants of a target of ``targets.toml`` and runs on each
the tests that reach it. A mutant that no test notices is a missing test, or changes nothing that
can be seen; the latter are kept, with the reason, in ``equivalent.toml``.

The usual tools (mutmut, cosmic-ray) start Python, Django and a database for each mutant, or copy
the tree. Here one process imports everything, makes the database and runs the tests once; each
mutant then is a fork of it in which the code of one function is replaced. The checkout is never
written to. What runs at import (constants, class attributes, decorators) is not mutated.
"""
