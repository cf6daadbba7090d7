"""Pages as a server makes them: median milliseconds and number of queries, on the whole demonstration."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from bench import database

ROUNDS = 30


def run() -> None:
    """Print a line for each page; the first request of each, which fills caches, is not counted."""
    database.with_the_demonstration()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from motcua.accounts.models import Staff

    print(f"{'page':<44}{'who':<14}{'ms':>8}{'queries':>9}{'kB':>7}")
    for name, path, username in _pages():
        client = Client()
        if username:
            client.force_login(Staff.objects.get(username=username))
        client.get(path)
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            response = client.get(path)
            times.append((time.perf_counter() - start) * 1000)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        size = len(response.content) / 1000
        print(f"{name:<44}{username or '–':<14}{median(times):>8.1f}{len(queries):>9}{size:>7.0f}")


def _pages() -> Iterator[tuple[str, str, str]]:
    from motcua.accounts.models import Staff
    from motcua.dossiers.models import Dossier

    demo = {account.demo_label.split(" – ")[0]: account.username for account in Staff.objects.filter(is_demo=True)}
    reception, officer = demo["Cán bộ tiếp nhận"], demo["Chuyên viên thụ lý"]
    director = demo["Giám đốc trung tâm"]
    busy = Dossier.objects.filter(agency__name="Sở Tư pháp", status="returned").order_by("-events_count")[0].code
    yield "home of the portal", "/", ""
    yield "search of procedures", "/thu-tuc/?q=ly+lich+tu+phap", ""
    yield "page of a procedure", "/thu-tuc/2.000488", ""
    yield "work list", "/ban-lam-viec/", reception
    yield "work list", "/ban-lam-viec/", officer
    yield "dossier", f"/ban-lam-viec/ho-so/{busy}/", reception
    yield "take-in: choose a procedure", "/ban-lam-viec/tiep-nhan/", reception
    yield "yearly table", "/dieu-hanh/ket-qua?tu=2019-01-01&den=2019-12-15", director
    yield "overview of the centre", "/dieu-hanh/", director


if __name__ == "__main__":
    run()
