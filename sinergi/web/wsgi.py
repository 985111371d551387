"""What the web server serves."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinergi.settings")
application = get_wsgi_application()
# What is loaded now stays for good: no request shall spend its time on looking through it again.
gc.collect()
gc.freeze()
