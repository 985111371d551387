"""Make Django ready for a command."""

from __future__ import annotations

import base64
import os
import secrets

import django as django_package
from django.core.exceptions import ImproperlyConfigured

from sinergi.cli.problems import Problem


def django() -> None:
    """Set Django up. Raises Problem with the sentence of a wrong setting or a missing key."""
    try:
        django_package.setup()
    except ImproperlyConfigured as e:
        raise Problem(str(e)) from e


def for_help() -> None:
    """Set Django up as far as help needs it: without this machine's settings, home and keys."""
    for name in [n for n in os.environ if n.startswith("SINERGI_")]:
        del os.environ[name]
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    os.environ["SINERGI_SECRET_KEY"] = secrets.token_urlsafe(48)
    os.environ["SINERGI_AUDIT_KEY"] = secrets.token_urlsafe(48)
    os.environ["SINERGI_CREDENTIAL_KEYS"] = base64.urlsafe_b64encode(secrets.token_bytes()).decode()
    django()
