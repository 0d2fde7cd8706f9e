"""How gunicorn serves the site: ``gunicorn --config python:navdiplomacy.server``.

``PORT`` (8000) is served on this machine only; a public site stands behind a proxy that ends TLS.
Two processes of four threads: threads, so that one slow reader of an export does not hold up the
others, and so that a long stream is not taken for a hung worker.
"""

import os
from pathlib import Path
from typing import Any

from navdiplomacy.startup import load_settings

load_settings()

wsgi_app = "navdiplomacy.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
timeout = 60  # seconds without a sign of life from a worker, not the length of a request
graceful_timeout = 10
keepalive = 5
preload_app = True  # what cannot start says so once, before anything is served
# The heartbeat is a file; on a disk it can block a worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (not our data)
control_socket_disable = True
proc_name = "navdiplomacy"
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Tell the person who started it where to look."""
    print(f"Serving http://{bind} (editors: http://{bind}/admin/). Ctrl+C stops it.", flush=True)  # noqa: T201
