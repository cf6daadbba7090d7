"""Addresses of the catalogue at the desk (`/ban-lam-viec/thu-tuc/`)."""

from django.urls import path

from motcua.faces.desk.catalogue import adding, approval, decisions, editor, exchanging, reading, views

urlpatterns = [
    path("", views.start, name="catalogue"),
    path("danh-muc", views.procedure_list, name="catalogue_list"),
    path("danh-muc.<slug:kind>", exchanging.export, name="catalogue_export"),
    path("nhap-tep", exchanging.import_file, name="catalogue_import"),
    path("de-xuat/", adding.waiting_list, name="catalogue_waiting"),
    path("de-xuat/dua-vao", adding.take_in, name="catalogue_take_in"),
    path("quyet-dinh/", decisions.decision_list, name="catalogue_decisions"),
    path("quyet-dinh/moi", decisions.new, name="catalogue_decision_new"),
    path("quyet-dinh/<int:decision_id>/", decisions.decision, name="catalogue_decision"),
    path("quyet-dinh/<int:decision_id>/thong-tin", decisions.head, name="catalogue_head"),
    path("quyet-dinh/<int:decision_id>/ban-ky", decisions.signed_text, name="catalogue_signed_text"),
    path("quyet-dinh/<int:decision_id>/them", adding.add, name="catalogue_add"),
    path("quyet-dinh/<int:decision_id>/de-xuat", adding.waiting_list, name="catalogue_waiting_for"),
    path("quyet-dinh/<int:decision_id>/trinh", decisions.propose, name="catalogue_propose"),
    path("quyet-dinh/<int:decision_id>/rut-lai", decisions.take_back, name="catalogue_take_back"),
    path("quyet-dinh/<int:decision_id>/bo", decisions.discard, name="catalogue_discard"),
    path("quyet-dinh/<int:decision_id>/phe-duyet", approval.approve, name="catalogue_approve"),
    path("quyet-dinh/<int:decision_id>/tra-lai", approval.send_back, name="catalogue_send_back"),
    path("soan/<int:proposal_id>/", editor.edit, name="catalogue_edit"),
    path("soan/<int:proposal_id>/luu", editor.save, name="catalogue_save"),
    path("soan/<int:proposal_id>/so-sanh", reading.compared, name="catalogue_compare"),
    path("soan/<int:proposal_id>/xem-truoc", reading.preview, name="catalogue_preview"),
    path("soan/<int:proposal_id>/bo", decisions.take_out, name="catalogue_take_out"),
    path("<str:code>/", views.procedure, name="catalogue_procedure"),
    path("<str:code>/bat-dau", views.begin, name="catalogue_begin"),
    path("<str:code>/so-sanh", views.versions_side_by_side, name="catalogue_versions"),
]
