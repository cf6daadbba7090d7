"""Addresses of the portal."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView

from motcua.faces.portal import (
    crawlers,
    due_dates,
    finding,
    life_events,
    notices,
    open_data,
    procedures,
    stopping,
    tracking,
    versions,
    views,
)

app_name = "portal"
hourly = cache_control(public=True, max_age=3600)
urlpatterns = [
    path("", views.home, name="home"),
    path("thu-tuc/", finding.search_page, name="procedures"),
    path("thu-tuc/co-quan/<str:code>/", finding.agency_page, name="agency"),
    path("thu-tuc/<str:code>", procedures.procedure, name="procedure"),
    path("thu-tuc/<str:code>/", RedirectView.as_view(pattern_name="portal:procedure", query_string=True)),
    path("thu-tuc/<str:code>/thoi-han", due_dates.time_limit, name="time_limit"),
    path("thu-tuc/<str:code>/phien-ban", versions.version_list, name="versions"),
    path("thu-tuc/<str:code>/so-sanh", versions.comparison, name="compare"),
    path("thu-tuc/<str:code>/niem-yet.pdf", notices.notice_pdf, name="notice"),
    path("su-kien/", life_events.index, name="life_events"),
    path("su-kien/<slug:slug>/", life_events.occasion, name="life_event"),
    path("du-lieu-mo/", open_data.index, name="open_data"),
    path("du-lieu-mo/thu-tuc.json", open_data.procedures_json, name="procedures_json"),
    path("du-lieu-mo/thu-tuc.csv", open_data.procedures_csv, name="procedures_csv"),
    path("du-lieu-mo/thu-tuc.csv-metadata.json", open_data.columns, name="open_data_columns"),
    path("du-lieu-mo/thu-tuc/<str:code>.json", open_data.procedure_json, name="procedure_json"),
    path("du-lieu-mo/ket-qua/<str:first>_<str:last>.<slug:kind>", open_data.results, name="open_results"),
    path("robots.txt", crawlers.robots, name="robots"),
    path(
        "sitemap.xml",
        hourly(sitemaps.index),
        {"sitemaps": crawlers.SITEMAPS, "sitemap_url_name": "portal:sitemap_part"},
        name="sitemap",
    ),
    path("sitemap-<slug:section>.xml", hourly(sitemaps.sitemap), {"sitemaps": crawlers.SITEMAPS}, name="sitemap_part"),
    path("tra-cuu", tracking.look_up, name="track"),
    path("tra-cuu/", RedirectView.as_view(pattern_name="portal:track", query_string=True)),
    path("tra-cuu/<str:code>", tracking.dossier, name="dossier"),
    path("tra-cuu/<str:code>/thoi-han", tracking.due_date, name="due_date"),
    path("tra-cuu/<str:code>/dung", stopping.ask, name="stop"),
    path("tra-cuu/<str:code>/dong", tracking.close, name="close_dossier"),
]
