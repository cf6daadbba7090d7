"""Addresses of the board, where figures are watched and reported (`/dieu-hanh/`)."""

from django.urls import path

from motcua.faces.board.views import dossiers, overview, ratings, results

app_name = "board"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("ket-qua", results.results, name="results"),
    path("ket-qua/tai-ve", results.download, name="results_download"),
    path("danh-gia", ratings.ratings_page, name="ratings"),
    path("danh-gia/tai-ve", ratings.download, name="ratings_download"),
    path("ho-so", dossiers.dossiers, name="dossiers"),
]
