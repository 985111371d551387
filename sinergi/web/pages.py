"""Public pages, the menu of a phone, language, theme, and what makes it installable."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from sinergi.lib.addresses import address

YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "web/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "web/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "web/offline.html")


@login_required
@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    return render(request, "web/menu.html")


@login_required
@require_POST
def shortcuts(request: HttpRequest) -> HttpResponse:
    """Switch the single keys on or off in this browser (WCAG 2.1.4)."""
    response = redirect("settings:home")
    if request.POST.get("shortcuts") == "off":
        response.set_cookie(
            "shortcuts", "off", max_age=YEAR, samesite="Lax", secure=settings.HTTPS
        )  # fmt: skip
    else:
        response.delete_cookie("shortcuts", samesite="Lax")
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose this browser's language; a person's own choice stays in their profile."""
    response = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax",
            secure=settings.HTTPS,
        )  # fmt: skip
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    response = _back(request)
    chosen = request.POST.get("theme", "")
    if chosen in {"light", "dark", "system"}:
        response.set_cookie(
            "theme", "" if chosen == "system" else chosen, max_age=YEAR, samesite="Lax",
            secure=settings.HTTPS,
        )  # fmt: skip
    return response


@require_safe
@cache_control(max_age=3600, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to our icon, which programs look for at this address whatever a page says."""
    return redirect(staticfiles_storage.url("web/icon.svg"))


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    icon = {"src": staticfiles_storage.url("web/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {
        "name": "Sinergi",
        "short_name": "Sinergi",
        "start_url": "/kerja/",
        "scope": "/kerja/",
        "display": "standalone",
        "background_color": "#f3f5f7",
        "theme_color": "#0b5d66",
        "icons": [icon],
        # What a phone shares with the installed app begins a post.
        "share_target": {
            "action": address("content:take-shared"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [{"name": "images", "accept": ["image/*", "video/*"]}],
            },
        },
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
@cache_control(max_age=0)
def service_worker(request: HttpRequest) -> HttpResponse:
    with staticfiles_storage.open("web/sw.js") as file:
        return HttpResponse(file.read(), content_type="text/javascript")


def _back(request: HttpRequest) -> HttpResponse:
    asked = request.POST.get("next", "/")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return redirect(asked if ours else "/")
