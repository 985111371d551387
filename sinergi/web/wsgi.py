"""What the web server serves."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from sinergi.lib import collecting
from sinergi.web.decoding import decoded
from sinergi.web.draining import drained
from sinergi.web.slow_clients import in_turn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinergi.settings")
application = in_turn(drained(decoded(get_wsgi_application())), settings.WEB_THREADS)
collecting.seldom()
