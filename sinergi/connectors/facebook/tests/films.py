"""Videos and reels of the stand-in: taken in pieces, worked on, published."""

from __future__ import annotations

from typing import Any

from sinergi.connectors.facebook.card import NEEDS
from sinergi.connectors.graph.tests.types import Violation
from sinergi.connectors.graph.tests.world import PAGE, Asked, Fails, Meta, Thing, stamp

#: Bytes of one piece; small, so that a small file has several.
PIECE = 16

COMPLETE = {"status": "complete"}


class Films(Meta):
    """``left`` of a video counts how often it is still being worked on when asked for."""

    scopes = NEEDS

    def __init__(self) -> None:
        super().__init__()
        self.page.edges["video_reels"] = []
        self.films: list[Thing] = []

    def films_out(self) -> list[str]:
        return [str(f.told.get("description", "")) for f in self.films if f.told["published"]]

    def stumble(self) -> None: ...

    def done(self) -> dict[str, bool]:
        return {"success": True}

    def route(self, asked: Asked) -> Any:
        if asked.host == "rupload.facebook.com":
            return self._stream(asked)
        return super().route(asked)

    def _film(self, size: int, reel: bool) -> Thing:
        film = self.add(
            "AdVideo",
            published=False,
            created_time=stamp(),
            views=77,
            taken=b"",
            size=size,
            reel=reel,
            left=3 if self.take("container slow") else 0,
            status={},
        )
        place = "reel" if reel else f"{PAGE}/videos"
        film.told["permalink_url"] = f"https://www.facebook.com/{place}/{film.id}"
        self.films.append(film)
        return film

    # -- a video in pieces -----------------------------------------------------------------------

    def post_page_videos(self, page: Thing, asked: Asked) -> Any:
        phase = asked.params["upload_phase"]
        if asked.host != "graph-video.facebook.com":
            raise Violation("videos are taken on by another host")
        if phase == "start":
            film = self._film(int(asked.params["file_size"]), reel=False)
            return {"video_id": film.id, "upload_session_id": f"9{film.id}", **self._place(film)}
        film = self.things[asked.params["upload_session_id"][1:]]
        if phase == "transfer":
            return self._piece(film, asked)
        if asked.params.get("published") != "false":
            raise Violation("a video would be seen before it is asked for")
        if len(film.told["taken"]) != film.told["size"]:
            raise Fails(6000, 1363030, "The video is not complete")
        film.told["description"] = asked.params.get("description", "")
        film.told["finished"] = True
        return {"success": True}

    def _place(self, film: Thing) -> dict[str, str]:
        start, size = len(film.told["taken"]), film.told["size"]
        return {"start_offset": str(start), "end_offset": str(min(start + PIECE, size))}

    def _piece(self, film: Thing, asked: Asked) -> Any:
        if int(asked.params["start_offset"]) != len(film.told["taken"]):
            raise Fails(6001, 1363037, "There was a problem with the start offset")
        film.told["taken"] += asked.files["video_file_chunk"]
        if self.take("chunk lost"):  # it was taken, and nobody is told
            raise Fails(1, 0, "An unknown error occurred", 500)
        return self._place(film)

    # -- a reel in one stream --------------------------------------------------------------------

    def post_page_video_reels(self, page: Thing, asked: Asked) -> Any:
        if asked.params["upload_phase"] == "start":
            film = self._film(0, reel=True)
            return {"video_id": film.id, "upload_url": f"https://rupload.facebook.com/{film.id}"}
        film = self.things[asked.params["video_id"]]
        if film.told["status"].get("uploading_phase", {}).get("status") != "complete":
            raise Fails(6000, 1363030, "The video is not complete")
        if film.told["published"]:
            raise Fails(6000, 1363130, "The reel was finished already")
        self.stumble()
        film.told |= {"published": True, "description": asked.params.get("description", "")}
        film.told["status"]["publishing_phase"] = COMPLETE | {"publish_status": "published"}
        self.page.edges["video_reels"].insert(0, film)
        return self.done()

    def _stream(self, asked: Asked) -> Any:
        self._bearer(asked)
        film = self.things[asked.path[-1]]
        film.told["size"] = int(asked.headers["file_size"])
        if int(asked.headers["offset"]) != len(film.told["taken"]):
            raise Fails(6000, 1363037, "The offset is not where the upload ended")
        lost = self.take("chunk lost")
        body = asked.body[: len(asked.body) // 2] if lost else asked.body
        film.told["taken"] += body
        if lost:
            raise Fails(1, 0, "An unknown error occurred", 500)
        return {"success": True}

    def _bearer(self, asked: Asked) -> None:
        if asked.headers.get("Authorization", "").split(" ")[0] != "OAuth":
            raise Violation("rupload asks for the word OAuth before the token")
        if asked.token not in self.tokens:
            raise Fails(190, 460, "Error validating access token")

    # -- both ------------------------------------------------------------------------------------

    def get_advideo(self, film: Thing, asked: Asked) -> Any:
        if "published" in asked.params["fields"] and self.take("container expired"):
            self.forget(film)
            self.films.remove(film)
            raise Fails(100, 33, "Unsupported get request. Object does not exist")
        film.told["status"] = self._status(film)
        return self.shown(film, asked.params["fields"])

    def _status(self, film: Thing) -> dict[str, Any]:
        told = film.told
        complete = bool(told["size"]) and len(told["taken"]) == told["size"]
        state = "uploading" if not complete else "upload_complete"
        if complete and (told.get("finished") or told["reel"]):
            told["left"] -= 1
            state = "processing" if told["left"] >= 0 else "ready"
        if told.get("broken"):
            state = "error"
        out = told["status"].get("publishing_phase", {"status": "not_started"})
        error = {"errors": [{"message": "The video codec is not supported"}]}
        return {
            "video_status": state,
            "uploading_phase": {
                "status": "complete" if complete else "in_progress",
                "bytes_transferred": len(told["taken"]),
            },
            "processing_phase": {"status": "not_started", **(error if told.get("broken") else {})},
            "publishing_phase": out,
        }

    def post_advideo(self, film: Thing, asked: Asked) -> Any:
        if "description" in asked.params:
            film.told["description"] = asked.params["description"]
            return {"success": True}
        if asked.params.get("published") != "true":
            raise Violation("only publishing and other words are asked of a video")
        self.stumble()
        if not film.told["published"]:
            film.told["published"] = True
            self.page.edges["video_reels"].insert(0, film)
        return self.done()

    def delete_advideo(self, film: Thing, asked: Asked) -> Any:
        self.forget(film)
        self.films.remove(film)
        return {"success": True}
