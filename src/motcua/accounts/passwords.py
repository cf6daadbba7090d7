"""What a password must be like, and the one that all demonstration accounts share."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from motcua.law.refusal import Refused

if TYPE_CHECKING:
    from motcua.accounts.models import Staff

DEMO_PASSWORD = "MotCua-Demo-2019"
"""Opens the demonstration accounts, which exist only where `settings.DEMO` is on."""

_CLASSES: tuple[Callable[[str], bool], ...] = (
    str.isupper,
    str.islower,
    str.isdigit,
    lambda character: not character.isalnum(),
)


def require_strong(password: str, staff: Staff) -> None:
    """Check a new password.

    Raises:
        Refused: it is too short, too common, too like the person's name, or lacks a class of characters.
    """
    try:
        validate_password(password, staff)
    except ValidationError as weak:
        raise Refused("weak_password", " ".join(weak.messages), "new_password") from weak
    # TCVN 14423:2026, level 3: four classes of characters where there is no second factor
    if not all(any(belongs(character) for character in password) for belongs in _CLASSES):
        raise Refused(
            "weak_password",
            "Mật khẩu phải có đủ chữ hoa, chữ thường, chữ số và ký tự đặc biệt.",
            "new_password",
        )


@lru_cache(maxsize=1)
def demo_password_hash() -> str:
    """The stored form of `DEMO_PASSWORD`, computed once: hashing is slow on purpose."""
    return make_password(DEMO_PASSWORD)
