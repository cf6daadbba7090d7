"""Addresses of the desk, where the officers work (`/ban-lam-viec/`)."""

from django.urls import include, path

from motcua.faces.desk.views import applicants, command, dossier, explanation, search, warnings, worklist

app_name = "desk"
urlpatterns = [
    path("", worklist.work_list, name="worklist"),
    path("canh-bao/", warnings.warnings, name="warnings"),
    path("canh-bao/da-xem", warnings.seen, name="warnings_seen"),
    path("bao-nguoi-nop/", applicants.to_tell, name="to_tell"),
    path("bao-nguoi-nop/<int:pk>", applicants.told, name="told"),
    path("mo", search.open_by_code, name="open"),
    path("tra-cuu", search.search, name="search"),
    path("", include("motcua.faces.desk.take_in_urls")),
    path("", include("motcua.faces.desk.slips_urls")),
    path("", include("motcua.faces.desk.people.urls")),
    path("lich-lam-viec/", include("motcua.faces.desk.calendars.urls")),
    path("thu-tuc/su-kien/", include("motcua.faces.desk.catalogue.life_event_urls")),
    path("thu-tuc/tu-dong-nghia/", include("motcua.faces.desk.catalogue.synonym_urls")),
    path("thu-tuc/", include("motcua.faces.desk.catalogue.urls")),
    path("quy-trinh/", include("motcua.faces.desk.processes.urls")),
    path("ho-so/", search.search, name="dossiers"),
    path("ho-so/<str:reference>/", dossier.dossier_page, name="dossier"),
    path("ho-so/<str:reference>/thoi-han", explanation.explanation, name="explanation"),
    path("ho-so/<str:reference>/giay-to/<str:sha256>", dossier.attachment, name="attachment"),
    path("ho-so/<str:reference>/<slug:command>", command.carry_out, name="command"),
]
