"""Run the practice network alone: ``python -m sinergi.connectors.sandbox --port 8090``."""

from __future__ import annotations

import argparse
import socket
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from sinergi.connectors.sandbox.faults import Faults
from sinergi.connectors.sandbox.server import Application
from sinergi.connectors.sandbox.store import Store


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 256


class Handler(WSGIRequestHandler):
    def get_environ(self) -> dict[str, Any]:
        return {**super().get_environ(), "sandbox.cut": self._cut}

    def _cut(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the seam's name
        """Say nothing: a pretend network has nothing to log."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--file", type=Path, default=Path("sandbox.sqlite3"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", action="store_true", help="let POST /api/faults order faults")
    args = parser.parse_args()
    faults = Faults(allowed=args.faults)
    app = Application(Store(args.file, args.seed), faults, elsewhere=True)
    with make_server(args.host, args.port, app, Server, Handler) as server:
        print(f"Jaringan Latihan: http://{args.host}:{server.server_port}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
