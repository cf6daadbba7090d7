"""Everything that keeps a process from being approved, each in a sentence for the person who draws it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from motcua.law.limit import vietnamese
from motcua.law.process.branches import wrong_branches
from motcua.law.process.model import APPROVE, Process, StepKind, successors


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a process cannot be approved: the step it concerns ("" for the whole) and a sentence for the person."""

    step: str
    sentence: str


def validate(
    process: Process, limit_hours: Decimal | None = None, holders: Collection[tuple[str, str]] | None = None
) -> tuple[Problem, ...]:
    """Everything that is wrong with a process; empty when it can be run.

    Args:
        limit_hours: the procedure's time limit in working hours; None when it is not counted in working time.
        holders: (role, code of the unit) of all posts that somebody holds; None when that is not to be checked.
    """
    shape = (*_unknown_steps(process), *_dead_ends(process))
    if shape:
        return shape
    ways = (*_unreachable(process), *_no_way_out(process))
    branches = () if ways else tuple(Problem(*wrong) for wrong in wrong_branches(process))
    return (
        *ways,
        *branches,
        *_unsigned(process),
        *_two_assignments(process),
        *_nobody_there(process, holders),
        *_over_limit(process, limit_hours),
    )


def reserve(process: Process, limit_hours: Decimal) -> Decimal:
    """Working hours of the limit that the longest way leaves over; negative when it takes more than the limit."""
    return limit_hours - process.longest_hours()


def _unknown_steps(process: Process) -> Iterable[Problem]:
    counted = Counter(step.id for step in process.steps)
    for step_id, times in counted.items():
        if times > 1:
            yield Problem(step_id, f"Mã bước “{step_id}” được dùng cho nhiều bước; mỗi bước cần một mã riêng.")
    if process.start not in counted:
        yield Problem("", f"Bước bắt đầu “{process.start}” không có trong quy trình.")
    for step in process.steps:
        for target in successors(step):
            if target not in counted:
                yield Problem(step.id, f"Bước “{step.name}” chuyển đến bước “{target}” không tồn tại.")
        for edge in step.edges:
            if len(set(edge.to)) < len(edge.to):
                yield Problem(step.id, f"Hướng “{edge.label}” của bước “{step.name}” mở cùng một bước hai lần.")
        if len({edge.outcome for edge in step.edges}) < len(step.edges):
            yield Problem(step.id, f"Bước “{step.name}” có hai hướng đi cùng mã; mỗi hướng cần một mã riêng.")


def _dead_ends(process: Process) -> Iterable[Problem]:
    for step in process.steps:
        if step.hours < 0:
            yield Problem(step.id, f"Bước “{step.name}” có thời gian âm.")
        if not step.role:
            yield Problem(step.id, f"Bước “{step.name}” chưa có vai trò thực hiện.")
        if step.kind is StepKind.HAND_OVER:
            if any(edge.to for edge in step.edges):
                yield Problem(step.id, f"Bước “{step.name}” là bước bàn giao kết quả, không thể có bước sau.")
        elif not step.edges or not all(edge.to for edge in step.edges):
            yield Problem(step.id, f"Bước “{step.name}” không dẫn đến bước nào.")
        if step.kind is StepKind.DECIDE and step.edge(APPROVE) is None:
            yield Problem(step.id, f"Bước “{step.name}” là bước ký duyệt nhưng thiếu hướng “đồng ý”.")


def _unreachable(process: Process) -> Iterable[Problem]:
    reached = process.reachable(process.start) | {process.start}
    for step in process.steps:
        if step.id not in reached:
            yield Problem(step.id, f"Không có đường nào dẫn đến bước “{step.name}”.")


def _no_way_out(process: Process) -> Iterable[Problem]:
    graph = process.graph
    ends = graph.mask_of(graph.place[step.id] for step in process.steps if step.kind is StepKind.HAND_OVER)
    if not ends:
        yield Problem("", "Quy trình không có bước bàn giao kết quả cho bộ phận một cửa.")
        return
    arrive = graph.leading_to(ends)
    for place, step in enumerate(process.steps):
        if arrive >> place & 1:
            continue
        if step.id in process.reachable(step.id):
            told = f"Bước “{step.name}” nằm trong vòng lặp không có lối ra đến bước bàn giao kết quả."
        else:
            told = f"Từ bước “{step.name}” không có lối ra đến bước bàn giao kết quả."
        yield Problem(step.id, told)
    if not any(step.kind is StepKind.DECIDE for step in process.steps):
        yield Problem("", "Quy trình không có bước lãnh đạo ký duyệt.")


def _unsigned(process: Process) -> Iterable[Problem]:
    """A way to the hand-over on which nobody signs: a dossier that takes it could never be finished.

    Where branches part, a signature in one of them is enough.
    """
    if not any(step.kind is StepKind.DECIDE for step in process.steps):
        return  # said already
    order, _ = process.graph.walk
    reached = [process.step(process.graph.ids[place]) for place in reversed(order)]
    unsigned = {step.id for step in reached if step.kind is StepKind.HAND_OVER}
    before = 0
    while len(unsigned) > before:
        before = len(unsigned)
        for step in reached:
            if step.kind is not StepKind.DECIDE and any(unsigned.issuperset(edge.to) for edge in step.edges):
                unsigned.add(step.id)
    if process.start in unsigned:
        yield Problem("", "Có đường đến bước bàn giao kết quả mà không qua bước lãnh đạo ký duyệt.")


def _two_assignments(process: Process) -> Iterable[Problem]:
    """A dossier has one responsible officer: naming one in a second unit would hand over the work of the first."""
    assigning = [step for step in process.steps if step.kind is StepKind.ASSIGN]
    for step in assigning[1:]:
        if step.unit != assigning[0].unit:
            yield Problem(
                step.id,
                f"Bước “{step.name}” phân công ở đơn vị khác với bước “{assigning[0].name}”: người được phân công sau"
                " sẽ nhận cả việc của đơn vị kia. Mỗi quy trình chỉ phân công trong một đơn vị.",
            )


def _nobody_there(process: Process, holders: Collection[tuple[str, str]] | None) -> Iterable[Problem]:
    if holders is None:
        return
    for step in process.steps:
        if (step.role, step.unit) not in holders:
            yield Problem(
                step.id, f"Bước “{step.name}” chưa có ai giữ: không có người đảm nhiệm vai trò này ở đơn vị đã chọn."
            )


def _over_limit(process: Process, limit_hours: Decimal | None) -> Iterable[Problem]:
    if limit_hours is not None and (longest := process.longest_hours()) > limit_hours:
        yield Problem(
            "",
            f"Tổng thời gian các bước là {vietnamese(longest)} giờ,"
            f" vượt thời hạn {vietnamese(limit_hours)} giờ của thủ tục.",
        )
