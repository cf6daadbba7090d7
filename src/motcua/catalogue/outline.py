"""What a procedure says, as labelled lines in the order of its sections: to compare, and to show what a file brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.accounts.roles import Role
from motcua.catalogue.loading import process_from
from motcua.catalogue.models import Fee, Level, OnlineLevel, ProcedureVersion, Subject
from motcua.catalogue.spec import ComponentSpec, Content, FeeSpec, LimitSpec
from motcua.law.lifecycle.state import Channel
from motcua.law.limit import vietnamese


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line: `key` names what it is about, the same in every version; lists have no keys."""

    label: str
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section; `in_order` where its lines are a list that is told by its order rather than by keys."""

    title: str
    lines: tuple[OutlineLine, ...]
    in_order: bool = False


def outline(content: Content) -> tuple[OutlineSection, ...]:
    """All that a procedure says, section by section; what it does not say has no line."""
    cases = {case.key: case.name for case in content.cases}
    return (
        OutlineSection("Thông tin chung", tuple(_general(content))),
        OutlineSection("Cách thức thực hiện", tuple(_ways(content))),
        OutlineSection("Trường hợp", tuple(OutlineLine(name, name, key) for key, name in cases.items())),
        OutlineSection("Thành phần hồ sơ", tuple(_component(part, cases) for part in content.components)),
        OutlineSection("Thời hạn giải quyết", tuple(_limit(limit, cases) for limit in content.limits)),
        OutlineSection("Phí, lệ phí", tuple(_fees(content, cases))),
        OutlineSection("Trình tự thực hiện", _numbered(content.steps), in_order=True),
        OutlineSection("Kết quả", _numbered([_result(one.name, one.code) for one in content.results]), in_order=True),
        OutlineSection("Căn cứ pháp lý", _numbered(content.legal_bases), in_order=True),
        OutlineSection("Quy trình nội bộ", tuple(_process(content))),
    )


def _numbered(sentences: tuple[str, ...] | list[str]) -> tuple[OutlineLine, ...]:
    return tuple(OutlineLine(str(number), sentence) for number, sentence in enumerate(sentences, start=1))


def _result(name: str, code: str) -> str:
    return f"{name} (mã {code})" if code else name


def _general(content: Content) -> Iterator[OutlineLine]:
    said = {
        "name": ("Tên thủ tục", content.name),
        "field": ("Lĩnh vực", content.field),
        "agency": ("Cơ quan giải quyết", content.agency),
        "executing": ("Cơ quan thực hiện", content.executing),
        "competent": ("Cơ quan có thẩm quyền", content.competent),
        "coordinating": ("Cơ quan phối hợp", content.coordinating),
        "levels": ("Cấp thực hiện", ", ".join(str(Level(level).label) for level in content.levels)),
        "route": ("Nơi giải quyết", str(ProcedureVersion.Route(content.route).label)),
        "subject": ("Đối tượng thực hiện", content.subject),
        "subjects": ("Nhóm đối tượng", "; ".join(str(Subject(subject).label) for subject in content.subjects)),
        "sets": ("Số bộ hồ sơ", str(content.sets)),
        "on_the_spot": ("4 tại chỗ", "Có" if content.on_the_spot else ""),
        "conditions": ("Yêu cầu, điều kiện", content.conditions),
        "address": ("Địa chỉ tiếp nhận", content.address),
        "sample_url": ("Hồ sơ mẫu", content.sample_url),
        "video_url": ("Video hướng dẫn", content.video_url),
    }
    yield from (OutlineLine(label, text, key) for key, (label, text) in said.items() if text)


def _ways(content: Content) -> Iterator[OutlineLine]:
    yield OutlineLine("Hình thức nộp", ", ".join(Channel(one).label for one in content.channels), "channels")
    yield OutlineLine("Mức trực tuyến", str(OnlineLevel(content.online_level).label), "online_level")
    for change in content.online_changes:
        label = f"Từ ngày {change.since:%d/%m/%Y}"
        yield OutlineLine(label, str(OnlineLevel(change.level).label), f"since:{change.since}")


def _of_case(case: str, cases: dict[str, str]) -> str:
    return f"trường hợp “{cases.get(case, case)}”" if case else ""


def _component(part: ComponentSpec, cases: dict[str, str]) -> OutlineLine:
    numbers = [(part.originals, "bản chính"), (part.copies, "bản sao")]
    said = [
        part.name,
        " và ".join(f"{number} {name}" for number, name in numbers if number),
        "" if part.mandatory else "không bắt buộc",
        part.condition,
        _of_case(part.case, cases),
        f"mẫu {part.form_code}" if part.form_code else "",
        f"mã loại giấy tờ {part.paper_type}" if part.paper_type else "",
        f"phải số hóa ({part.digitise_reason})" if part.must_digitise else "",
    ]
    return OutlineLine(part.name, "; ".join(filter(None, said)), part.key)


def _limit(limit: LimitSpec, cases: dict[str, str]) -> OutlineLine:
    where = [Channel(limit.channel).label if limit.channel else "", _of_case(limit.case, cases)]
    legal = limit.legal()
    said = [
        limit.limit().label,
        f"luật định {legal.label}" if legal else "",
        limit.reduction_basis,
        f"nhận trước {limit.cutoff:%H giờ %M}" if limit.cutoff else "",
        limit.note,
    ]
    label = ", ".join(filter(None, where)) or "Mọi hình thức"
    return OutlineLine(label[:1].upper() + label[1:], "; ".join(filter(None, said)), f"{limit.case}:{limit.channel}")


def _fees(content: Content, cases: dict[str, str]) -> Iterator[OutlineLine]:
    seen: dict[str, int] = {}
    for fee in content.fees:
        key = f"{fee.case}:{fee.name}"
        seen[key] = seen.get(key, 0) + 1
        yield OutlineLine(fee.name, _fee(fee, cases), f"{key}:{seen[key]}")


def _fee(fee: FeeSpec, cases: dict[str, str]) -> str:
    amount = "theo văn bản khác" if fee.amount is None else _dong(fee.amount)
    said = [
        Fee.Kind(fee.kind).label,
        f"{amount}/{fee.per}" if fee.per else amount,
        f"nộp trực tuyến {_dong(fee.online_amount)}" if fee.online_amount is not None else "",
        _of_case(fee.case, cases),
        fee.condition,
        f"miễn, giảm: {fee.exemption}" if fee.exemption else "",
        f"từ ngày {fee.valid_from:%d/%m/%Y}" if fee.valid_from else "",
        f"đến trước ngày {fee.valid_until:%d/%m/%Y}" if fee.valid_until else "",
        "thu khi tiếp nhận" if fee.due_at_intake else "",
    ]
    return "; ".join(filter(None, said))


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".") + " đồng"


def _process(content: Content) -> Iterator[OutlineLine]:
    if content.process is None:
        return
    for step in process_from(content.process.spec).steps:
        role = str(Role(step.role).label)
        yield OutlineLine(step.name, f"{step.name}; {role}; {vietnamese(step.hours)} giờ làm việc", step.id)
