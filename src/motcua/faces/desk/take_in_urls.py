"""Addresses of the take-in at the counter."""

from django.urls import path

from motcua.faces.desk import take_in, take_in_parts

urlpatterns = [
    path("tiep-nhan/", take_in.choose, name="take_in"),
    path("tiep-nhan/<uuid:draft_id>", take_in.take_in, name="take_in_page"),
    path("tiep-nhan/<uuid:draft_id>/xong", take_in.done, name="take_in_done"),
    path("tiep-nhan/<uuid:draft_id>/nhap", take_in_parts.autosave, name="take_in_autosave"),
    path("tiep-nhan/<uuid:draft_id>/nguoi-nop", take_in_parts.applicant, name="take_in_applicant"),
    path("tiep-nhan/<uuid:draft_id>/giay-to", take_in_parts.checklist, name="take_in_checklist"),
    path("tiep-nhan/<uuid:draft_id>/giay-to/<slug:key>", take_in_parts.upload, name="take_in_upload"),
    path("tiep-nhan/<uuid:draft_id>/han-tra", take_in_parts.due, name="take_in_due"),
    path("tiep-nhan/<uuid:draft_id>/ban-quet/<str:sha256>", take_in_parts.scan, name="take_in_scan"),
    path("tiep-nhan/<uuid:draft_id>/bo", take_in_parts.drop, name="take_in_drop"),
]
