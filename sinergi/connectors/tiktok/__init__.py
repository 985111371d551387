"""TikTok: videos and photo posts by the Content Posting API, figures by the Display API."""

from sinergi.connectors.tiktok.connector import TikTok

__all__ = ["TikTok"]
