"""Addresses of the board, where figures are watched and reported (`/dieu-hanh/`)."""

from django.urls import path

from motcua.faces.board.views import (
    dossiers,
    index_766,
    lateness,
    monthly,
    narrative,
    overview,
    ratings,
    readings,
    results,
    scoring,
    tables,
    targets,
)

app_name = "board"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("ket-qua", results.results, name="results"),
    path("ket-qua/tai-ve", results.download, name="results_download"),
    path("bao-cao/", tables.table_list, name="tables"),
    path("bao-cao/<slug:name>", tables.table_page, name="table"),
    path("bao-cao/<slug:name>/tai-ve", tables.table_download, name="table_download"),
    path("bao-cao-thuyet-minh", narrative.report, name="narrative"),
    path("bao-cao-thuyet-minh/tai-ve", narrative.download, name="narrative_download"),
    path("bao-cao-thuyet-minh/doi-chieu", narrative.checking, name="narrative_check"),
    path("danh-gia", ratings.ratings_page, name="ratings"),
    path("danh-gia/tai-ve", ratings.download, name="ratings_download"),
    path("cach-tinh-thoi-han", readings.readings_page, name="readings"),
    path("cach-tinh-thoi-han/tai-ve", readings.download, name="readings_download"),
    path("thong-bao-thang/", monthly.notices, name="notices"),
    path("thong-bao-thang/<str:agency>/<str:month>", monthly.notice, name="notice"),
    path("tre-han/", lateness.lateness, name="lateness"),
    path("tre-han/tai-ve", lateness.download, name="lateness_download"),
    path("tre-han/ho-so", lateness.dossiers, name="late_dossiers"),
    path("tre-han/buoc", lateness.steps, name="late_steps"),
    path("chi-so-766", index_766.index_page, name="index_766"),
    path("chi-so-766/mat-diem", index_766.costs_page, name="index_costs"),
    path("muc-tieu", targets.targets_page, name="targets"),
    path("muc-tieu/<int:pk>/bo", targets.end_page, name="target_end"),
    path("cham-diem/", scoring.scorings, name="scorings"),
    path("cham-diem/<int:pk>", scoring.scoring, name="scoring"),
    path("ho-so", dossiers.dossiers, name="dossiers"),
]
