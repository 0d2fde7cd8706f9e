"""How gunicorn serves the site: ``gunicorn --config python:navdiplomacy.server``.

``PORT`` (8000) is served on this machine only; a public site stands behind a proxy that ends TLS.
Two processes of four threads: threads, so that one slow reader of an export does not hold up the
others, and so that a long stream is not taken for a hung worker.
"""

from pathlib import Path
from typing import Any

from navdiplomacy.startup import load_settings, whole_number

load_settings()

wsgi_app = "navdiplomacy.wsgi"
bind = f"127.0.0.1:{whole_number('PORT', default=8000, most=65535)}"
worker_class = "navdiplomacy.worker.Worker"  # gthread, with our words for what is too long
workers = whole_number("WEB_CONCURRENCY", default=2, most=64)
threads = 4
limit_request_line = 8190  # the most gunicorn reads; the site itself refuses a little before
timeout = 60  # seconds without a sign of life from a worker, not the length of a request
graceful_timeout = 10
keepalive = 5
preload_app = True  # what cannot start says so once, before anything is served
# The heartbeat is a file; on a disk it can block a worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (not our data)
control_socket_disable = True
proc_name = "navdiplomacy"
loglevel = "warning"


def on_starting(server: Any) -> None:
    """Make before the workers are forked what each would else make on its first request."""
    from navdiplomacy.startup import require_public_role
    from navdiplomacy.warming import warm
    from navdiplomacy.wsgi import application

    require_public_role()
    warm(application)


def when_ready(server: Any) -> None:
    """Tell the person who started it where to look."""
    from django.conf import settings

    desk = "" if settings.PUBLIC_SIDE else f" (editors: http://{bind}/admin/)"
    print(f"Serving http://{bind}{desk}. Ctrl+C stops it.", flush=True)  # noqa: T201
