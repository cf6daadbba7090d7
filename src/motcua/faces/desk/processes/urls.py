"""Addresses of internal processes (`/ban-lam-viec/quy-trinh/`)."""

from django.urls import path

from motcua.faces.desk.processes import approval, editor, moving, views

urlpatterns = [
    path("", views.process_list, name="processes"),
    path("<str:code>/", views.process, name="process"),
    path("<str:code>/phien-ban/<int:number>/", views.process, name="process_version"),
    path("<str:code>/phien-ban/<int:number>.bpmn", views.download, name="process_bpmn"),
    path("<str:code>/soan", editor.edit, name="process_draft"),
    path("<str:code>/soan/bat-dau", editor.start, name="process_start"),
    path("<str:code>/soan/xem-thu", editor.preview, name="process_preview"),
    path("<str:code>/soan/nhap-tep", editor.import_file, name="process_import"),
    path("<str:code>/soan/rut-lai", editor.take_back, name="process_take_back"),
    path("<str:code>/soan/bo", editor.discard, name="process_discard"),
    path("<str:code>/phe-duyet", approval.approve, name="process_approve"),
    path("<str:code>/tra-lai", approval.send_back, name="process_send_back"),
    path("<str:code>/chuyen-ho-so", moving.move, name="process_move"),
]
