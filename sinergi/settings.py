"""Django's settings, from the environment (docs/settings.md) and the keys of the installation."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from sinergi.lib import env, keys

try:
    ENV = env.read(os.environ)
except env.SettingError as problem:
    raise ImproperlyConfigured(str(problem)) from problem

HOME: Path = ENV["SINERGI_HOME"]
PACKAGE = Path(__file__).parent


def _keys() -> keys.Keys:
    given = (ENV["SINERGI_SECRET_KEY"], ENV["SINERGI_CREDENTIAL_KEYS"], ENV["SINERGI_AUDIT_KEY"])
    if all(given):
        return keys.Keys(*given)
    try:
        made = keys.load(HOME)
    except keys.KeyProblem as problem:
        raise ImproperlyConfigured(str(problem)) from problem
    return keys.Keys(given[0] or made.secret, given[1] or made.credentials, given[2] or made.audit)


KEYS = _keys()
SECRET_KEY = KEYS.secret
DEBUG = False

BIND: tuple[str, int] = ENV["SINERGI_BIND"]
SITE_URL: str = env.site_url(ENV)
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [
    env.site_host(ENV),
    *("localhost", "127.0.0.1", "[::1]"),
    *ENV["SINERGI_HOSTS"],
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "sinergi.web",
    "sinergi.insights",
    "sinergi.inbox",
    "sinergi.publishing",
    "sinergi.networks",
    "sinergi.understanding",
    "sinergi.knowledge",
    "sinergi.notices",
    "sinergi.units",
    "sinergi.people",
    "sinergi.audit",
    "sinergi.work",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "sinergi.web.security.SecurityMiddleware",
    "sinergi.networks.middleware.CallMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sinergi.web.packing.PackingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sinergi.people.middleware.LanguageMiddleware",
    "sinergi.audit.middleware.WhereMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sinergi.web.cleaning.PlainMiddleware",
    "sinergi.web.swapping.SwapMiddleware",
    "sinergi.web.errors.OnlyFormsMiddleware",
    "sinergi.notices.middleware.ReadingMiddleware",
    "sinergi.people.returning.ReturningMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "sinergi.urls"
WSGI_APPLICATION = "sinergi.web.wsgi.application"

CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "sinergi.web.context.shell",
]
ROOMS = (
    *("web", "insights", "inbox", "publishing", "networks", "understanding", "knowledge"),
    *("notices", "units", "people", "audit"),
)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in ROOMS],
        "OPTIONS": {
            "environment": "sinergi.web.jinja.environment",
            "context_processors": CONTEXT,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT},
    },
]

# --- Stores -------------------------------------------------------------------------------------


def _database() -> dict[str, Any]:
    url = ENV["DATABASE_URL"] or f"sqlite:///{HOME / 'sinergi.sqlite3'}"
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None))
    if found["ENGINE"].endswith("sqlite3"):
        found["ENGINE"] = "sinergi.lib.sqlite3"
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "PRAGMA cache_size=-4000; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10;",
        }
    else:
        found["ENGINE"] = "sinergi.lib.postgresql"
        found["CONN_HEALTH_CHECKS"] = True
        # What is asked again and again is planned once: planning costs more than answering.
        after = 3 if ENV["SINERGI_DATABASE_PREPARES"] else None
        prepared = {"server_side_binding": True, "prepare_threshold": after}
        found["OPTIONS"] = prepared | found.get("OPTIONS", {})
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": ENV["REDIS_URL"],
    }
    if ENV["REDIS_URL"]
    else {
        "BACKEND": "sinergi.lib.caching.DatabaseCache",
        "LOCATION": "cache",
        # Full, it drops what is still needed: who guesses passwords would only have to fill it.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [HOME / "built"]  # made by init
MEDIA_ROOT = HOME / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if ENV["SINERGI_S3_BUCKET"]:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": ENV["SINERGI_S3_BUCKET"],
            "endpoint_url": ENV["SINERGI_S3_ENDPOINT"] or None,
            "region_name": ENV["SINERGI_S3_REGION"] or None,
            "access_key": ENV["SINERGI_S3_ACCESS_KEY"] or None,
            "secret_key": ENV["SINERGI_S3_SECRET_KEY"] or None,
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# Whoever writes for a regency with its districts and villages has a few fields for each account.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
MOST_VIDEO_BYTES: int = ENV["SINERGI_MOST_VIDEO_MB"] * 1_000_000
FILE_UPLOAD_HANDLERS = [
    "sinergi.lib.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600

# --- Background work ----------------------------------------------------------------------------

TASKS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}
}
if ENV["SINERGI_JOBS"] == "redis":  # one setting moves them
    INSTALLED_APPS += ["django_tasks_rq", "django_rq"]
    TASKS["default"] = {"BACKEND": "django_tasks_rq.RQBackend", "QUEUES": ["default"]}
    RQ_QUEUES = {"default": {"URL": ENV["REDIS_URL"]}}
JOBS_IN_REDIS: bool = ENV["SINERGI_JOBS"] == "redis"
WEB_THREADS: int = ENV["SINERGI_WEB_THREADS"]
WORK_THREADS: int = ENV["SINERGI_WORK_THREADS"]
API_RATE: int = ENV["SINERGI_API_RATE"]

# --- Networks -----------------------------------------------------------------------------------

NETWORKS: tuple[str, ...] = ENV["SINERGI_NETWORKS"]
PRIVATE_HOSTS: tuple[str, ...] = ENV["SINERGI_PRIVATE_HOSTS"]
OUTGOING_PROXY: str = ENV["SINERGI_PROXY"]

# --- Drafts ---------------------------------------------------------------------------------------

DRAFTING_URL: str = ENV["SINERGI_DRAFTING_URL"]
DRAFTING_KEY: str = ENV["SINERGI_DRAFTING_KEY"]
DRAFTING_MODEL: str = ENV["SINERGI_DRAFTING_MODEL"]

# --- People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["sinergi.people.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}  # type: ignore[assignment]  # one has options
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/kerja/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "sinergi.people.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "sinergi.people.adapter.SocialAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/masuk/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_FORMS = {
    "login": "sinergi.people.doors.SignInForm",
    "change_password": "sinergi.people.doors.NewPasswordForm",
    "set_password": "sinergi.people.doors.FirstPasswordForm",
    "reset_password": "sinergi.people.doors.ForgottenForm",
    "reset_password_from_key": "sinergi.people.doors.SetAgainForm",
    "reauthenticate": "sinergi.people.doors.AgainForm",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers because somebody typed their address
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "sinergi.people.doors.AddPasskeyForm"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come with the invitation
MFA_TOTP_ISSUER = "Sinergi"
MFA_TOTP_TOLERANCE = 1  # phones whose clock is half a minute off
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # our policy lets no form end at another server
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": ENV["SINERGI_OIDC_NAME"],
                    "client_id": ENV["SINERGI_OIDC_CLIENT"],
                    "secret": ENV["SINERGI_OIDC_SECRET"],
                    "settings": {"server_url": ENV["SINERGI_OIDC_URL"]},
                }
            ],
        }
    }
    if ENV["SINERGI_OIDC_URL"]
    else {}
)

# --- Web ----------------------------------------------------------------------------------------

LANGUAGE_CODE = ENV["SINERGI_LANGUAGE"]
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
TIME_ZONE = ENV["SINERGI_TIME_ZONE"]
USE_TZ = True
USE_I18N = True

SESSION_ENGINE = "sinergi.people.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sinergi.web.errors.csrf_failure"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ENV["SINERGI_TRUST_PROXY"] else None
)
TRUST_PROXY: bool = ENV["SINERGI_TRUST_PROXY"]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
WHITENOISE_MAX_AGE = 3600

# --- Mail and log -------------------------------------------------------------------------------

_mail = urlsplit(ENV["SINERGI_EMAIL_URL"])
EMAIL_BACKEND = (
    "django.core.mail.backends.console.EmailBackend"
    if _mail.scheme == "console"
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 587)
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = _mail.scheme == "smtp"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV["SINERGI_EMAIL_FROM"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"name": {"()": "sinergi.lib.logs.ForeignName"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": ENV["SINERGI_LOG"].upper()},
    "loggers": {
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"filters": ["name"]},
    },
}
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]  # a new home has no folder of built files yet
