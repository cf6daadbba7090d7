"""Signing in, refusals, errors, theme and health as a browser meets them."""

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import include, path

from motcua.accounts.commands import open_account
from motcua.accounts.passwords import DEMO_PASSWORD
from motcua.law.refusal import Refused

WRONG = "sai mật khẩu"


def refuse(request):  # type: ignore[no-untyped-def]
    field = request.GET.get("field")
    raise Refused("not_now", "Hồ sơ đã kết thúc, không thể chuyển bước.", field)


def hide(request):  # type: ignore[no-untyped-def]
    raise Http404


urlpatterns = [
    path("ban-lam-viec/thu", refuse),
    path("ban-lam-viec/an", hide),
    path("", include("motcua.config.urls")),
]


@pytest.fixture
def officer(province: None, client: Client) -> Client:
    """A browser in which a reception officer of the demonstration has signed in."""
    client.post("/dang-nhap", {"username": "han.ttn", "password": DEMO_PASSWORD})
    return client


def sign_in(client: Client, password: str):  # type: ignore[no-untyped-def]
    return client.post("/dang-nhap", {"username": "han.ttn", "password": password})


def test_the_demonstration_lists_its_accounts_on_the_sign_in_page(province: None, client: Client) -> None:
    page = client.get("/dang-nhap").content.decode()
    assert 'value="han.ttn"' in page
    assert "Cán bộ tiếp nhận" in page


def test_a_real_installation_lists_no_accounts(province: None, client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = False
    page = client.get("/dang-nhap").content.decode()
    assert DEMO_PASSWORD not in page
    assert "han.ttn" not in page


def test_the_right_password_leads_to_the_desk(province: None, client: Client) -> None:
    answer = sign_in(client, DEMO_PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/ban-lam-viec/")


def test_a_wrong_password_is_told_without_telling_which_part_was_wrong(province: None, client: Client) -> None:
    answer = sign_in(client, WRONG)
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(province: None, client: Client) -> None:
    for _ in range(5):
        sign_in(client, WRONG)
    answer = sign_in(client, DEMO_PASSWORD)
    assert answer.status_code == 422
    assert "tạm khóa" in answer.content.decode()


def test_a_right_password_forgets_the_wrong_ones_before_it(province: None, client: Client) -> None:
    for _ in range(4):
        sign_in(client, WRONG)
    sign_in(client, DEMO_PASSWORD)
    client.post("/dang-xuat")
    sign_in(client, WRONG)
    assert sign_in(client, DEMO_PASSWORD).status_code == 302


def test_signing_out_takes_a_post(officer: Client) -> None:
    assert officer.get("/dang-xuat").status_code == 405
    assert officer.post("/dang-xuat").status_code == 302


def test_a_first_sign_in_leads_to_the_change_of_the_password(db: None, client: Client) -> None:
    given, chosen = "Duoc-Cap-Lan-Dau-1!", "Song-Hau-Chay-Ra-Bien-2!"
    open_account(username="moi.nv", full_name="Nguyễn Văn Mới", password=given)
    client.post("/dang-nhap", {"username": "moi.nv", "password": given})
    assert client.get("/ban-lam-viec/ho-so/")["Location"] == "/doi-mat-khau"
    answer = client.post("/doi-mat-khau", {"old_password": given, "new_password1": chosen, "new_password2": chosen})
    assert (answer.status_code, answer["Location"]) == (302, "/ban-lam-viec/")
    assert client.get("/doi-mat-khau").status_code == 200


def test_a_weak_new_password_is_refused_beside_its_field(officer: Client) -> None:
    weak = "chỉ có chữ thường thôi"
    answer = officer.post(
        "/doi-mat-khau", {"old_password": DEMO_PASSWORD, "new_password1": weak, "new_password2": weak}
    )
    assert answer.status_code == 422
    assert 'id="id_new_password1_error"' in answer.content.decode()


@pytest.mark.urls(__name__)
def test_a_refusal_becomes_a_page_with_its_sentence_and_the_way_back(officer: Client) -> None:
    answer = officer.post("/ban-lam-viec/thu", headers={"Referer": "http://testserver/ban-lam-viec/ho-so/7"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hồ sơ đã kết thúc, không thể chuyển bước." in page
    assert 'href="/ban-lam-viec/ho-so/7"' in page


@pytest.mark.urls(__name__)
def test_the_way_back_never_leads_to_another_origin(officer: Client) -> None:
    answer = officer.post("/ban-lam-viec/thu", headers={"Referer": "http://testserver.example.net/x"})
    assert "example.net" not in answer.content.decode()


@pytest.mark.urls(__name__)
def test_a_refusal_of_one_field_answers_422(officer: Client) -> None:
    assert officer.get("/ban-lam-viec/thu?field=note").status_code == 422


@pytest.mark.urls(__name__)
def test_htmx_gets_a_refusal_as_a_notice_beside_the_page(officer: Client) -> None:
    answer = officer.post("/ban-lam-viec/thu", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#toasts")
    assert "<html" not in answer.content.decode()


@pytest.mark.urls(__name__)
def test_what_one_may_not_see_does_not_exist(officer: Client) -> None:
    answer = officer.get("/ban-lam-viec/an")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


def test_an_address_that_does_not_exist_is_a_designed_page(db: None, client: Client) -> None:
    answer = client.get("/khong-co")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


def test_no_page_may_load_or_run_anything_foreign(db: None, client: Client) -> None:
    policy = client.get("/dang-nhap")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src" not in policy and "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_theme_is_remembered_and_needs_no_script(db: None, client: Client) -> None:
    answer = client.post("/giao-dien", {"theme": "dark", "next": "/dang-nhap"})
    assert answer["Location"] == "/dang-nhap"
    assert 'data-bs-theme="dark"' in client.get("/dang-nhap").content.decode()


def test_the_theme_form_leads_nowhere_foreign(db: None, client: Client) -> None:
    assert client.post("/giao-dien", {"theme": "dark", "next": "//example.net"})["Location"] == "/"


def test_the_system_is_well_when_its_database_answers(db: None, client: Client) -> None:
    assert client.get("/suc-khoe").json() == {"status": "ok"}


def test_the_page_of_components_is_not_in_a_real_installation(db: None, client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = False
    assert client.get("/kieu-mau").status_code == 404


def test_the_page_of_components_shows_them_all(db: None, client: Client) -> None:
    page = client.get("/kieu-mau").content.decode()
    assert "Quá 9 ngày 2 giờ" in page and "Chờ bổ sung" in page


def test_a_visitor_has_no_actor(rf: RequestFactory, db: None) -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpResponse

    from motcua.faces.common.middleware import ActorMiddleware

    request = rf.get("/")
    request.user = AnonymousUser()
    ActorMiddleware(lambda _: HttpResponse())(request)
    assert request.actor is None
    assert request.now.tzinfo is not None


def test_staff_see_the_navigation_of_their_role(officer: Client) -> None:
    page = officer.get("/ban-lam-viec/khong-co").content.decode()
    assert "Tiếp nhận hồ sơ" in page
    assert "/dieu-hanh/" not in page


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    "sent",
    [{"data": {"note": "a\0b"}}, {"data": {"a\0b": "note"}}, {"query_params": {"q": "a\0b"}}],
    ids=["a-text", "a-name", "a-question"],
)
def test_text_that_cannot_be_kept_is_refused_before_any_page_sees_it(officer: Client, sent: dict[str, object]) -> None:
    answer = officer.post("/ban-lam-viec/thu", **sent)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert "hãy xóa ký tự lạ" in answer.content.decode()


def test_an_address_that_cannot_be_kept_is_not_found(officer: Client) -> None:
    assert officer.get("/ban-lam-viec/ho-so/a%00b/").status_code == 404
