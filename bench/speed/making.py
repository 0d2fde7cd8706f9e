"""``python -m bench.speed.making fill SIZES``, and ``look``: fills the database that is named.

``look`` lets the planner look at it, makes the account that the admin is opened with, and tells
how many records are public, as JSON.
"""

from __future__ import annotations

import json
import sys

import django

ACCOUNT = "bench"


def main() -> None:
    """Do what is asked for."""
    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from deployments.public import PublicDocument

    from ..world import Sizes, analyze, fill
    from .databases import SEED

    if sys.argv[1] == "fill":
        call_command("migrate", verbosity=0, interactive=False)
        fill(Sizes(**json.loads(sys.argv[2])), seed=SEED)
        get_user_model().objects.create_superuser(ACCOUNT)
        return
    analyze()
    print(json.dumps({"public_records": PublicDocument.objects.count()}))


if __name__ == "__main__":
    main()
