"""How passwords are kept. All other tests hash with less effort."""

from __future__ import annotations

from django.utils.module_loading import import_string

from sinergi import settings


def test_a_password_is_kept_by_argon2_with_all_its_effort() -> None:
    first = import_string(settings.PASSWORD_HASHERS[0])()
    kept = first.encode("kata-sandi-uji", first.salt())
    assert kept.startswith("argon2$argon2id$")
    assert "m=102400,t=2,p=8" in kept
    assert first.verify("kata-sandi-uji", kept)
    assert not first.verify("kata-sandi-lain", kept)
