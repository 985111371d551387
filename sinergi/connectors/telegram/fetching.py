"""Files that people send: named by an id, fetched with the bot's token, at most 20 MB by Telegram's
own limit. https://core.telegram.org/bots/api#getfile
"""

from __future__ import annotations

import mimetypes
import re

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Fetched
from sinergi.connectors.errors import Refused
from sinergi.connectors.telegram.answers import FILE
from sinergi.connectors.telegram.api import BASE, Api
from sinergi.lib.text import say

PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*")
PLAIN = "application/octet-stream"


def fetch(api: Api, attachment: str) -> Fetched:
    if not attachment.startswith(FILE):
        raise Refused(say("This is no file of Telegram."))
    told = api.get("getFile", file_id=attachment.removeprefix(FILE))
    with understanding(BASE):
        path = name_of(told, "file_path")
        if not PATH.fullmatch(path):
            raise ValueError("a path that leads elsewhere")
    return Fetched(mimetypes.guess_type(path)[0] or PLAIN, api.file(path))
