"""The root of /api/v1/."""

from __future__ import annotations

from ninja import NinjaAPI

api = NinjaAPI(title="Sinergi", version="1", urls_namespace="api")
