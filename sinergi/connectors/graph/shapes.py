"""Shapes of Meta's networks: what fills a screen, and what of it lies under buttons and words."""

from __future__ import annotations

#: 9:16, of stories and reels.
FULL = 9 / 16
#: 14 % above, 35 % below and 6 % at the sides of a reel; a story has less below (20 %).
#: https://www.facebook.com/business/ads-guide
COVERED = (0.14, 0.06, 0.35, 0.06)
