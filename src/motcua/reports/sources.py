"""What the centre records, and since when: a figure over facts that were not recorded is "no data", never zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from motcua.agencies.actors import Actor
from motcua.law.refusal import Refused
from motcua.reports.models import FactSource
from motcua.reports.span import Span
from motcua.reports.table import NO_DATA

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
KINDS: Mapping[str, str] = {kind.value: str(kind.label) for kind in FactSource.Kind}
"""The kinds of facts, with the words that notes call them by."""


def declare_source(
    kind: str, *, since: date, at: datetime, note: str = "", decision: str = "", actor: Actor | None = None
) -> FactSource:
    """Declare since which local day a kind of fact is recorded; the same again changes nothing.

    What was declared before ends and stays in the history.

    Args:
        at: now, UTC.
        note: how the facts are recorded.
        decision: number of the decision or plan that says so; may be "".
        actor: who declares it; None: the administrator of the system.

    Raises:
        Refused: ``unknown_fact``, ``fact_since``, ``fact_words``, beside their fields; ``changed_meanwhile``.
    """
    note, decision = " ".join(note.split()), " ".join(decision.split())
    _require(kind, since, note, decision)
    try:
        with transaction.atomic():
            present = FactSource.objects.select_for_update().filter(kind=kind, ended_at__isnull=True).first()
            if present is not None:
                if (present.since, present.note, present.decision) == (since, note, decision):
                    return present
                present.ended_at = at
                present.save(update_fields=["ended_at"])
            return FactSource.objects.create(
                kind=kind,
                since=since,
                note=note,
                decision=decision,
                declared_at=at,
                declared_by_id=actor.staff_id if actor else None,
            )
    except IntegrityError as taken:
        raise Refused("changed_meanwhile", "Nguồn số liệu này vừa được người khác khai báo; hãy xem lại.") from taken


def _require(kind: str, since: date, note: str, decision: str) -> None:
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise Refused("unknown_fact", f"Không có loại số liệu “{kind[:40]}”; hãy chọn một trong: {known}.", "kind")
    if not FIRST_DAY <= since <= LAST_DAY:
        raise Refused("fact_since", "Ngày bắt đầu ghi nhận phải từ năm 2000 đến năm 2199.", "since")
    for words, longest, field, name in ((note, 300, "note", "Ghi chú"), (decision, 100, "decision", "Số văn bản")):
        if len(words) > longest:
            raise Refused("fact_words", f"{name} không dài quá {longest} ký tự.", field)


@dataclass(frozen=True, slots=True)
class Sources:
    """Since when each kind is recorded, read once for a whole table."""

    since: Mapping[str, date]

    def recorded(self, kind: str, span: Span) -> bool:
        """Whether all facts of this kind are there for the whole period; "" names no kind and always is."""
        return not kind or (kind in self.since and self.since[kind] <= span.period.first)

    def note(self, kind: str, span: Span) -> str:
        """Why there is no data for the period, as a sentence; "" where there is."""
        if self.recorded(kind, span):
            return ""
        what = KINDS[kind][0].upper() + KINDS[kind][1:]
        if kind not in self.since:
            return f"{what}: {NO_DATA} (trung tâm chưa ghi nhận)."
        return f"{what}: {NO_DATA} (trung tâm ghi nhận từ ngày {self.since[kind]:%d/%m/%Y}, sau ngày đầu kỳ)."

    def notes(self, kinds: Iterable[str], span: Span) -> tuple[str, ...]:
        """A sentence for each of the kinds of which there is no data."""
        return tuple(note for kind in dict.fromkeys(kinds) if (note := self.note(kind, span)))


def sources() -> Sources:
    """Since when each kind of fact is recorded (one query)."""
    return Sources(dict(FactSource.objects.filter(ended_at__isnull=True).values_list("kind", "since")))


def recorded(kind: str, span: Span) -> bool:
    """Whether all facts of this kind are there for the whole period (one query)."""
    return sources().recorded(kind, span)
