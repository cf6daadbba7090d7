"""The pages of the board in four sections: what the tabs show, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor


def everybody(actor: Actor) -> bool:
    """All staff of the board."""
    return True


def overseers(actor: Actor) -> bool:
    """Those who see all agencies."""
    return actor.sees_everything


def answerable(actor: Actor) -> bool:
    """Those who answer for the figures of an agency, or of all."""
    return actor.sees_everything or actor.has(Role.LEADER)


@dataclass(frozen=True, slots=True)
class Tab:
    """A page: its words, the names of the addresses that belong to it (the first is its own), who sees it.

    Attributes:
        keeps_period: whether the period that is shown is carried along.
    """

    label: str
    icon: str
    names: tuple[str, ...]
    seen_by: Callable[[Actor], bool] = everybody
    keeps_period: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A group of pages."""

    label: str
    icon: str
    tabs: tuple[Tab, ...]

    def holds(self, name: str) -> bool:
        """Whether the page with this name is one of them."""
        return any(name in tab.names for tab in self.tabs)

    def for_actor(self, actor: Actor) -> list[Tab]:
        """Those that the actor sees."""
        return [tab for tab in self.tabs if tab.seen_by(actor)]


SECTIONS = (
    Section("Tổng quan", "layout-dashboard", (Tab("Tổng quan", "layout-dashboard", ("overview",)),)),
    Section(
        "Báo cáo",
        "report-analytics",
        (
            Tab("Kết quả giải quyết", "table", ("results",), keeps_period=True),
            Tab("Mức độ hài lòng", "mood-smile", ("ratings",), keeps_period=True),
            Tab("Mọi bảng", "report-analytics", ("tables", "table")),
            Tab("Báo cáo chốt", "lock", ("frozen_list", "freeze", "frozen", "frozen_dossiers", "frozen_changes")),
            Tab("Thuyết minh", "file-description", ("narrative", "narrative_check"), overseers, keeps_period=True),
            Tab("Kiểm tra bảng", "list-check", ("audit",)),
            Tab("Thông báo tháng", "file-text", ("notices", "notice"), answerable),
        ),
    ),
    Section(
        "Hồ sơ",
        "files",
        (
            Tab(
                "Trễ hạn",
                "clock-exclamation",
                ("lateness", "late_dossiers", "late_steps"),
                keeps_period=True,
            ),
            Tab("Hồ sơ theo chỉ tiêu", "files", ("dossiers",), keeps_period=True),
            Tab("Cách tính thời hạn", "clock", ("readings",)),
        ),
    ),
    Section(
        "Điểm số",
        "chart-bar",
        (
            Tab("Chỉ số 766", "chart-bar", ("index_766", "index_costs")),
            Tab("Mục tiêu", "checklist", ("targets", "target_end")),
            Tab("Chấm điểm", "clipboard-check", ("scorings", "scoring")),
        ),
    ),
)
