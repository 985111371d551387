"""What is written to the log is for people who run Sinergi: in its words."""

from __future__ import annotations

import logging


class ForeignName(logging.Filter):
    """Say in a line, without a trace, that Sinergi was asked for by another name, and what to do
    where that is ours: whoever searches the net for holes asks by many.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        asked = str(record.msg).partition(" You may need")[0][:200]
        record.msg = f"{asked} If it is a name of ours: SINERGI_URL or SINERGI_HOSTS."
        record.exc_info = None
        return True
