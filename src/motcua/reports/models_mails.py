"""Table of the e-mails by which agencies get their monthly notices."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class NoticeMail(models.Model):
    """One notice to one address; it is sent once."""

    class State(models.TextChoices):
        OFF = "off", "Chưa gửi: hệ thống chưa nối máy chủ thư"
        QUEUED = "queued", "Đang chờ gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"

    notice = models.ForeignKey("reports.MonthlyNotice", models.CASCADE, related_name="mails", db_index=False)
    address = models.EmailField()
    to = models.CharField(max_length=200)
    """Whose address it is: the name of the head, or of the agency."""
    state = models.CharField(max_length=8, choices=State.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    """When it is tried next; null when it is not."""
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True, default="")
    """What the mail server last answered; "" when nothing went wrong."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "address"], name="notice_mail_once_per_address"),
            models.CheckConstraint(
                condition=Q(state="queued", next_at__isnull=False) | ~Q(state="queued") & Q(next_at__isnull=True),
                name="notice_mail_queued_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
                name="notice_mail_sent_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(state="queued"), name="notice_mail_waiting")]

    def __str__(self) -> str:
        return f"{self.address} {self.state}"
