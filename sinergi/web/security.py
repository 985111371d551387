"""What every answer says to the browser about what it may do."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from sinergi.web import style

YEAR = 365 * 24 * 3600

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def policy(*, inline_style: str = "") -> str:
    """Return the Content-Security-Policy: only our own files, nothing inline but what is hashed."""
    styles = f"'self' {inline_style}".strip()
    return (
        "default-src 'none'; script-src 'self'; "
        f"style-src {styles}; img-src 'self' data: blob:; media-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


class SecurityMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        inlined = getattr(request, "style_inlined", False)
        found = style.style() if inlined else None
        response.headers.setdefault(
            "Content-Security-Policy", policy(inline_style=found.source if found else "")
        )
        if "Cookie" in response.headers.get("Vary", ""):  # as it is for this browser
            response.headers.setdefault("Cache-Control", "private")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.HTTPS:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}")
        if found:
            response.set_cookie(
                style.COOKIE, found.mark, max_age=YEAR, samesite="Lax", httponly=True,
                secure=settings.HTTPS,
            )  # fmt: skip
        return response
