"""Addresses of posts, stand-ins and hand-overs (`/ban-lam-viec/nhan-su/`), and of one's own relatives."""

from django.urls import path

from motcua.faces.desk.people import handovers, orders, relatives, views

urlpatterns = [
    path("nhan-su/", views.agencies, name="people"),
    path("nhan-su/co-quan/<str:code>/", views.agency, name="people_agency"),
    path("nhan-su/co-quan/<str:code>/ban-giao", handovers.hand_over, name="people_hand_over"),
    path("nhan-su/ban-giao/<int:pk>/ket-thuc", handovers.end, name="people_end_handover"),
    path("nhan-su/vi-tri/<int:pk>/", views.post, name="people_post"),
    path("nhan-su/vi-tri/<int:pk>/bo-nhiem", orders.appoint, name="people_appoint"),
    path("nhan-su/vi-tri/<int:pk>/phan-cong-thay", orders.send_stand_in, name="people_stand_in"),
    path("nhan-su/vi-tri/<int:pk>/thoi-giu", orders.leave, name="people_leave"),
    path("nhan-su/vi-tri/<int:pk>/so-dinh-danh", relatives.correct, name="people_identity"),
    path("nhan-su/thay/<int:pk>/ket-thuc", orders.end_standing, name="people_end_stand_in"),
    path("nguoi-than", relatives.mine, name="relatives"),
    path("nguoi-than/<int:pk>/rut-lai", relatives.withdraw, name="relatives_withdraw"),
]
