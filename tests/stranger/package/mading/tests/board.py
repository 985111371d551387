"""A notice board to try things on: a little server on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "kunci-balai-desa"
Notice = dict[str, Any]


@dataclass
class Board:
    url: str = ""
    notices: list[Notice] = field(default_factory=list)
    remarks: list[Notice] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def pin(self, asked: Notice) -> Notice:
        """Pin a notice, once for each reference."""
        with self.lock:
            for notice in self.notices:
                if notice["reference"] == asked["reference"]:
                    return notice
            self.notices.append({**asked, "id": self._number()})
            return self.notices[-1]

    def remark(self, under: str, text: str, by: str = "warga.melati") -> str:
        """Let somebody write under a notice; return the words."""
        at = datetime.now(UTC).isoformat()
        with self.lock:
            remark = {"id": self._number(), "under": under, "text": text, "by": by, "at": at}
            self.remarks.append(remark)
        return text

    def _number(self) -> int:
        return len(self.notices) + len(self.remarks) + 1

    def look(self, path: str, query: dict[str, list[str]]) -> Any:
        after = int(query.get("after", ["0"])[0])
        return {
            "/me": {"name": "desa.cibinong", "title": "Balai Desa Cibinong"},
            "/notices": self.notices,
            "/remarks": [remark for remark in self.remarks if remark["id"] > after],
        }.get(path)


class Handler(BaseHTTPRequestHandler):
    board: Board

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        self._answer(self.board.look(asked.path, parse_qs(asked.query)))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self._welcome():
            self._answer(self.board.pin(json.loads(body)))
        else:
            self._answer(None)

    def _welcome(self) -> bool:
        return self.headers.get("Authorization") == f"Bearer {TOKEN}"

    def _answer(self, told: Any) -> None:
        welcome = self._welcome()
        body = json.dumps(told if welcome else {"error": "Who are you?"}).encode()
        self.send_response((200 if told is not None else 404) if welcome else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Board]:
    """Serve an empty board while the block runs."""
    board = Board()
    handler = type("BoardHandler", (Handler,), {"board": board})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        board.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield board
        finally:
            server.shutdown()
