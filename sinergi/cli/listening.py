"""Where the web server listens, proven before it starts: its own words for it are a trace."""

from __future__ import annotations

import socket

from sinergi.cli.problems import Problem


def free(host: str, port: int) -> str:
    """Return the IP address behind a name (the web server knows no names), where nobody listens.

    Raises Problem where it is none of this machine, or another program has it.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, *_, place = min(found, key=lambda one: one[0])  # 127.0.0.1 before ::1
        with socket.socket(family) as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind(place)
    except (OSError, UnicodeError) as e:
        why = e.strerror if isinstance(e, OSError) else "this is no name of a machine"
        raise Problem(
            f"{host}:{port} cannot be used ({why}). "
            "Stop the other program or choose another address with SINERGI_BIND."
        ) from e
    return str(place[0])
