"""What is done with the whole house: its tests, its checks, its words."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: Compiled once for all runs, also where Python is told to write nothing beside its sources.
COMPILED = {"PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
