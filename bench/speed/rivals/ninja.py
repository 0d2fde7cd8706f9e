"""django-ninja over the same tables."""

from __future__ import annotations

import os

from ..asking import Ask, of_wsgi


def load() -> Ask:
    """Served without anything that this project brings."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.speed.rivals.project.settings"
    os.environ["BENCH_FRONT"] = "ninja"
    from django.core.wsgi import get_wsgi_application

    return of_wsgi(get_wsgi_application())
