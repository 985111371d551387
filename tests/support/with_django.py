"""Run a module as a program once Django stands: ``python -m tests.support.with_django MODULE``."""

from __future__ import annotations

import runpy
import sys

import django

if __name__ == "__main__":
    django.setup()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
