"""One of each: commands, and events."""

from __future__ import annotations

from datetime import date

import cast
from law.calendars import at
from motcua.law.lifecycle import Channel
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Delivery, Fee, LateCause, OpenStep, PaperReceived, PaperRequest, Receiver

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
    e.ResultReturned(Delivery.COUNTER, Receiver.PROXY, "Trần Văn Ba", "15/UQ", cast.PAID),
)
