from sinergi.publishing.alerts.tests.conftest import *  # noqa: F403  # the map, warnings, posts
