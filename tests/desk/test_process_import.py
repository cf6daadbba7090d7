"""A process drawn elsewhere comes in as a draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.processing import DRAFT, PAGE, names
from desk.stage import words
from motcua.catalogue.models import ProcessDraft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "clock")]


def upload(officer, content, name="quy-trinh.bpmn"):
    return officer.post(f"{DRAFT}/nhap-tep", {"file": SimpleUploadedFile(name, content)})


def test_an_exported_process_comes_back_as_a_draft(version, officer):
    exported = officer.get(f"{PAGE}phien-ban/1.bpmn").content
    response = upload(officer, exported)

    assert response.status_code == 302
    assert names(ProcessDraft.objects.get()) == ["Tiếp nhận", "Ký duyệt", "Trả kết quả"]


def test_a_file_that_is_no_process_is_refused_beside_the_field(version, officer):
    response = upload(officer, b"khong phai xml")

    assert response.status_code == 422
    assert not ProcessDraft.objects.exists()


FOREIGN = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://vidu.vn">
  <process id="p"><startEvent id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="t"/><task id="t" name="Lam viec"/>
  <sequenceFlow id="g" sourceRef="t" targetRef="z"/>%s<endEvent id="z"/></process>
</definitions>"""


def test_a_process_of_another_modeller_waits_for_roles_and_hours(version, officer):
    assert upload(officer, FOREIGN % b"").status_code == 302

    told = officer.get(DRAFT)
    assert "Bước “Lam viec” chưa chọn người thực hiện." in words(told)
    assert "Chưa chọn" in words(told)


def test_an_element_that_cannot_be_run_is_named(version, officer):
    response = upload(officer, FOREIGN % b'<subProcess id="s1" name="Tham dinh"/>')

    assert response.status_code == 422
    assert "subProcess" in words(response)


def test_an_import_takes_the_place_of_what_the_draft_says(draft, officer):
    upload(officer, FOREIGN % b"")

    draft.refresh_from_db()
    assert "Lam viec" in names(draft)
    assert "Ký duyệt" not in names(draft)


def test_an_import_without_a_file_says_so(version, officer):
    response = officer.post(f"{DRAFT}/nhap-tep", {})

    assert response.status_code == 422
    assert "Hãy chọn tệp BPMN." in words(response)
