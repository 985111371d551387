"""``python -m sinergi`` is ``sinergi``."""

from sinergi.cli import main

raise SystemExit(main())
