"""Forms of signing in, and the fields that the forms of several pages share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from motcua.accounts import commands, queries

_ISO = "%Y-%m-%d"


def day(label: str, *, ask: str = "", required: bool = True, **more: Any) -> forms.DateField:
    """A local day, from the calendar of the browser or typed."""
    return forms.DateField(
        label=label,
        required=required,
        input_formats=[_ISO, "%d/%m/%Y"],
        widget=forms.DateInput(format=_ISO, attrs={"type": "date"}),
        error_messages={
            "required": ask or f"Hãy chọn {label[:1].lower()}{label[1:]}.",
            "invalid": "Ngày chưa đúng; hãy ghi như 31/12/2019.",
        },
        **more,
    )


class SignInForm(AuthenticationForm):
    """User name and password. The answer never tells whether an account of that name exists."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "inactive": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "locked": ("Tài khoản tạm khóa vì nhập sai nhiều lần. Hãy thử lại sau 15 phút hoặc hỏi quản trị hệ thống."),
    }

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"
        self.fields["username"].widget.attrs["autocapitalize"] = "none"

    def clean(self) -> dict[str, Any]:
        """A locked account is refused before its password is looked at (TCVN 14423:2026)."""
        username = self.cleaned_data.get("username")
        if username and queries.is_locked(username, self.request.now):
            raise forms.ValidationError(self.error_messages["locked"], code="locked")
        return super().clean()


class NewPasswordForm(PasswordChangeForm):
    """The password in use, and the new one twice."""

    error_messages = {
        "password_incorrect": "Mật khẩu hiện tại không đúng.",
        "password_mismatch": "Hai lần nhập mật khẩu mới không giống nhau.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "old_password": "Mật khẩu hiện tại",
            "new_password1": "Mật khẩu mới",
            "new_password2": "Nhập lại mật khẩu mới",
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["new_password1"].help_text = (
            "Ít nhất 14 ký tự, có chữ hoa, chữ thường, chữ số và dấu; không chứa tên của bạn. "
            "Một câu dài dễ nhớ thì tốt hơn một từ khó gõ."
        )
        self.fields["new_password2"].help_text = ""

    def save(self, commit: bool = True) -> Any:
        """Change the password; the account need not change it again.

        Raises:
            Refused: the new password is the old one, or lacks a class of characters.
        """
        commands.change_password(
            staff=self.user,
            old_password=self.cleaned_data["old_password"],
            new_password=self.cleaned_data["new_password1"],
        )
        self.user.refresh_from_db()
        return self.user
