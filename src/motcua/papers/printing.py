"""Printed forms of the one-stop mechanism, as PDF/A on A5 (TT 01/2018/TT-VPCP, TT 03/2025/TT-VPCP), and the notice.

The forms are Typst templates in `printed/`. What they say comes in as data and is set as text, so that nothing a
person typed is ever read as markup. Only fonts that Typst brings are used, unless `settings.PRINT_FONTS` names
others: the same dossier gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings

from motcua.law.moments import local
from motcua.law.worktime import VIETNAM
from motcua.papers.notice import Notice

FORMS = Path(__file__).resolve().parent / "printed"
_BUILT_IN_FONTS = ("Libertinus Serif",)
"""Typst carries it; it has every Vietnamese letter in regular, bold and italic."""
_MISSING = re.compile(r'the text `"([^"]+)"` could not be displayed')
_INVISIBLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)

_SHORT_NAME = 80
"""Signs of a name that stand on one line at the head of a page."""

TITLES = {
    ("TT 01/2018/TT-VPCP", "receipt"): ("01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    ("TT 01/2018/TT-VPCP", "supplement_request"): ("02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    ("TT 01/2018/TT-VPCP", "refusal"): ("03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    ("TT 01/2018/TT-VPCP", "apology"): ("04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
    # before the forms of 2025 the law already let an applicant stop a dossier (from 01/07/2025), without a form for it
    ("TT 01/2018/TT-VPCP", "stop_notice"): ("", "Thông báo dừng giải quyết hồ sơ"),
    ("TT 03/2025/TT-VPCP", "receipt"): ("01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    ("TT 03/2025/TT-VPCP", "supplement_request"): ("02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    ("TT 03/2025/TT-VPCP", "refusal"): ("03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    ("TT 03/2025/TT-VPCP", "apology"): ("04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
    ("TT 03/2025/TT-VPCP", "stop_notice"): ("05", "Thông báo dừng giải quyết hồ sơ"),
}
"""(generation of forms, form) → number in that generation and title. Numbers change their meaning between them."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a slip: who issues it, under which number, where and when (`at`, an instant in UTC).

    Attributes:
        superior: the body above the issuer, in regular capitals; "" for none.
        number: "" leaves a dotted line for writing it in.
        sign: letters after the number, such as `TTPVHCC`.
    """

    superior: str
    issuer: str
    number: str
    sign: str
    place: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant as written on slips."""

    name: str
    identity: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that was handed in, with numbers of originals and copies."""

    name: str
    originals: int
    copies: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """Form 01. Instants are UTC; `fee` says amount and state in words.

    Attributes:
        address: where the QR code leads: to the reasons of the due date, once the look-up code is given.
        look_up_at: the address of the form for both codes, short enough to be typed.
    """

    head: Head
    person: Person
    code: str
    lookup_code: str
    address: str
    look_up_at: str
    procedure: str
    subject: str
    papers: tuple[PaperLine, ...]
    limit: str
    received_at: datetime
    due_at: datetime
    collect: str
    fee: str
    register_number: str
    officer: str
    hotline: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that the applicant is asked to bring or mend."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class SupplementRequest:
    """Form 02. `close_on` is the last day before the dossier is closed for want of an answer."""

    head: Head
    person: Person
    code: str
    procedure: str
    subject: str
    asked: tuple[Asked, ...]
    reason: str
    legal_basis: str
    close_on: date | None
    contact: str
    officer: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Form 03: not taken in, or (`accepted`) not granted after appraisal."""

    head: Head
    person: Person
    code: str
    procedure: str
    subject: str
    reason: str
    accepted: bool
    contact: str
    officer: str


@dataclass(frozen=True, slots=True)
class Apology:
    """Form 04: the due date is moved from `due_before` to `due_at` (UTC)."""

    head: Head
    person: Person
    code: str
    procedure: str
    received_at: datetime
    due_before: datetime
    due_at: datetime
    reason: str
    office: str
    signer: str


@dataclass(frozen=True, slots=True)
class StopNotice:
    """Form 05 of 2025: stopped because the applicant asked for it at `asked_at` (UTC).

    Attributes:
        stood: how the dossier stood when that was asked, in words.
        papers_returned: what was given back, a line for each paper.
        refund: what is given back of fees and charges, "" for nothing.
    """

    head: Head
    person: Person
    code: str
    procedure: str
    subject: str
    received_at: datetime
    asked_at: datetime
    reason: str
    stood: str
    stopped_at: datetime
    papers_returned: str
    refund: str
    contact: str
    officer: str


Slip = Receipt | SupplementRequest | Refusal | Apology | StopNotice

_FORM_OF: dict[type, str] = {
    Receipt: "receipt",
    SupplementRequest: "supplement_request",
    Refusal: "refusal",
    Apology: "apology",
    StopNotice: "stop_notice",
}


def render(form: str, form_set: str, data: Slip) -> bytes:
    """A slip as a PDF/A-2b file, A5 upright; the same data give the same bytes.

    Args:
        form: `receipt`, `supplement_request`, `refusal`, `apology` or `stop_notice`.
        form_set: generation of forms, as the regime of the dossier names it.

    Raises:
        KeyError: that generation has no such form.
        ValueError: the data are not those of the form.
    """
    number, title = TITLES[form_set, form]
    if _FORM_OF[type(data)] != form:
        raise ValueError(f"{type(data).__name__} is not the data of form {form!r}")
    said = {
        **_said(asdict(data)),
        "form_number": number,
        "form_set": form_set,
        "title": title,
        "today": long_day(data.head.at),
        "qr": _qr(data.address) if isinstance(data, Receipt) else "",
    }
    return _compile(form, json.dumps(said, ensure_ascii=False), data.head.at)


def render_notice(notice: Notice) -> bytes:
    """The notice as a PDF/A-2b file, A4 upright, as many pages as it takes; the same data give the same bytes."""
    short = notice.name if len(notice.name) <= _SHORT_NAME else f"{notice.name[:_SHORT_NAME].rsplit(' ', 1)[0]}…"
    said = {**_said(asdict(notice)), "short_name": _clean(short), "qr": _qr(notice.address)}
    at = datetime.combine(notice.printed_on, time(), VIETNAM)
    return _compile("notice", json.dumps(said, ensure_ascii=False), at)


def render_document(said: Mapping[str, Any], at: datetime) -> bytes:
    """An administrative document (NĐ 30/2020/NĐ-CP) as a PDF/A-2b file; the same data give the same bytes.

    Args:
        said: what `printed/document.typ` asks for.
        at: when it was made, an instant in UTC.
    """
    return _compile("document", json.dumps(_said(dict(said)), ensure_ascii=False), at)


def _compile(form: str, said: str, at: datetime) -> bytes:
    """Lay the form out. A sign that none of the fonts has becomes a box: PDF/A allows no missing one."""
    while True:
        try:
            pdf: bytes = typst.compile(
                str(FORMS / f"{form}.typ"),
                root=str(FORMS),
                font_paths=[str(folder) for folder in settings.PRINT_FONT_FOLDERS],
                ignore_system_fonts=True,
                sys_inputs={
                    "data": said,
                    "fonts": json.dumps([*settings.PRINT_FONTS, *_BUILT_IN_FONTS]),
                },
                pdf_standards=["a-2b"],
                timestamp=at.replace(microsecond=0),
            )
            return pdf
        except typst.TypstError as error:
            missing = _MISSING.search(str(error))
            if missing is None or missing[1] not in said:
                raise
            said = said.replace(missing[1], "□")


def long_moment(at: datetime) -> str:
    """“08 giờ 15 phút, ngày 05 tháng 02 năm 2019”: an instant as the forms write it (NĐ 30/2020, Phụ lục I)."""
    return f"{local(at):%H giờ %M phút}, {long_day(at)}"


def long_day(day: date | datetime) -> str:
    """“ngày 05 tháng 02 năm 2019”: days under 10, and January and February, with a nought before."""
    when = local(day).date() if isinstance(day, datetime) else day
    month = f"{when.month:02d}" if when.month < 3 else str(when.month)
    return f"ngày {when.day:02d} tháng {month} năm {when.year}"


def _said(value: Any) -> Any:
    """Data as the templates take them: clean text, moments in words."""
    match value:
        case dict():
            return {key: _said(part) for key, part in value.items()}
        case list() | tuple():
            return [_said(part) for part in value]
        case datetime():
            return long_moment(value)
        case date():
            return long_day(value)
        case str():
            return _clean(value)
        case _:
            return value


def _clean(text: str) -> str:
    """Text in NFC, as the fonts have it, without signs that only steer its display."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()


def _qr(address: str) -> str:
    """A QR code as SVG, level M: a crease or a stamp at its edge does not spoil it."""
    return segno.make(address, error="m", micro=False).svg_inline(border=0, omitsize=True)
