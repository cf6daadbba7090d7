"""The shape of a procedure in our own format: of the files that ship, of exports, and of what the editor makes."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import msgspec

from motcua.catalogue.models import Fee, Level, OnlineLevel, ProcedureVersion, Subject
from motcua.law.deadline import Counting, TimeLimit, Unit
from motcua.law.lifecycle.state import Channel
from motcua.law.limit import promised


class CaseSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case (trường hợp); `key` is what limits, fees and components name it by."""

    key: str
    name: str


class ComponentSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A component of the dossier.

    Attributes:
        case: key of the case that asks for it; "" for every case.
        paper_type: code of the type of paper, by which what was handed in or issued once is used again.
        must_digitise: whether it has to be digitised, `digitise_reason` by which rule (TT 01/2023/TT-VPCP Đ5).
    """

    key: str
    name: str
    originals: int = 1
    copies: int = 0
    mandatory: bool = True
    form_code: str = ""
    condition: str = ""
    case: str = ""
    form_url: str = ""
    paper_type: str = ""
    must_digitise: bool = False
    digitise_reason: str = ""


class LimitSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A time limit; without a channel (a case) it holds for all that have none of their own.

    Attributes:
        legal_value, legal_unit: the limit in the law, where this one is reduced; `reduction_basis` says by what.
    """

    value: Decimal
    unit: Unit
    channel: str = ""
    case: str = ""
    counting: Counting = Counting.EXACT
    cutoff: time | None = None
    note: str = ""
    legal_value: Decimal | None = None
    legal_unit: Unit | None = None
    reduction_basis: str = ""

    def limit(self) -> TimeLimit:
        """The limit as the law reckons with it; one of nothing is refused."""
        return promised(TimeLimit(self.value, self.unit, self.counting, self.cutoff))

    def legal(self) -> TimeLimit | None:
        """The limit in the law, where this one is reduced."""
        if self.legal_value is None or self.legal_unit is None:
            return None
        return promised(TimeLimit(self.legal_value, self.legal_unit))


class FeeSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A fee or charge in đồng; no amount where another text sets it case by case.

    Attributes:
        per: what one amount is for (hồ sơ, giấy phép, …).
        online_amount: for what is filed online, where that is less.
        valid_from, valid_until: first day on which it holds, first day on which it no longer does.
    """

    kind: Fee.Kind
    name: str
    amount: int | None = None
    condition: str = ""
    due_at_intake: bool = False
    case: str = ""
    per: str = ""
    online_amount: int | None = None
    exemption: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


class ResultSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the applicant gets; `code` is its type in the national list of results."""

    name: str
    code: str = ""


class OnlineSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From a day on the procedure can be filed online to this degree."""

    since: date
    level: OnlineLevel


class SuspensionSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A span of days without intake: from its first day up to, not including, `until`."""

    since: date
    until: date | None = None
    reason: str = ""


class DecisionSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A publication decision."""

    number: str
    date: date
    title: str = ""
    issuer: str = ""


class ProcessSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An internal process and the decision that approves it; `start`, `steps` as in `law.process.Process`."""

    decision: str
    start: str
    steps: tuple[dict[str, Any], ...]
    number: int = 1
    valid_from: date | None = None

    @property
    def spec(self) -> dict[str, Any]:
        """What is kept as JSON."""
        return {"start": self.start, "steps": list(self.steps)}


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """All that a version of a procedure says, whoever decides on it and when.

    Attributes:
        agency: code or name of an agency of ours.
        executing, competent, coordinating: agencies in the words of the publication.
        sets: how many sets of the dossier are handed in.
        steps: how it goes, for the applicant: sentences in order.
        process: the internal process; without one no dossier can be taken in.
    """

    code: str
    agency: str
    field: str
    name: str
    channels: tuple[Channel, ...]
    limits: tuple[LimitSpec, ...] = ()
    components: tuple[ComponentSpec, ...] = ()
    cases: tuple[CaseSpec, ...] = ()
    fees: tuple[FeeSpec, ...] = ()
    results: tuple[ResultSpec, ...] = ()
    levels: tuple[Level, ...] = ()
    subject: str = ""
    subjects: tuple[Subject, ...] = ()
    executing: str = ""
    competent: str = ""
    coordinating: str = ""
    address: str = ""
    route: ProcedureVersion.Route = ProcedureVersion.Route.LOCAL
    online_level: OnlineLevel = OnlineLevel.PARTIAL
    online_changes: tuple[OnlineSpec, ...] = ()
    sets: int = 1
    on_the_spot: bool = False
    conditions: str = ""
    legal_bases: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    sample_url: str = ""
    video_url: str = ""
    process: ProcessSpec | None = None


class VersionSpec(Content, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A procedure in one of its versions: what it says, by which decision, and in which days it holds.

    Attributes:
        weight: how often it is filed beside its agency's others, for synthesized dossiers; not kept.
    """

    decision: DecisionSpec
    valid_from: date
    valid_until: date | None = None
    number: int = 1
    suspensions: tuple[SuspensionSpec, ...] = ()
    weight: int = 1


def content_of(spec: Content) -> dict[str, Any]:
    """What a version says, as plain data: kept with it, compared, exported."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(spec))
    return {name: plain[name] for name in Content.__struct_fields__ if name in plain}
