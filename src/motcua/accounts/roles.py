"""The roles in which staff act. A role belongs to a post; who holds the post acts in it."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    RECEPTION = "reception", "Cán bộ tiếp nhận"
    POST_CLERK = "post_clerk", "Nhân viên bưu điện"
    CASE_OFFICER = "case_officer", "Chuyên viên thụ lý"
    LEADER = "leader", "Lãnh đạo"
    CENTRE_DIRECTOR = "centre_director", "Giám đốc trung tâm"
    PROCEDURE_CONTROL = "procedure_control", "Kiểm soát thủ tục hành chính"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"
