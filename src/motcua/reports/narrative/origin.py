"""Where the figures of a document come from, as the document says it and as its check reads it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from motcua.law.moments import in_full
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.narrative.content import Origin
from motcua.reports.span import Span

COUNTED, FROZEN = "nguon", "chot"
"""What the tags of the two parts begin with; a tag holds 64 signs at most."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TOLD = 16
"""Digits of the digest that are printed."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The frozen report that the figures were taken from.

    Attributes:
        code: names it on the command line and in addresses.
        digest: of its figures, in hexadecimal digits; a document tells the first sixteen.
    """

    code: str
    version: int
    digest: str

    def is_told(self, other: Frozen) -> bool:
        """Whether this is what a document tells of `other`."""
        return (self.code, self.version, self.digest) == (other.code, other.version, other.digest[:_TOLD])


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says its figures were taken from; `frozen` is None where they were counted live."""

    span: Span
    frozen: Frozen | None


def origin_of(span: Span, frozen: Frozen | None) -> Origin:
    """The origin of figures, for the foot of a document."""
    as_of = (span.as_of - _EPOCH) // timedelta(microseconds=1)
    counted = (f"Số liệu chốt lúc {in_full(span.as_of)}", f"{COUNTED}/{span.period}/{as_of}")
    if frozen is None:
        return Origin((counted,))
    digest = frozen.digest[:_TOLD]
    words = f", báo cáo {frozen.code}, phiên bản {frozen.version}, mã kiểm tra {digest}"
    return Origin((counted, (words, f"{FROZEN}/{frozen.code}/{frozen.version}/{digest}")))


def is_origin(tag: str) -> bool:
    """Whether a tag tells an origin, and no figure."""
    return tag.startswith((f"{COUNTED}/", f"{FROZEN}/"))


def read_origin(tags: Iterable[str]) -> Told:
    """The origin that the tags of a document tell.

    Raises:
        Refused: ``narrative_origin``: they tell none, or several.
    """
    found = {tag for tag in tags if is_origin(tag)}
    counted = [tag for tag in found if tag.startswith(f"{COUNTED}/")]
    frozen = [tag for tag in found if tag.startswith(f"{FROZEN}/")]
    try:
        if len(counted) != 1 or len(frozen) > 1:
            raise ValueError("one origin is needed")
        _, period, as_of = counted[0].split("/")
        span = Span(Period.parse(period), _EPOCH + timedelta(microseconds=int(as_of)))
        if not frozen:
            return Told(span, None)
        code, version, digest = frozen[0].removeprefix(f"{FROZEN}/").rsplit("/", 2)
        return Told(span, Frozen(code, int(version), digest))
    except (ValueError, OverflowError, Refused):
        raise Refused(
            "narrative_origin",
            "Thuộc tính “từ khóa” của tệp không còn nêu nguồn số liệu nên không biết phải đối chiếu với báo cáo nào; "
            "hãy dùng tệp được tạo từ hệ thống.",
        ) from None
