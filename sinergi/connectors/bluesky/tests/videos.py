"""The network's video service: takes a file with a lent token, works a while, stores it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sinergi.connectors.bluesky.tests.asked import Asked, Told

Value = dict[str, Any]


@dataclass(slots=True)
class Videos:
    """``slow``: so often a job says that it is still worked on; ``failed``: why none succeeds."""

    slow: int = 0
    failed: str = ""
    absent: bool = False
    lent: set[str] = field(default_factory=set)
    jobs: dict[str, Value] = field(default_factory=dict)

    def lend(self, right: str) -> str:
        assert right == "com.atproto.repo.uploadBlob"
        token = f"lent-{secrets.token_hex(12)}"
        self.lent.add(token)
        return token

    def answer(self, asked: Asked, store: Callable[[Asked], Value]) -> Value:
        if self.absent:
            raise Told(401, "AuthMissing", "Unknown server")
        if asked.method == "app.bsky.video.getJobStatus":
            return {"jobStatus": self._state(asked.params["jobId"])}
        assert asked.request.headers["Content-Type"] == "video/mp4"
        if asked.authorization[1] not in self.lent:
            raise Told(401, "AuthMissing", "Unknown token")
        job = f"job{len(self.jobs)}"
        self.jobs[job] = {"blob": store(asked), "did": asked.params["did"], "left": self.slow}
        return {"jobId": job, "did": asked.params["did"], "state": "JOB_STATE_CREATED"}

    def _state(self, number: str) -> Value:
        job = self.jobs[number]
        told = {"jobId": number, "did": job["did"]}
        if self.failed:
            return {**told, "state": "JOB_STATE_FAILED", "message": self.failed}
        if job["left"]:
            job["left"] -= 1
            return {**told, "state": "JOB_STATE_ENCODING", "progress": 50}
        return {**told, "state": "JOB_STATE_COMPLETED", "blob": job["blob"]}
