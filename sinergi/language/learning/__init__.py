"""Train heads: the shipped ones, and an office's own by the same functions.

Needs scikit-learn (and NumPy and SciPy, which it brings); nothing that reads a message does.
"""

from __future__ import annotations

import os
import platform

#: How a processor sums is chosen when NumPy and SciPy are loaded, by what it can do, and the last
#: bits differ. What every processor of a kind can do gives the same bytes on all of them, and takes
#: no longer: learning waits for memory.
ALIKE = {
    "x86_64": {
        "OPENBLAS_CORETYPE": "NEHALEM",
        "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
    }
}

os.environ.update(ALIKE.get(platform.machine(), {}))
