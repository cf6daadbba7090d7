"""The application that a web server runs: `granian --interface wsgi motcua.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - views and what they need are loaded now, not during the first request
