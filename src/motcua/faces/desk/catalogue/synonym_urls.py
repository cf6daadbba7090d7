"""Addresses of the synonyms of the search (`/ban-lam-viec/thu-tuc/tu-dong-nghia/`)."""

from django.urls import path

from motcua.faces.desk.catalogue import synonyms

urlpatterns = [
    path("", synonyms.synonym_list, name="synonyms"),
    path("moi", synonyms.new, name="synonym_new"),
    path("mac-dinh", synonyms.add_shipped, name="synonyms_shipped"),
    path("<int:pk>/", synonyms.edit, name="synonym"),
    path("<int:pk>/xoa", synonyms.delete, name="synonym_delete"),
]
