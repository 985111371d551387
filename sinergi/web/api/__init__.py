"""The programming interface: everything a person can do in the story, a script can do too."""

from sinergi.web.api import sharing

sharing.share()
