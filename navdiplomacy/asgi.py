"""ASGI entry point, for hosts that want one; `make run` serves WSGI, which is faster here."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "navdiplomacy.settings")

application = get_asgi_application()
