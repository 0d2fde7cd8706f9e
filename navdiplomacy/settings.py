"""Settings: one file, driven by the environment, safe by default.

Nothing has to be set for local use. For a public site set ``NAVDIPLOMACY_ENV=production``; it then
refuses to start until the secret key, the host names and the database are given.

======================  ===========================================================================
variable                meaning
======================  ===========================================================================
NAVDIPLOMACY_ENV        ``local`` (default) or ``production``
SECRET_KEY              signing key; made and kept in ``.secret-key`` when absent, local only
ALLOWED_HOSTS           host names served, separated by commas
DATABASE_URL            ``postgres://user:password@host/name`` or ``sqlite:////path/to/file``
NAVDIPLOMACY_DATA       directory of the SQLite file, local key and collected static files
                        (default: the checkout)
NAVDIPLOMACY_DEBUG      ``1`` shows Django's error pages; local only
NAVDIPLOMACY_SIDE       ``both`` (default), or ``public``: pages and API alone, by the public tables
                        alone, without log-in, sessions and forms that write
NAVDIPLOMACY_PROXY_TLS  ``1`` when a proxy ends TLS and always sets ``X-Forwarded-Proto``
NAVDIPLOMACY_LOG_LEVEL  ``DEBUG``, ``INFO`` (default), ``WARNING``, ``ERROR``
======================  ===========================================================================
"""

import os
import re
import secrets
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.checks.security.base import (
    SECRET_KEY_INSECURE_PREFIX,
    SECRET_KEY_MIN_LENGTH,
    SECRET_KEY_MIN_UNIQUE_CHARACTERS,
)
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from psycopg import IsolationLevel

BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name: str) -> bool:
    """Read a yes/no variable; anything but the listed words is refused, not guessed."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"", "0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0.")


def _words(name: str) -> list[str]:
    """Read a comma-separated variable."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def _choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """Read a variable that has a closed list of values."""
    value = os.environ.get(name, "").strip() or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to one of: {', '.join(allowed)}.")
    return value


def _kept_secret_key(path: Path) -> str:
    """Return the key in ``path``, making it on first use, readable by its owner only.

    Several processes may start at once: the key is written in full beside its place and linked
    into it, so that one of them wins and none reads half a key.
    """
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mode 0600
        try:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(50))
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first
        finally:
            Path(draft).unlink()
    return path.read_text().strip()


_HOST = re.compile(r"\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]", re.IGNORECASE)
_KEY_HINT = (
    "a long random text, kept secret; for example the output of "
    "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`"
)


def _weakness(key: str) -> str:
    """Why a key is too weak for a public site, by what Django's own check asks; or nothing."""
    if key.startswith(SECRET_KEY_INSECURE_PREFIX):
        return f"begins with “{SECRET_KEY_INSECURE_PREFIX}”"
    if len(key) < SECRET_KEY_MIN_LENGTH:
        return f"has {len(key)} characters, fewer than {SECRET_KEY_MIN_LENGTH}"
    if len(set(key)) < SECRET_KEY_MIN_UNIQUE_CHARACTERS:
        return f"has fewer than {SECRET_KEY_MIN_UNIQUE_CHARACTERS} different characters"
    return ""


PRODUCTION = _choice("NAVDIPLOMACY_ENV", ("local", "production"), "local") == "production"

PUBLIC_SIDE = _choice("NAVDIPLOMACY_SIDE", ("both", "public"), "both") == "public"
"""Whether this process serves what is public alone, and can read and write nothing else."""

if PRODUCTION:
    _missing = {
        "SECRET_KEY": _KEY_HINT,
        "ALLOWED_HOSTS": "the host names this site answers to, for example navdiplomacy.example",
        "DATABASE_URL": "the database, for example postgres://user:password@host/name",
    }
    _missing = {n: hint for n, hint in _missing.items() if not os.environ.get(n, "").strip(" ,")}
    if _missing:
        raise ImproperlyConfigured(
            "NAVDIPLOMACY_ENV=production needs these environment variables:\n"
            + "\n".join(f"  {name}: {hint}" for name, hint in _missing.items())
        )

DATA_DIR = Path(os.environ.get("NAVDIPLOMACY_DATA") or BASE_DIR).resolve()

# Security ---------------------------------------------------------------------------------------

try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    SECRET_KEY = os.environ.get("SECRET_KEY") or _kept_secret_key(DATA_DIR / ".secret-key")
except OSError as error:
    raise ImproperlyConfigured(
        f"The data directory cannot be used: {error}. Set NAVDIPLOMACY_DATA to a directory that "
        "can be written to."
    ) from error

if PRODUCTION and (weak := _weakness(SECRET_KEY)):
    raise ImproperlyConfigured(
        f"SECRET_KEY {weak}, and could be guessed. Sessions and password resets rest on it. Set it "
        f"to {_KEY_HINT}."
    )

DEBUG = _flag("NAVDIPLOMACY_DEBUG")
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured(
        "NAVDIPLOMACY_DEBUG shows source and settings to visitors. Unset it in production."
    )

ALLOWED_HOSTS = _words("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; * would accept forged ones.")
if _no_hosts := [host for host in ALLOWED_HOSTS if not _HOST.fullmatch(host)]:
    raise ImproperlyConfigured(
        f"ALLOWED_HOSTS names {', '.join(map(repr, _no_hosts))}. Give host names alone, without "
        "scheme, port and path; a leading dot means all below it: navdiplomacy.example"
    )

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

SILENCED_SYSTEM_CHECKS: list[str] = []
if PUBLIC_SIDE:
    SILENCED_SYSTEM_CHECKS.append("security.W003")  # nothing can be posted that could be forged

if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # Subdomains and browsers' preload lists bind the whole domain, which is its owner's choice.
    SILENCED_SYSTEM_CHECKS += ["security.W005", "security.W021"]
    if _flag("NAVDIPLOMACY_PROXY_TLS"):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Everything comes from this host, and nothing inline: no exception, also not in the admin.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# The admin is the only place to log in to, so it is where logging in leads.
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# A bundle is imported by command; what arrives over the web is small.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# An exercise with many participants and citations makes a long admin form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Application ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "deployments.apps.DeploymentsConfig",
    "navdiplomacy.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "navdiplomacy.apps.StaticFilesConfig",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "simple_history",
    "django_countries",
    "csp",
]
if PUBLIC_SIDE:
    for _desk in (
        "navdiplomacy.apps.AdminConfig",
        "django.contrib.sessions",
        "django.contrib.messages",
    ):
        INSTALLED_APPS.remove(_desk)
# Keeps migrations in one line; a development tool, absent from requirements.txt.
if not PRODUCTION and find_spec("django_linear_migrations"):
    INSTALLED_APPS.append("django_linear_migrations")

MIDDLEWARE = [
    "navdiplomacy.middleware.head_without_body",  # outermost: everything is answered by then
    "django.middleware.security.SecurityMiddleware",
    "navdiplomacy.middleware.one_policy",  # before WhiteNoise: static files carry it
    "navdiplomacy.middleware.readable_requests",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "navdiplomacy.compression.compressed_answers",
    "navdiplomacy.freshness.fresh_answers",  # before all that costs something
    "navdiplomacy.desk.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "navdiplomacy.desk.Users",
    "navdiplomacy.desk.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

if PUBLIC_SIDE:
    for _desk in (
        "navdiplomacy.desk.Sessions",
        "django.middleware.csrf.CsrfViewMiddleware",
        "navdiplomacy.desk.Users",
        "navdiplomacy.desk.Messages",
    ):
        MIDDLEWARE.remove(_desk)

ROOT_URLCONF = "navdiplomacy.urls"
WSGI_APPLICATION = "navdiplomacy.wsgi.application"
ASGI_APPLICATION = "navdiplomacy.asgi.application"

_CONTEXT = ["django.template.context_processors.request"]
if not PUBLIC_SIDE:
    _CONTEXT += [
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]
_TAGS = {} if PUBLIC_SIDE else {"desk": "deployments.admin.tags"}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT, "libraries": _TAGS},
    },
    {
        "NAME": "public",
        "BACKEND": "deployments.html.Templates",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {"environment": "deployments.html.Environment"},
    },
]

# Fields of forms are written by functions: as Django's templates write them, for less.
FORM_RENDERER = "navdiplomacy.form_rendering.FormRenderer"

# Database ---------------------------------------------------------------------------------------

# What may read the public tables alone: made by `manage.py grant_public_role`.
PUBLIC_ROLE = "navdiplomacy_public"

# One writes at a time; whoever waits longer than this is told so, and tries again.
WRITER_WAIT_SECONDS = 10


def _database(url: str) -> dict[str, Any]:
    """Turn a database address into Django's settings, tuned for its engine.

    Raises ImproperlyConfigured for an address that cannot be read or an engine not supported.
    """
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
    if not settings["NAME"] or (settings["NAME"] == ":memory:" and "memory" not in url):
        raise ImproperlyConfigured(
            "DATABASE_URL names no database. "
            "Use postgres://user:password@host/name or sqlite:////path/to/file."
        )
    # A connection is kept per thread: opening one costs more than a page's queries.
    settings["CONN_MAX_AGE"] = 60
    options = settings.setdefault("OPTIONS", {})
    match settings["ENGINE"]:
        case "django.db.backends.sqlite3":
            # IMMEDIATE takes the write lock when a transaction begins; a lock asked for half-way
            # fails at once with "database is locked", however long the timeout.
            options.update(
                transaction_mode="IMMEDIATE",
                timeout=WRITER_WAIT_SECONDS,
                init_command=(
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                ),
            )
            if PUBLIC_SIDE:  # there are no roles here: it may read all, and write nothing
                options["init_command"] += " PRAGMA query_only=ON;"
        case "django.db.backends.postgresql":
            settings["CONN_HEALTH_CHECKS"] = True
            # What is read after waiting for the one writer's lock is what the last one left.
            options["isolation_level"] = IsolationLevel.READ_COMMITTED
            if PUBLIC_SIDE:  # whoever it connects as, it goes on as the one who may read no more
                options["assume_role"] = PUBLIC_ROLE
                options["options"] = "-c default_transaction_read_only=on"
        case _:
            raise ImproperlyConfigured(
                "DATABASE_URL names an engine that is not supported. "
                "Use postgres://… or sqlite:////path/to/file."
            )
    return settings


DATABASES = {
    "default": _database(os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
}

# Words, countries and time ----------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["navdiplomacy.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Names that ISO 3166 gives in a form readers do not use, and codes it lacks.
COUNTRIES_OVERRIDE = {
    "TR": _("Türkiye"),
    "TW": _("Taiwan"),
    "XK": _("Kosovo"),
}

# Static files -----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing leads to the others

# API --------------------------------------------------------------------------------------------

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "deployments.api.operations.Operation",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    # The API is the same for everyone: it shows what is published and knows no users.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "deployments.api.problems.handler",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Naval diplomacy",
    "DESCRIPTION": (
        "Who sent which ship where, when, with whom, what was said about it, and how we know. "
        "Read-only, published records only. Lists are filtered by parameters (a parameter that is "
        "repeated matches any of its values, different parameters must all match) and paged by "
        "cursor. Unknown and malformed parameters are refused."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "deployments.api.schema.add_problems",
    ],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        name: f"deployments.choices.{name}"
        for name in (
            "Aspect",
            "Certainty",
            "Credibility",
            "EngagementKind",
            "EntryKind",
            "ExerciseDomain",
            "ExerciseKind",
            "HullType",
            "Medium",
            "Outcome",
            "PersonKind",
            "PortKind",
            "Position",
            "Purpose",
            "Reliability",
            "Role",
            "SourceKind",
            "Stance",
        )
    },
}

# Logs -------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": _choice("NAVDIPLOMACY_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
    },
    # Django's own handlers print to the console in debug mode only and mail the admins otherwise.
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
