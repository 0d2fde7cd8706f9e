"""Small helps that have no better place."""

import socket


def free_port() -> int:
    """Return a port of this machine that nothing serves now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
