"""What people call each rule: the titles of their pages in ``docs/writing/``, as msgids."""

from __future__ import annotations

from collections.abc import Mapping

from sinergi.lib.text import say

#: By identifier, in the order of the rules.
NAMES: Mapping[str, str] = {
    "plain-sentence": say("hard sentences"),
    "plain-grade": say("a text that is hard to read"),
    "plain-wording": say("bureaucratic words"),
    "plain-long-words": say("many long words"),
    "plain-abbreviation": say("abbreviations nobody explained"),
    "plain-passive": say("chains of passive verbs"),
    "attention-first-line": say("the first line"),
    "attention-one-message": say("one message"),
    "attention-action": say("something to do"),
    "service-facts": say("what a service post must answer"),
    "alt-text": say("descriptions of images"),
    "hashtag-case": say("hashtags of several words"),
    "emoji-many": say("many emoji"),
    "emoji-as-words": say("emoji in place of words"),
    "fancy-letters": say("decorative letters"),
    "capitals": say("capitals"),
    "alt-poster": say("what a poster says"),
    "personal-nik": say("identity numbers (NIK)"),
    "personal-kk": say("numbers of family cards"),
    "personal-phone": say("telephone numbers"),
    "personal-email": say("e-mail addresses"),
    "personal-plate": say("number plates"),
    "personal-address": say("where somebody lives"),
    "personal-account": say("bank accounts"),
    "claim-source": say("figures without a source"),
    "claim-hate": say("hate, insult, accusation"),
    "claim-election": say("words of an election"),
    "claim-hoax": say("“Hoaks” without evidence"),
    "network-length": say("length"),
    "network-hashtags": say("many hashtags"),
    "network-links": say("links"),
    "network-mentions": say("mentions"),
}
