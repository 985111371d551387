"""How much an upload may bring, before anything of it is looked into."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class Bounded(FileUploadHandler):
    """Stands before the handlers that store, so that nobody fills the disk.

    Of a file that is larger than the largest video, only a little more than that is passed on: the
    form then says in words that it is too large. A request that brings more than two such files, or
    more than a form holds from somebody who is not signed in, is refused whole.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  # so Django calls it
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > self._most():
            raise RequestDataTooBig("The request brings more files than are taken at once.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start - len(raw_data) <= settings.MOST_VIDEO_BYTES else None

    def file_complete(self, file_size: int) -> None:
        return None  # it is kept by the handlers behind

    def _most(self) -> int:
        user, token = getattr(self.request, "user", None), getattr(self.request, "auth", None)
        known = token is not None or (user is not None and user.is_authenticated)
        whole: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return 2 * settings.MOST_VIDEO_BYTES + 200_000_000 if known else whole
