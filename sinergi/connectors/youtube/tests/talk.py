"""Comments on YouTube: threads with their newest answers, pages, moderation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sinergi.connectors.youtube.tests.channel import ME, Channel
from sinergi.connectors.youtube.tests.trouble import Reply, listing, refusal


@dataclass(slots=True)
class Talk:
    channel: Channel

    def answer(self, method: str, told: dict[str, Any], query: dict[str, str]) -> Reply:
        match method:
            case "commentThreads.list":
                threads = self.channel.threads(query.get("videoId", ""))
                if "replies" not in query["part"]:
                    threads = [{n: v for n, v in t.items() if n != "replies"} for t in threads]
                return self._page("commentThread", threads, query)
            case "comments.list":
                found = [one.told() for one in self.channel.below(query["parentId"])]
                return self._page("comment", found, query)
            case "commentThreads.insert" if told["snippet"]["videoId"] in self.channel.films:
                words = told["snippet"]["topLevelComment"]["snippet"]["textOriginal"]
                said = self.channel.speak(told["snippet"]["videoId"], ME, words)
                return 200, self.channel.thread(said)
            case "comments.insert" if told["snippet"]["parentId"] in self.channel.said:
                above = self.channel.said[told["snippet"]["parentId"]]
                assert not above.above
                words = told["snippet"]["textOriginal"]
                return 200, self.channel.speak(above.video, ME, words, above.id).told()
            case "comments.setModerationStatus" if query["id"] in self.channel.said:
                self.channel.said[query["id"]].state = query["moderationStatus"]
                return 204, None
        return refusal(404, "notFound", "It cannot be found.")

    def _page(self, kind: str, found: list[dict[str, Any]], query: dict[str, str]) -> Reply:
        first, most = int(query.get("pageToken", "0")), int(query["maxResults"])
        told = listing(kind, found[first : first + most])
        if first + most < len(found):
            told["nextPageToken"] = str(first + most)
        return 200, told
