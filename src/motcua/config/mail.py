"""The mail server, from one address to the settings of Django."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TIMEOUT = 20
"""Seconds after which a mail server that does not answer is given up."""


def mail_settings(url: str) -> dict[str, object]:
    """The settings of Django for an address of a mail server.

    Args:
        url: ``smtp://user:secret@host:587`` (STARTTLS), ``smtps://user:secret@host:465`` (TLS from the first byte),
            ``smtp+plain://host:25`` (no encryption, for a relay on the same machine), ``console:`` (printed to standard
            output), or "" (nothing is sent).

    Raises:
        ImproperlyConfigured: another address.
    """
    parts = urlsplit(url)
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    ports = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
    if parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured("MOTCUA_EMAIL_URL must look like smtp://user:secret@host:587")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT,
    }
