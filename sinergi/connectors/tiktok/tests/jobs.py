"""What TikTok makes of what it is sent: jobs by their ``publish_id``, and posts out of them."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

UPLOADS = "open-upload.tiktokapis.com"
LEVELS = ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"]


@dataclass(slots=True)
class Jobs:
    """``armed`` names what goes wrong the next time it can."""

    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    armed: set[str] = field(default_factory=set)
    levels: list[str] = field(default_factory=lambda: list(LEVELS))

    def begin(self, body: dict[str, Any]) -> tuple[int, Any]:
        source, post = body["source_info"], body["post_info"]
        size, piece = source["video_size"], source["chunk_size"]
        assert source["total_chunk_count"] == max(1, size // piece), "pieces do not add up"
        assert piece >= 5_000_000 or piece == size, "a piece is too small"
        assert len(post["title"].encode("utf-16-le")) // 2 <= 2200, "the text is too long"
        if post["privacy_level"] not in self.levels:
            return error(400, "privacy_level_option_mismatch")
        publish_id = self._job(post["title"], post, size=size, piece=piece)
        upload = f"https://{UPLOADS}/video/?upload_id={publish_id[-4:]}&upload_token=T{publish_id}"
        return ok({"publish_id": publish_id, "upload_url": upload})

    def pull(self, body: dict[str, Any]) -> tuple[int, Any]:
        images, post = body["source_info"]["photo_images"], body["post_info"]
        used = {link for job in self.jobs.values() for link in job["links"]}
        assert not used & set(images), "an address is used twice"
        assert len(post.get("title", "")) <= 90
        publish_id = self._job(post["description"], post, links=images)
        self._out(self.jobs[publish_id])
        return ok({"publish_id": publish_id})

    def _job(self, text: str, post: dict[str, Any], **more: Any) -> str:
        kind = "p_pub_url" if more.get("links") else "v_pub_file"
        publish_id = f"{kind}~v2.{7_000_000_000_000 + len(self.jobs)}"
        public = post["privacy_level"] == "PUBLIC_TO_EVERYONE"
        job = {"text": text, "public": public, "size": 0, "piece": 0, "links": [], "got": b""}
        fresh = {"at": 0, "post": 0, "failed": "", "open": True, "slow": 0}
        self.jobs[publish_id] = {**job, **fresh, **more}
        return publish_id

    def _happens(self, trouble: str) -> bool:
        there = trouble in self.armed
        self.armed.discard(trouble)
        return there

    def rest(self) -> None:
        """Let time pass: what is slow is done."""
        for job in self.jobs.values():
            if job["slow"]:
                job["slow"], job["at"] = 0, int(time.time())

    def _out(self, job: dict[str, Any]) -> None:
        """Publish: whatever is sent again, one job becomes one post."""
        if self._happens("processing failed"):
            job["failed"] = "spam_risk_text"
        elif self._happens("container slow"):
            job["slow"] = 2
        elif not job["at"]:
            job["at"] = int(time.time())

    def piece(self, request: httpx.Request) -> httpx.Response:
        assert request.method == "PUT"
        assert "Authorization" not in request.headers, "the token goes to the API alone"
        assert request.headers["Content-Type"] in {"video/mp4", "video/quicktime", "video/webm"}
        job = self.jobs.get(request.url.params["upload_token"].removeprefix("T"))
        if job is not None and self._happens("container expired"):
            job["open"] = False
        if job is None or not job["open"]:
            return httpx.Response(403 if job else 404)
        return self._bytes(request, job)

    def _bytes(self, request: httpx.Request, job: dict[str, Any]) -> httpx.Response:
        found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", request.headers["Content-Range"])
        assert found, request.headers["Content-Range"]
        first, last, total = (int(number) for number in found.groups())
        assert total == job["size"]
        assert last - first + 1 == len(request.content)
        ends = last + 1 == total
        assert ends or len(request.content) == job["piece"], "a piece of another size"
        assert len(request.content) <= 128_000_000
        if self._happens("chunk lost"):
            raise httpx.ReadError("Connection reset by peer", request=request)
        if first != len(job["got"]):
            return httpx.Response(416)
        job["got"] += request.content
        if ends:
            self._out(job)
            if self._happens("published twice"):  # a proxy sends it once more
                return self._bytes(request, job)
        return httpx.Response(201 if ends else 206)

    def status(self, publish_id: str) -> tuple[int, Any]:
        job = self.jobs.get(publish_id)
        if job is None:
            return error(400, "invalid_publish_id")
        state = "PROCESSING_UPLOAD" if job["size"] else "PROCESSING_DOWNLOAD"
        if job["slow"]:
            job["slow"] -= 1
        elif job["at"]:
            state = "PUBLISH_COMPLETE"
        if job["failed"]:
            state = "FAILED"
        told: dict[str, Any] = {"status": state, "uploaded_bytes": len(job["got"])}
        told["publicaly_available_post_id"] = [job["post"]] if job["post"] else []
        return ok(told | ({"fail_reason": job["failed"]} if job["failed"] else {}))

    def videos(self) -> list[dict[str, Any]]:
        """Return public posts that were looked at, newest first."""
        return [
            {
                "id": str(job["post"]),
                "create_time": job["at"],
                "title": job["text"][:150],
                "video_description": job["text"][:150],
                "share_url": f"https://www.tiktok.com/@kec.cibinong/video/{job['post']}",
                "like_count": 4,
                "comment_count": 2,
                "share_count": 1,
                "view_count": 90,
            }
            for job in reversed(self.jobs.values())
            if job["post"] and job["public"]
        ]

    def list(self, body: dict[str, Any], fields: list[str]) -> dict[str, Any]:
        first, most = body.get("cursor", 0), body.get("max_count", 10)
        videos = self.videos()
        page = [only(fields, video) for video in videos[first : first + most]]
        return {"videos": page, "cursor": first + most, "has_more": len(videos) > first + most}


def only(fields: list[str], told: dict[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in fields if name in told}


def ok(data: dict[str, Any]) -> tuple[int, Any]:
    return 200, {"data": data, "error": {"code": "ok", "message": "", "log_id": "2026112412"}}


def error(status: int, code: str) -> tuple[int, Any]:
    told = {"code": code, "message": f"TikTok says {code}", "log_id": "2026112413"}
    return status, {"data": {}, "error": told}
