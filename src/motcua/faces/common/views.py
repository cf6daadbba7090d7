"""Signing in and out, one's own password, light or dark, and whether the system is well."""

from __future__ import annotations

from collections import defaultdict

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth
from django.db import DatabaseError, connection
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts import commands, queries
from motcua.accounts.passwords import DEMO_PASSWORD
from motcua.faces.common import style_page
from motcua.faces.common.context import THEME_COOKIE, THEMES
from motcua.faces.common.forms import NewPasswordForm, SignInForm
from motcua.law.refusal import Refused

YEAR = 365 * 24 * 3600


class SignIn(auth.LoginView):
    """Sign-in of staff. Five wrong passwords lock the account for 15 minutes (TCVN 14423:2026)."""

    template_name = "common/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Form) -> HttpResponse:
        commands.clear_failed_sign_ins(form.cleaned_data["username"])
        return super().form_valid(form)

    def form_invalid(self, form: Form) -> HttpResponse:
        username = form.cleaned_data.get("username")
        if username and form.has_error("__all__", "invalid_login"):
            commands.note_failed_sign_in(username, self.request.now)
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        demo = {"account_groups": demo_groups(), "demo_password": DEMO_PASSWORD} if settings.DEMO else {}
        return super().get_context_data(**kwargs, **demo)


class ChangePassword(auth.PasswordChangeView):
    """One's own password; staff who still have the one they were given are sent here first."""

    template_name = "common/change_password.html"
    form_class = NewPasswordForm
    success_url = settings.LOGIN_REDIRECT_URL

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            response = super().form_valid(form)
        except Refused as refused:  # belongs beside its field: nothing typed is lost
            form.add_error("old_password" if refused.field == "old_password" else "new_password1", refused.sentence)
            return self.form_invalid(form)
        messages.success(self.request, "Đã đổi mật khẩu.")
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


def demo_groups() -> list[tuple[str, list[queries.DemoAccount]]]:
    """The accounts of the demonstration by role, in the order in which the role first appears."""
    groups: dict[str, list[queries.DemoAccount]] = defaultdict(list)
    for account in queries.demo_accounts():
        groups[account.role].append(account)
    return list(groups.items())


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or as the device, and go back to the page."""
    theme = request.POST.get("theme", "")
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()):
        onward = "/"
    response = HttpResponseRedirect(onward)
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503; for load balancers and monitors."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "database unreachable"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """All components on one page, for those who build and check screens; not in a real installation."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "common/style.html", style_page.samples(request.now))


sign_in = method_decorator(never_cache, name="dispatch")(SignIn).as_view()
change_password = ChangePassword.as_view()
sign_out = auth.LogoutView.as_view()
