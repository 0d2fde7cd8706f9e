#!/usr/bin/env python3
"""Say what is missing on this machine before anything slow begins.

``preflight.py`` checks that this Python can make the virtual environment; ``preflight.py PORT``
checks that the port can be served. It runs before anything is installed and under whatever
``python3`` is there, so it keeps to the standard library and to syntax that old versions read.
"""

import errno
import socket
import sys

OLDEST = (3, 11)


def python_problem():
    """Return why this Python cannot be used, or None."""
    if sys.version_info < OLDEST:
        oldest, found = (f"{major}.{minor}" for major, minor in (OLDEST, sys.version_info[:2]))
        return (
            f"Python {oldest} or newer is needed; {sys.executable} is {found}.\n"
            "Name a newer one: make setup PYTHON=python3.12"
        )
    try:
        import ensurepip  # noqa: F401 (Debian keeps it in a package of its own)
        import venv  # noqa: F401
    except ImportError:
        return (
            "This Python cannot make virtual environments. On Debian or Ubuntu:\n"
            "  sudo apt-get install python3-venv"
        )
    return None


def port_problem(text):
    """Return why 127.0.0.1:``text`` cannot be served, or None."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        return f"PORT={text} is not a port. Use a number from 1 to 65535: make run PORT=8080"
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # As the server does: a port that was closed a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(text)))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = "is taken, perhaps by another `make run`. Stop that one, or serve elsewhere"
        elif error.errno == errno.EACCES:
            reason = "is reserved by the system. Serve elsewhere"
        else:
            reason = f"cannot be used ({error.strerror}). Serve elsewhere"
        other = 8081 if text == "8080" else 8080
        return f"Port {text} {reason}: make run PORT={other}"
    finally:
        probe.close()
    return None


if __name__ == "__main__":
    problem = port_problem(sys.argv[1]) if len(sys.argv) > 1 else python_problem()
    if problem:
        sys.exit(problem)
