"""One of each: commands, and events."""

from __future__ import annotations

from datetime import date

import cast
from law.calendars import at
from motcua.law.lifecycle import Channel
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import (
    Consultation,
    ConsultMethod,
    Delivery,
    Fee,
    LateCause,
    OpenStep,
    PaperReceived,
    PaperRequest,
    Receiver,
    StopReason,
)

NOON = at("05/03/2019 11:00")

COMMANDS: tuple[c.Command, ...] = (
    cast.submit(),
    cast.accept(),
    c.Refuse("Không thuộc thẩm quyền."),
    c.Assign(1, "Lâm Minh Khang"),
    cast.complete("intake"),
    cast.back("assign", "intake"),
    cast.ask(),
    cast.bring(),
    cast.extend(),
    cast.approve(),
    cast.reject(),
    cast.finish(),
    cast.hand_out(),
    cast.guide(),
    c.Recall("intake", 1),
    c.See("intake"),
    cast.pause(),
    c.Resume("Đã có kết luận"),
    cast.ask_payment(),
    cast.pay(),
    cast.consult(),
    cast.answer(),
    c.CloseUnsupplemented(),
    cast.ask_to_stop(),
    cast.confirm_stop(),
    cast.ask_correction("04/03/2019 10:00", 1),
    cast.decide_correction(by=2),
    cast.correct_result("05/03/2019 10:00"),
    cast.note(),
    c.Recompute("Điều chỉnh lịch nghỉ Tết."),
    c.ChangeProcess(2, cast.LINEAR, "Quyết định 05/QĐ-UBND"),
)

EVENTS: tuple[e.Event, ...] = (
    e.Submitted(Channel.ONLINE_FULL, (PaperReceived("don", 0, 1, ("ab" * 32,)),), NOON),
    e.Accepted("000.00.12.H51-190301-0001", Channel.COUNTER, NOON, cast.PAPERS, Fee()),
    e.IntakeRefused("Không thuộc thẩm quyền"),
    e.OfficerAssigned(1, "Lâm Minh Khang"),
    e.StepOpened(OpenStep("process", NOON, NOON)),
    e.StepCompleted("check", "revise", "Sửa điều 3."),
    e.BranchArrived("check", "process"),
    e.ReturnedToStep("check", "process", "Thiếu biên bản", ("check",)),
    e.SupplementRequested((PaperRequest("don", "Ký lại"),), "Chưa ký", "Luật", "Giám đốc", date(2019, 3, 20)),
    e.SupplementReceived((PaperReceived("don", 1),), "Đã đủ", NOON, (OpenStep("process", NOON, None),)),
    e.Extended(NOON, NOON, "Cần xác minh.", LateCause.COMPLEX_CASE),
    e.Approved("12/KQ", ("ab" * 32,), "Đồng ý"),
    e.Rejected("Không đủ điều kiện", LateCause.OVERLOAD),
    e.Finished(2, LateCause.RECORDED_LATE, "Đủ bản"),
    e.Guided((PaperRequest("don", "Ký lại"),), "Chưa ký", Channel.COUNTER),
    e.Recalled(OpenStep("check", NOON, NOON), ("decide",), (("merge", "visit"),), ("decide",)),
    e.StepSeen("process"),
    e.Paused("appraisal", "Giám định", "Điều 10", "cuối tháng"),
    e.Resumed("Đã có kết luận", NOON, (OpenStep("process", NOON, NOON),)),
    e.PaymentRequested(2_000_000, "Thông báo 15/TB-CCT", "lệ phí trước bạ"),
    e.PaymentConfirmed(2_000_000, "BL 0001234", NOON, (OpenStep("process", NOON, NOON),)),
    e.Consulted(
        Consultation(2, 77, "Công an tỉnh", "", "", "Xác nhận án tích.", ConsultMethod.WRITTEN, NOON, NOON),
    ),
    e.Answered(1, "Không có án tích.", "Phòng Hồ sơ, Công an tỉnh"),
    e.StopAsked("Không còn nhu cầu"),
    e.Stopped(StopReason.ON_REQUEST, "Đơn, bản chính", "Không thu phí", LateCause.OVERLOAD),
    e.CorrectionAsked(NOON, "Sổ ký nhận trang 3", 1),
    e.CorrectionDecided(True, NOON, "Sổ ghi rõ giờ"),
    e.ResultCorrected(NOON, "Sai năm sinh", "12a/KQ", ("ab" * 32,), False, "Chờ phôi"),
    e.NoteAdded("Đã gọi điện cho người nộp", ("ab" * 32,)),
    e.DueRecomputed(at("01/03/2019 08:00"), NOON, "Điều chỉnh lịch nghỉ", (OpenStep("process", NOON, NOON),)),
    e.ProcessChanged(2, "Quyết định 05/QĐ-UBND", (OpenStep("process", NOON, NOON),), ("intake", "process"), ()),
    e.ResultReturned(Delivery.COUNTER, Receiver.PROXY, "Trần Văn Ba", "15/UQ", cast.PAID),
)
