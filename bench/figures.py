"""A measured figure and the limit it was promised to keep."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """``limit`` is the most it may be, or with ``least`` the least; without one: for comparison."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    least: bool = False

    @property
    def kept(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.least else self.value <= self.limit


def tell(*figures: Figure) -> None:
    """Print figures for the program that collects them."""
    for figure in figures:
        print(json.dumps(asdict(figure)), flush=True)


def read(line: str) -> Figure | None:
    try:
        return Figure(**json.loads(line))
    except (ValueError, TypeError):
        print(line, file=sys.stderr)
        return None


def memory() -> float:
    """Return the most memory this process has held until now, in megabytes.

    ``ru_maxrss`` may still be that of the process this one was started by.
    """
    told = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(line for line in told.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024


def middle(times: list[float]) -> float:
    return median(times)


def percentile(times: list[float], percent: int) -> float:
    return quantiles(times, n=100, method="inclusive")[percent - 1]
