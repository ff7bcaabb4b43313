"""Chaperone's settings. Everything an operator may change comes from the environment.

With no environment at all this is the embedded installation: a file database, a mailbox in a
folder and keys of its own, all under `var/`.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

from config import brokers, databases, keys
from config.env import envbool, envint, envlist, envpath, envtext, private_folder

# --- Where things are -------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
CHAPERONE_VAR = private_folder(envpath("CHAPERONE_VAR", BASE_DIR / "var"))
DATABASE_URL = envtext("DATABASE_URL")
EMBEDDED = not DATABASE_URL

PORT = envint("PORT", 8000, 1, 65535)
PUBLIC_URL = envtext("PUBLIC_URL", f"http://localhost:{PORT}").rstrip("/")
"""Where people reach this installation; links in mails begin with it."""

SECURE = PUBLIC_URL.startswith("https://")

# --- Secrets ----------------------------------------------------------------------------------

_keys = keys.load(CHAPERONE_VAR / "keys.json", EMBEDDED)
SECRET_KEY = _keys.secret
FIELD_KEYS = _keys.fields
FINGERPRINT_KEY = _keys.fingerprint

# --- Django -----------------------------------------------------------------------------------

DEBUG = envbool("DEBUG", False)
ALLOWED_HOSTS = envlist(
    "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", urlsplit(PUBLIC_URL).hostname or ""]
)
CSRF_TRUSTED_ORIGINS = envlist("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "config.apps.HouseConfig",
    "accounts",
    "compliance",
    "channels",
    "consents",
    "content",
    "engagement",
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "guardian",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.addresses.NoSuchNumber",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.session.AbsoluteSession",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.house",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------

DATABASES = {"default": databases.database(DATABASE_URL, CHAPERONE_VAR)}

CACHE_URL = envtext("CACHE_URL")
CACHES = {
    "default": environ.Env.cache_url_config(CACHE_URL)
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# --- Signing in -------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"

ANONYMOUS_USER_NAME = None

SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # accounts/access.py asks guardian's tables itself
    "security.W021",  # whether a domain enters the browsers' preload list is its owner's decision
]

# --- Sessions, cookies, headers ---------------------------------------------------------------

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
# In the session, not in a cookie of its own: a refusal may name a patient's first name.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = SECURE

BEHIND_PROXY = envbool("BEHIND_PROXY", False)
"""True when a proxy that ends TLS sets X-Forwarded-Proto itself, whatever a visitor sent."""

if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SECURE and BEHIND_PROXY
SECURE_REDIRECT_EXEMPT = [r"^alive$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Files ------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = private_folder(CHAPERONE_VAR / "static")

# Private files are encrypted and leave through views that ask who may see them, so there is no
# MEDIA_URL to serve.
MEDIA_ROOT = private_folder(CHAPERONE_VAR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# An upload stays in memory: a temporary file would be an unencrypted copy of a patient's picture.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# More than a post takes, so that the page itself can say how many those are.
DATA_UPLOAD_MAX_NUMBER_FILES = 200

# --- Language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Mail -------------------------------------------------------------------------------------

EMAIL_URL = envtext("EMAIL_URL")
if EMAIL_URL:
    _mail = environ.Env.email_url_config(EMAIL_URL)
    EMAIL_BACKEND = str(_mail["EMAIL_BACKEND"])
    EMAIL_HOST = str(_mail.get("EMAIL_HOST") or "localhost")
    EMAIL_PORT = int(_mail.get("EMAIL_PORT") or 25)
    EMAIL_HOST_USER = str(_mail.get("EMAIL_HOST_USER") or "")
    EMAIL_HOST_PASSWORD = str(_mail.get("EMAIL_HOST_PASSWORD") or "")
    EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS"))
    EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL"))
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = private_folder(CHAPERONE_VAR / "mail")
DEFAULT_FROM_EMAIL = envtext("DEFAULT_FROM_EMAIL", "Chaperone <chaperone@localhost>")

# --- The text check: its second reader, and further engines (docs/deploying.md) -----------------

TEXT_MODEL = envbool("TEXT_MODEL", True)
PHI_ENGINES = envlist("PHI_ENGINES")
PHI_PRESIDIO_MODEL = envtext("PHI_PRESIDIO_MODEL")
PHI_PRESIDIO_SCORE = envint("PHI_PRESIDIO_SCORE", 50, 1, 100)
PHI_HTTP_URL = envtext("PHI_HTTP_URL")
PHI_HTTP_TOKEN = envtext("PHI_HTTP_TOKEN")
PHI_HTTP_PLAIN_HOSTS = envlist("PHI_HTTP_PLAIN_HOSTS")
PHI_HTTP_SECONDS = envint("PHI_HTTP_SECONDS", 10, 1, 60)

# --- Celery -----------------------------------------------------------------------------------

CELERY_BROKER_URL = envtext("CELERY_BROKER_URL", "filesystem://localhost")
CELERY_BROKER_TRANSPORT_OPTIONS = brokers.transport_options(CELERY_BROKER_URL, CHAPERONE_VAR)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TIMEZONE = "UTC"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_DEFAULT_QUEUE = "chaperone"
CELERY_TASK_ROUTES = {"compliance.tasks.*photo*": {"queue": "photos"}}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 8
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BEAT_SCHEDULER = "celery.beat:PersistentScheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(CHAPERONE_VAR / "beat-schedule")

# Nothing that a person plans is an entry here: entries only ring, the rows say what is due. A
# ring that nobody heard for a whole interval is worthless, because the next one has rung.
CELERY_BEAT_SCHEDULE = {
    task: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
    for task, seconds in {
        "content.tasks.dispatch_due": 5.0,
        "content.tasks.sweep": 30.0,
        "content.tasks.look_again": 30.0,
        "content.tasks.read_further": 15.0,
        "compliance.tasks.sweep_photo_checks": 15.0,
        "consents.tasks.send_due_mails": 15.0,
    }.items()
}

# --- Logs -------------------------------------------------------------------------------------

ADMINS: list[tuple[str, str]] = []
DEFAULT_EXCEPTION_REPORTER_FILTER = "config.logs.SilentReporterFilter"
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "config.logs.PlainFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
    },
    "filters": {"without_people": {"()": "config.logs.WithoutPeople"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["without_people"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would print request data and mail error reports.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
