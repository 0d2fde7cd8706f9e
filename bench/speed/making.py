"""``python -m bench.speed.making fill SIZES``, ``look`` and ``session``: fills a database.

``look`` tells how many records are public, ``session`` logs in the
account that the admin is opened with and tells its cookie; both as JSON.
"""

from __future__ import annotations

import json
import sys

import django

ACCOUNT = "bench"


def main() -> None:
    """Do what is asked for."""
    django.setup()
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
        get_user_model,
    )
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from deployments.public import PublicDocument

    from ..world import Sizes, fill
    from .databases import SEED

    if sys.argv[1] == "fill":
        call_command("migrate", verbosity=0, interactive=False)
        fill(Sizes(**json.loads(sys.argv[2])), seed=SEED)
        get_user_model().objects.create_superuser(ACCOUNT)
        return
    if sys.argv[1] == "session":
        account = get_user_model().objects.get(username=ACCOUNT)
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.save()
        print(json.dumps({"Cookie": f"sessionid={session.session_key}"}))
        return
    print(json.dumps({"public_records": PublicDocument.objects.count()}))


if __name__ == "__main__":
    main()
