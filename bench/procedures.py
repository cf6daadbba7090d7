"""Procedures: reading national records, importing them the first and the second time, publishing a decision of many."""

from __future__ import annotations

import json
import random
import resource
import time
from datetime import UTC, date, datetime
from typing import Any

from bench import database

SIZES = (2_000, 10_000)
PUBLISHED = 300
NOW = datetime(2019, 3, 4, 2, 0, tzinfo=UTC)


def run() -> None:
    """Print seconds, records a second, and peak memory of this process, for invented records of the portal's shape."""
    database.empty()
    from motcua.catalogue.national import read_record
    from motcua.scenario.province import load_province

    load_province(demo=True)
    for size in SIZES:
        records = list(national_records(size))
        start = time.perf_counter()
        for record in records:
            read_record(record)
        _print(f"read {size:,}", time.perf_counter() - start, size)
        _import(records, f"import {size:,}")
        _import(records, f"again {size:,}")
    _publish()


def _import(records: list[dict[str, str]], name: str) -> None:
    from motcua.catalogue.national_import import Line, import_national

    start = time.perf_counter()
    report = import_national((Line(number, one) for number, one in enumerate(records, 1)), at=NOW)
    _print(f"{name}: {report.proposed:,} proposed", time.perf_counter() - start, len(records))


def _publish() -> None:
    """One decision that publishes many procedures: tried out at the proposal, carried out at the approval."""
    from motcua.accounts.models import Staff
    from motcua.agencies.actors import actor_of
    from motcua.catalogue import proposals, publication

    author, approver = (
        actor_of(Staff.objects.get(username=name), date(2019, 3, 4)) for name in ("thuy.dtb", "vinh.sh")
    )
    head = publication.DecisionHead("15/QĐ-UBND", date(2019, 3, 4), "UBND tỉnh")
    decision = publication.start_decision(head, actor=author, at=NOW)
    for number in range(PUBLISHED):
        code = f"1.95{number:04}"
        made = proposals.start_proposal(code, "publish", actor=author, at=NOW, decision_id=decision.pk)
        typed = proposals.Typed(_sheet(code), made.revision)
        proposals.save_proposal(made.pk, typed, actor=author, at=NOW)
    decision.refresh_from_db()
    start = time.perf_counter()
    decision = publication.propose_decision(decision.pk, actor=author, at=NOW, revision=decision.revision)
    _print(f"propose {PUBLISHED}", time.perf_counter() - start, PUBLISHED)
    start = time.perf_counter()
    publication.publish(decision.pk, actor=approver, at=NOW, revision=decision.revision)
    _print(f"publish {PUBLISHED}", time.perf_counter() - start, PUBLISHED)


def _sheet(code: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": f"Cấp giấy xác nhận thử nghiệm số {code}",
        "agency": "000.00.12.H51",
        "field": "Thử nghiệm",
        "subject": "Cá nhân",
        "route": "local",
        "channels": ["counter", "post"],
        "online_level": "none",
        "sets": "1",
        "components": [{"name": f"Giấy tờ {number}", "originals": "1", "mandatory": True} for number in range(8)],
        "limits": [{"value": "5", "unit": "working_day", "counting": "exact"}],
        "steps": ["Nộp hồ sơ tại quầy.", "Nhận kết quả tại quầy."],
        "results": [{"name": "Giấy xác nhận"}],
        "valid_from": "2019-03-04",
    }


_WORDS = (
    "cấp", "đổi", "lại", "giấy", "phép", "chứng", "nhận", "đăng", "ký", "hoạt", "động", "cơ", "sở", "kinh", "doanh",
    "vận", "tải", "nuôi", "trồng", "thủy", "sản",
)  # fmt: skip


def national_records(count: int) -> Any:
    """Invented records in the portal's field names and shapes, as long as real ones are in the mean."""
    rng = random.Random(7)
    words = _WORDS

    def prose(length: int) -> str:
        return " ".join(rng.choice(words) for _ in range(length))

    for number in range(count):
        ways = "".join(
            f"{channel}{rng.randrange(1, 60)} Ngày làm việcMiễn phí" for channel in ("Trực tiếp", "Trực tuyến")
        )
        papers = "".join(f"{prose(14).capitalize()}1 bản chính" for _ in range(6))
        bases = "".join(f"{prose(12).capitalize()}{rng.randrange(1, 300)}/2025/NĐ-CP" for _ in range(4))
        yield {
            "ma_thu_tuc": f"3.{number:06}",
            "ten_thu_tuc": prose(16).capitalize(),
            "so_quyet_dinh": "12/QĐ-BNO",
            "cap_thuc_hien": "Cấp tỉnh",
            "linh_vuc": prose(3).capitalize(),
            "doi_tuong_thuc_hien": "Công dân Việt Nam",
            "trinh_tu_thuc_hien": "\n".join(f"Bước {step}: {prose(80)}." for step in range(1, 5)),
            "cach_thuc_thuc_hien": f"Hình thức nộpThời gianPhí, lệ phíMô tả{ways}",
            "thanh_phan_ho_so": f"--Tên giấy tờMẫu đơn, tờ khaiSố lượng{papers}",
            "can_cu_phap_ly": f"Tên văn bản pháp lýMã văn bản{bases}",
            "co_quan_thuc_hien": "Sở Tư pháp",
            "ket_qua_xu_ly": f"{prose(6).capitalize()}Mã: KQ.G15.{number:06}Từ khóaKhông có thông tin",
        }


def _print(name: str, seconds: float, count: int) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<34}{seconds:>8.2f} s{count / seconds:>10,.0f}/s{peak:>8,.0f} MiB at most so far")


if __name__ == "__main__":
    print(f"mean length of a record: {sum(len(json.dumps(one)) for one in national_records(100)) / 100:,.0f} letters")
    run()
