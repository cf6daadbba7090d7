"""The commands of the desk as people meet them: address, button, icon, form."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.dossiers.queries import DossierPage
from motcua.faces.desk.forms import asking, clock, correcting, ending, intake, steps, stopping, stops
from motcua.faces.desk.forms.base import FormClass
from motcua.law.lifecycle import commands as c
from motcua.law.process import StepKind


@dataclass(frozen=True, slots=True)
class Action:
    """One command.

    Attributes:
        slug: last part of the address.
        label: what the button says.
        explains: what happens when it is done, for the head of its form.
        main: it moves the dossier on; the first of these is the primary button.
        danger: it ends the dossier against the applicant's wish.
    """

    slug: str
    command: type[c.Command]
    form: FormClass
    label: str
    icon: str
    explains: str
    main: bool = False
    danger: bool = False


ACTIONS: tuple[Action, ...] = (
    Action(
        "tiep-nhan",
        c.Accept,
        intake.AcceptForm,
        "Tiếp nhận hồ sơ",
        "clipboard-check",
        "Hồ sơ được cấp mã, bắt đầu tính thời hạn và có giấy tiếp nhận, hẹn trả kết quả.",
        main=True,
    ),
    Action(
        "huong-dan",
        c.Guide,
        intake.GuideForm,
        "Hướng dẫn bổ sung",
        "file-alert",
        "Nêu đủ trong một lần những gì còn thiếu hoặc sai, kèm lý do, để in phiếu mẫu số 02. Chưa tính thời hạn.",
    ),
    Action(
        "nhan-bo-sung",
        c.ReceiveSupplement,
        clock.ReceiveSupplementForm,
        "Tiếp nhận bổ sung",
        "file-check",
        "Khi đã nhận đủ, thời hạn giải quyết được tính lại từ đầu.",
        main=True,
    ),
    Action(
        "xac-nhan-da-nop",
        c.ConfirmPayment,
        stops.ConfirmPaymentForm,
        "Xác nhận đã nộp tiền",
        "cash",
        "Thời hạn chạy tiếp; ngày hẹn trả lùi đúng bằng thời gian đã dừng.",
        main=True,
    ),
    Action(
        "tiep-tuc",
        c.Resume,
        stops.ResumeForm,
        "Tiếp tục tính thời hạn",
        "player-play",
        "Thời hạn chạy tiếp; ngày hẹn trả lùi đúng bằng thời gian đã dừng.",
        main=True,
    ),
    Action(
        "tra-loi-y-kien",
        c.Answer,
        asking.AnswerForm,
        "Trả lời ý kiến",
        "message-circle-question",
        "Ý kiến được ghi vào hồ sơ và báo cho đơn vị đang thụ lý.",
        main=True,
    ),
    Action(
        "xac-nhan-dung",
        c.ConfirmStop,
        stopping.ConfirmStopForm,
        "Xác nhận dừng giải quyết",
        "file-off",
        "Hồ sơ kết thúc theo đề nghị của người nộp, kèm thông báo dừng và giấy tờ trả lại.",
        main=True,
    ),
    Action(
        "quyet-dinh-dinh-chinh",
        c.DecideCorrection,
        correcting.DecideCorrectionForm,
        "Quyết định đính chính",
        "scale",
        "Người thứ hai xem chứng cứ rồi quyết định; cả hai thời điểm đều được báo cáo.",
        main=True,
    ),
    Action(
        "phan-cong",
        c.Assign,
        steps.AssignForm,
        "Phân công thụ lý",
        "user-check",
        "Hồ sơ chuyển đến bàn làm việc của cán bộ được phân công.",
        main=True,
    ),
    Action(
        "phe-duyet",
        c.Approve,
        ending.ApproveForm,
        "Phê duyệt",
        "rubber-stamp",
        "Ghi nhận kết quả đã ký; hồ sơ chuyển sang bước sau.",
        main=True,
    ),
    Action(
        "nhan-ket-qua",
        c.Finish,
        ending.FinishForm,
        "Nhận kết quả về Một cửa",
        "package",
        "Thời điểm này quyết định hồ sơ trước hạn, đúng hạn hay trễ hạn.",
        main=True,
    ),
    Action(
        "tra-ket-qua",
        c.ReturnResult,
        ending.ReturnResultForm,
        "Trả kết quả",
        "heart-handshake",
        "Kiểm tra người nhận rồi ghi nhận đã trả. Hồ sơ trễ hạn vẫn được trả kết quả.",
        main=True,
    ),
    Action(
        "chuyen-buoc",
        c.CompleteStep,
        steps.CompleteStepForm,
        "Chuyển bước",
        "arrow-right",
        "Bước này hoàn thành; hồ sơ chuyển sang bước sau.",
        main=True,
    ),
    Action(
        "yeu-cau-bo-sung",
        c.RequestSupplement,
        clock.RequestSupplementForm,
        "Yêu cầu bổ sung",
        "file-alert",
        "Thời hạn dừng tính cho đến khi người nộp bổ sung đủ. Mọi thiếu sót phải nêu đủ trong một lần.",
    ),
    Action(
        "lay-y-kien",
        c.Consult,
        asking.ConsultForm,
        "Lấy ý kiến",
        "message-circle-question",
        "Cơ quan, đơn vị được hỏi có thời hạn trả lời riêng; thời hạn của hồ sơ vẫn tính.",
    ),
    Action(
        "yeu-cau-nop-tien",
        c.RequestPayment,
        stops.RequestPaymentForm,
        "Yêu cầu nộp tiền",
        "cash",
        "Người nộp thực hiện nghĩa vụ tài chính. Thời hạn dừng tính cho đến khi có xác nhận đã nộp.",
    ),
    Action(
        "tam-dung",
        c.Pause,
        stops.PauseForm,
        "Tạm dừng tính thời hạn",
        "player-pause",
        "Chỉ vì một nguyên nhân mà pháp luật cho phép; ngày hẹn trả lùi đúng bằng thời gian dừng.",
    ),
    Action(
        "gia-han",
        c.Extend,
        clock.ExtendForm,
        "Xin lỗi, hẹn lại ngày trả",
        "calendar-due",
        "Ngày hẹn trả lùi lại một lần duy nhất, kèm phiếu xin lỗi gửi người nộp.",
    ),
    Action(
        "tra-lai",
        c.ReturnToStep,
        steps.ReturnToStepForm,
        "Trả lại bước trước",
        "arrow-back-up",
        "Hồ sơ quay về bước được chọn. Ngày hẹn trả không thay đổi.",
    ),
    Action(
        "thu-hoi",
        c.Recall,
        steps.RecallForm,
        "Thu hồi",
        "rotate",
        "Lấy lại bước vừa chuyển để xử lý lại, khi người nhận chưa mở hồ sơ.",
    ),
    Action(
        "ghi-chu",
        c.Note,
        asking.NoteForm,
        "Ghi chú",
        "note",
        "Ghi chú hiện trong diễn biến của hồ sơ cho cán bộ đọc; không thay đổi gì khác.",
    ),
    Action(
        "de-nghi-dung",
        c.AskToStop,
        stopping.AskToStopForm,
        "Ghi đề nghị dừng của người nộp",
        "player-pause",
        "Dành cho người nộp đến trực tiếp. Hồ sơ chỉ dừng sau khi Một cửa xác nhận và trả lại giấy tờ.",
    ),
    Action(
        "sua-ket-qua",
        c.CorrectResult,
        correcting.CorrectResultForm,
        "Sửa sai kết quả",
        "edit",
        "Ghi sai sót của cơ quan trong kết quả và kết quả đã sửa; kết quả cũ vẫn còn trong diễn biến.",
    ),
    Action(
        "de-nghi-dinh-chinh",
        c.AskCorrection,
        correcting.AskCorrectionForm,
        "Đề nghị đính chính thời điểm",
        "history",
        "Khi việc đã xong đúng lúc mà phần mềm cập nhật chậm: đề nghị ghi thêm thời điểm hoàn thành thực tế.",
    ),
    Action(
        "tu-choi-giai-quyet",
        c.Reject,
        ending.RejectForm,
        "Từ chối giải quyết",
        "file-x",
        "Hồ sơ kết thúc; lý do được thông báo bằng văn bản cho người nộp.",
        danger=True,
    ),
    Action(
        "tu-choi-tiep-nhan",
        c.Refuse,
        intake.RefuseForm,
        "Từ chối tiếp nhận",
        "circle-x",
        "Hồ sơ không được tính là đã tiếp nhận; lý do được thông báo cho người nộp.",
        danger=True,
    ),
)
"""In the order of the buttons: what moves the dossier on comes first."""

BY_SLUG = {action.slug: action for action in ACTIONS}


AT_ANY_TIME: frozenset[type[c.Command]] = frozenset(
    {c.Note, c.Recall, c.See, c.AskToStop, c.AskCorrection, c.CorrectResult}
)
"""What may be done beside the work: a dossier does not wait for it."""


def actions_of(page: DossierPage) -> list[Action]:
    """The actions that are possible for this actor now, in the order of the buttons."""
    found = [action for action in ACTIONS if action.command in page.possible]
    if c.Assign in page.possible and not _assigns_first(page):
        # naming another officer is possible at any time, but it is not what the dossier waits for
        found.sort(key=lambda action: action.command is c.Assign)
    return found


def label_of(action: Action, page: DossierPage) -> str:
    """What the button says on this dossier."""
    if action.command is c.Assign and not _assigns_first(page):
        return "Phân công người khác"
    return action.label


def _assigns_first(page: DossierPage) -> bool:
    return any(page.rules.process.step(step).kind is StepKind.ASSIGN for step in page.my_steps)
