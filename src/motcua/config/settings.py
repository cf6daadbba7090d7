"""Settings. Every value that a centre may change comes from an environment variable named here."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from motcua.config.embedded import django_database, embedded_url
from motcua.config.mail import mail_settings

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("MOTCUA_HOME", Path.cwd() / "var")).resolve()
"""Folder of everything that is kept on disk: the embedded database, uploaded papers, the generated secret key."""


def _secret_key() -> str:
    """A key of its own for each installation, made on first use."""
    path = HOME / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


def _clock_offset() -> timedelta:
    if start := os.environ.get("MOTCUA_CLOCK_START"):
        return datetime.fromisoformat(f"{start}+07:00") - datetime.now(UTC)
    return timedelta(seconds=float(os.environ.get("MOTCUA_CLOCK_OFFSET", "0")))


DEMO = os.environ.get("MOTCUA_DEMO") == "1"
DEBUG = os.environ.get("MOTCUA_DEBUG") == "1"
SECRET_KEY = os.environ.get("MOTCUA_SECRET_KEY") or _secret_key()
ALLOWED_HOSTS = os.environ.get("MOTCUA_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("MOTCUA_ORIGINS", "").split(",") if origin]

DATABASE_URL = os.environ.get("DATABASE_URL") or embedded_url(HOME / "postgres")
DATABASES = {"default": django_database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django_htmx",
    "procrastinate.contrib.django",
    "motcua.accounts",
    "motcua.agencies",
    "motcua.catalogue",
    "motcua.papers",
    "motcua.dossiers",
    "motcua.feedback",
    "motcua.notices",
    "motcua.reports",
    "motcua.faces.common",
    "motcua.faces.portal",
    "motcua.faces.desk",
    "motcua.faces.board",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "motcua.faces.common.middleware.ContentSecurityPolicy",
    "motcua.faces.common.middleware.ActorMiddleware",
    "motcua.faces.common.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.faces.common.context.centre",
            ],
            "builtins": ["motcua.faces.common.templatetags.vn"],
        },
    }
]

AUTH_USER_MODEL = "accounts.Staff"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},  # TCVN 14423:2026 level 3: at least 14 without a second factor
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/dang-nhap"
LOGIN_REDIRECT_URL = "/ban-lam-viec/"
LOGOUT_REDIRECT_URL = "/dang-nhap"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = False  # addresses and values need plain numbers; templates write |number

STATIC_URL = "/static/"
STATICFILES_DIRS = [path for path in [PACKAGE / "static"] if path.exists()]
STATIC_ROOT = None  # nothing is collected: the build is served from the package
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60 if DEBUG else 86400
WHITENOISE_IMMUTABLE_FILE_TEST = r"/static/build/.+-[0-9a-f]{10}\.\w+$"
WHITENOISE_ALLOW_ALL_ORIGINS = False

PAPERS_FOLDER = HOME / "papers"
PAPERS_MAX_BYTES = int(os.environ.get("MOTCUA_PAPERS_MAX_MB", "20")) * 1024 * 1024
"""Largest scan that is taken in, in bytes."""
PRINT_FONTS = tuple(filter(None, os.environ.get("MOTCUA_PRINT_FONTS", "").split(",")))
PRINT_FONT_FOLDERS = tuple(filter(None, os.environ.get("MOTCUA_PRINT_FONT_FOLDERS", "").split(",")))
"""Families of fonts that printed forms try before the built-in one, and the folders where they lie."""
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 8 * 24 * 3600}
"""A worker that starts catches up on the latest missed tick of each job, even after an outage of a week."""
NEAR_DUE_DAYS = int(os.environ.get("MOTCUA_NEAR_DUE_DAYS", "1"))
NEAR_DUE_HOURS = int(os.environ.get("MOTCUA_NEAR_DUE_HOURS", "4"))
"""Working days and working hours before a due date at which those who hold the dossier are warned."""
INDEX_766 = os.environ.get("MOTCUA_INDEX_SCHEME", "")
"""The province's own table of points of the 766 index; "" for the shipped one."""
SCORING_2018 = os.environ.get("MOTCUA_AGENCY_SCORING", "")
"""Whether agencies are scored under TT 01/2018/TT-VPCP: "" no, "1" with the shipped grades, else the file of grades."""

EMAIL_URL = os.environ.get("MOTCUA_EMAIL_URL", "")
"""The mail server; "" where none is: then nothing is sent, and the screens say so."""
DEFAULT_FROM_EMAIL = os.environ.get("MOTCUA_EMAIL_FROM", "motcua@localhost")
locals().update(mail_settings(EMAIL_URL))

REPORTS_ENGINE = os.environ.get("MOTCUA_REPORTS_ENGINE", "postgresql")
"""Where the tables of reports are counted: `postgresql` (live), `duckdb` or `spark` (over exported facts)."""
FACTS_PLACE = os.environ.get("MOTCUA_FACTS", str(HOME / "facts"))
"""Folder, or `s3://bucket/prefix`, that facts are exported to and counted from."""
FACTS_CACHE = Path(os.environ.get("MOTCUA_FACTS_CACHE", str(HOME / "facts-cache")))
"""Folder where facts fetched from S3 are kept."""
DUCKDB_MEMORY = os.environ.get("MOTCUA_DUCKDB_MEMORY", "700MB")
"""Memory that DuckDB may take for a report; beyond it, it works on disk."""
SPARK_MASTER = os.environ.get("MOTCUA_SPARK_MASTER", "local[*]")
"""The Spark that counts when `MOTCUA_REPORTS_ENGINE` is `spark`: in this process unless a cluster is named."""

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("MOTCUA_HTTPS") == "1"
if SESSION_COOKIE_SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # the proxy in front ends HTTPS and says so
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CENTRE_NAME = os.environ.get("MOTCUA_CENTRE", "Trung tâm Phục vụ hành chính công tỉnh Sóc Trăng")
CENTRE_PROVINCE = os.environ.get("MOTCUA_PROVINCE", "Sóc Trăng")
CENTRE_HOTLINE = os.environ.get("MOTCUA_HOTLINE", "")
NARRATIVE_FILE = os.environ.get("MOTCUA_NARRATIVE", "")
"""YAML file of the centre's own letterhead, grounds and thresholds of the narrative report."""
CLOCK_OFFSET = _clock_offset()
"""Demonstration only: how far the clock of the system is from the real one.

`MOTCUA_CLOCK_OFFSET` in seconds, as `motcua demo` gives it to all its processes; or `MOTCUA_CLOCK_START`, the local
moment (such as `2019-12-16T08:00`) at which the clock of a single process starts.
"""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
"""Everything worth a look goes to standard error, where systemd or a container keeps it."""
