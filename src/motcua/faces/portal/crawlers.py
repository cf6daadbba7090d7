"""What search engines are told: which pages there are, and which are nobody's business."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.agencies.models import Agency
from motcua.catalogue.life_events import life_events
from motcua.catalogue.models import LifeEvent, ProcedureVersion
from motcua.catalogue.open_data import in_force
from motcua.faces.common import clock
from motcua.faces.common.formats import local_day
from motcua.faces.portal.sharing import shared

DAY = 86_400


class Procedures(Sitemap):
    """The pages of procedures in force today, with the day on which they took effect; split at 50,000."""

    def items(self) -> Iterable[ProcedureVersion]:
        """Versions in force, by code."""
        return (
            in_force(local_day(clock.now()))
            .select_related("procedure")
            .only("valid_from", "procedure__code")
            .order_by("procedure__code")
        )

    def location(self, item: ProcedureVersion) -> str:
        """The one address of the procedure."""
        return reverse("portal:procedure", args=[item.procedure.code])

    def lastmod(self, item: ProcedureVersion) -> date:
        """Since when it says what it says."""
        return item.valid_from


class LifeEvents(Sitemap):
    """The pages of life events."""

    def items(self) -> list[LifeEvent]:
        """All of them."""
        return life_events()

    def location(self, item: LifeEvent) -> str:
        """Its page."""
        return reverse("portal:life_event", args=[item.slug])


class Lists(Sitemap):
    """The home page and the pages that lead to others."""

    def items(self) -> list[str]:
        """Their addresses."""
        names = ("home", "procedures", "life_events", "open_data")
        codes = Agency.objects.filter(kind=Agency.Kind.DEPARTMENT).values_list("code", flat=True)
        return [
            *(reverse(f"portal:{name}") for name in names),
            *(reverse("portal:agency", args=[one]) for one in codes),
        ]

    def location(self, item: str) -> str:
        """The address itself."""
        return item


SITEMAPS = {"thu-tuc": Procedures, "su-kien": LifeEvents, "danh-muc": Lists}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the desk, look-ups and other days of a page are left out."""
    private = ("/ban-lam-viec/", "/dieu-hanh/", "/tra-cuu", "/dang-nhap", "/*?*ngay=", "/*/so-sanh")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in private)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}", ""]
    said = "\n".join(lines).encode()
    return shared(request, lambda: said, tag="robots-1", content_type="text/plain; charset=utf-8", max_age=DAY)
