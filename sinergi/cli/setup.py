"""Make Django ready for a command."""

from __future__ import annotations

import django as django_package
from django.core.exceptions import ImproperlyConfigured

from sinergi.cli.problems import Problem


def django() -> None:
    """Set Django up. Raises Problem with the sentence of a wrong setting or a missing key."""
    try:
        django_package.setup()
    except ImproperlyConfigured as e:
        raise Problem(str(e)) from e
