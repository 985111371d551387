"""The same cast and stage as beside the code."""

from __future__ import annotations

from sinergi.conftest import (
    _cast_of_a_file,
    _fresh_caches,
    _quick_passwords,
    ayu,
    ayu_account,
    budi,
    citra,
    citra_account,
    django_db_keepdb,
    django_db_modify_db_settings,
    django_db_setup,
    pages,
    pytest_fixture_setup,
    tree,
)

__all__ = [
    "_cast_of_a_file",
    "_fresh_caches",
    "_quick_passwords",
    "ayu",
    "ayu_account",
    "budi",
    "citra",
    "citra_account",
    "django_db_keepdb",
    "django_db_modify_db_settings",
    "django_db_setup",
    "pages",
    "pytest_fixture_setup",
    "tree",
]
