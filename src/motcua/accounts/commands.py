"""Writes of staff accounts and of the tries to sign in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from motcua.accounts.models import FailedSignIn, Staff
from motcua.accounts.passwords import demo_password_hash, require_strong
from motcua.accounts.queries import is_locked, known_as
from motcua.law.refusal import Refused

_FORGET_AFTER = timedelta(hours=1)


@transaction.atomic
def open_account(
    *,
    username: str,
    full_name: str,
    password: str | None = None,
    email: str = "",
    phone: str = "",
    must_change_password: bool = True,
) -> Staff:
    """Open an account for one person; without `password` nobody can sign in with it yet.

    Raises:
        Refused: the name is taken or empty, or the password is too weak.
    """
    name = known_as(username)
    if not name:
        raise Refused("username_missing", "Hãy nhập tên đăng nhập.", "username")
    if Staff.objects.filter(username=name).exists():
        raise Refused("username_taken", f"Tên đăng nhập “{name}” đã có người dùng.", "username")
    staff = Staff(
        username=name,
        full_name=full_name.strip(),
        email=email,
        phone=phone,
        must_change_password=must_change_password,
    )
    if password is not None:
        require_strong(password, staff)
    staff.password = make_password(password)
    staff.save(force_insert=True)
    return staff


@transaction.atomic
def enrol_staff(
    *,
    username: str,
    full_name: str,
    email: str = "",
    phone: str = "",
    demo: bool = False,
    demo_label: str = "",
) -> Staff:
    """Make sure that a person of the loaded agencies has an account, with the name and addresses given.

    A new account cannot be signed in to before it is given a password, except in the demonstration
    (`demo`), where all have the published one; those with a `demo_label` are listed on its sign-in page.

    Raises:
        Refused: the demonstration would take over the account of a real person.
    """
    name = known_as(username)
    if demo and Staff.objects.filter(username=name, is_demo=False).exists():
        raise Refused("username_taken", f"Tên đăng nhập “{name}” đã có người dùng.", "username")
    person = {"full_name": full_name, "email": email, "phone": phone}
    access: dict[str, object] = {"password": make_password(None)}
    if demo:
        access = {
            "password": demo_password_hash(),
            "is_demo": True,
            "demo_label": demo_label,
            "must_change_password": False,
        }
    staff, _ = Staff.objects.update_or_create(
        username=name,
        defaults={**person, **access} if demo else person,
        create_defaults={**person, **access},
    )
    return staff


@transaction.atomic
def change_password(*, staff: Staff, old_password: str, new_password: str) -> None:
    """Change one's own password; the account need not change it again at the next sign-in.

    Raises:
        Refused: the old password is wrong, or the new one is the same or too weak.
    """
    locked = Staff.objects.select_for_update().get(pk=staff.pk)
    if not locked.check_password(old_password):
        raise Refused("wrong_password", "Mật khẩu hiện tại không đúng.", "old_password")
    if old_password == new_password:
        raise Refused("same_password", "Mật khẩu mới phải khác mật khẩu hiện tại.", "new_password")
    require_strong(new_password, locked)
    locked.set_password(new_password)
    locked.must_change_password = False
    locked.save(update_fields=["password", "must_change_password"])
    staff.refresh_from_db(fields=["password", "must_change_password"])


def end_sessions(staff: Staff) -> None:
    """Sign a person out everywhere; who may, signs in again."""
    Staff.objects.filter(pk=staff.pk).update(sessions_ended=F("sessions_ended") + 1)


@transaction.atomic
def note_failed_sign_in(username: str, at: datetime) -> None:
    """Remember a wrong password. A try while the name is locked does not make the lock longer."""
    forget_failed_sign_ins(now=at)
    if not is_locked(username, at):
        FailedSignIn.objects.create(username=known_as(username)[:60], at=at)


def forget_failed_sign_ins(*, now: datetime) -> None:
    """Forget wrong passwords that no longer count."""
    FailedSignIn.objects.filter(at__lt=now - _FORGET_AFTER).delete()


def clear_failed_sign_ins(username: str) -> None:
    """Forget the wrong passwords of a name, after a right one."""
    FailedSignIn.objects.filter(username=known_as(username)[:60]).delete()
