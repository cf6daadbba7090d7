"""Addresses of printed slips."""

from django.urls import path

from motcua.faces.desk import slips

urlpatterns = [path("ho-so/<str:reference>/phieu/<slug:form>.pdf", slips.slip, name="slip")]
