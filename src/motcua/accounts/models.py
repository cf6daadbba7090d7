"""Tables of staff accounts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


class StaffManager(BaseUserManager["Staff"]):
    def get_by_natural_key(self, username: str | None) -> Staff:
        """The account of `username`, however it is capitalised."""
        return self.get(username=(username or "").strip().lower())


class Staff(AbstractBaseUser):
    """One person who signs in. What the person may do comes from the posts held, never from the account."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    demo_label = models.CharField(max_length=200, blank=True)
    """Role and post on the sign-in page, such as “Cán bộ tiếp nhận – Công chức một cửa, Sở Tư pháp”."""

    identity_number = models.CharField(max_length=20, blank=True, default="")
    """By which one's own dossiers are known; an officer does not act on them. Nobody changes the own number."""
    identity_recorded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="identities_recorded"
    )
    """Who wrote the number down as it stands: the person, or an administrator who put it right."""
    identity_recorded_at = models.DateTimeField(null=True, blank=True)
    sessions_ended = models.PositiveIntegerField(default=0)
    """How often all sessions of the account were ended: what was signed in before holds no more."""

    objects: ClassVar[StaffManager] = StaffManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(name="staff_username_lower", condition=Q(username=Lower(F("username")))),
            models.CheckConstraint(name="staff_username_named", condition=~Q(username="")),
            models.UniqueConstraint(
                fields=["identity_number"], condition=~Q(identity_number=""), name="staff_identity_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must carry to count: it changes with the password and when all sessions are ended."""
        found: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{found}{self.sessions_ended or ''}"

    def get_short_name(self) -> str:
        """The given name, the last word of a Vietnamese name."""
        return self.full_name.rsplit(" ", 1)[-1]


class FailedSignIn(models.Model):
    """One wrong password for a name, whether or not an account of that name exists."""

    username = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["username", "at"], name="failed_sign_in_name"),
            models.Index(fields=["at"], name="failed_sign_in_at"),
        ]
