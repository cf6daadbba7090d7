"""Scoring of how an agency resolves its dossiers: nine indices of 0, 1 or 2 points each (TT 01/2018/TT-VPCP Đ13–15).

No longer the law since NĐ 118/2025; a province may keep it by a decision of its own. Five indices are averages over
dossiers: Σ points ÷ dossiers, to one decimal (Đ15.2). Which points the indices 5–9 give was not read in a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from motcua.law.readings import Verdict
from motcua.law.refusal import Refused
from motcua.law.scoring.rates import in_vietnamese, rounded
from motcua.law.scoring.scheme import Band

MOST = Decimal(2)
PLACES = 1


@dataclass(frozen=True, slots=True)
class QualityIndex:
    """One of the nine.

    Attributes:
        two, one, zero: when so many points are given; "" where that number is never given.
        by_dossier: its score is an average over dossiers.
        computed: the system counts it; nobody types it.
        assumed: its points were not read in a source.
    """

    number: int
    label: str
    two: str
    one: str
    zero: str
    by_dossier: bool = False
    computed: bool = False
    assumed: bool = False


_ALL = (
    QualityIndex(
        1, "Tổng thời gian giải quyết so với quy định",
        "ngắn hơn thời hạn", "bằng thời hạn", "dài hơn thời hạn", by_dossier=True, computed=True,
    ),
    QualityIndex(
        2, "Thời gian của từng cơ quan tham gia giải quyết",
        "ngắn hơn thời gian quy định", "bằng thời gian quy định", "dài hơn thời gian quy định",
        by_dossier=True, computed=True,
    ),
    QualityIndex(
        3, "Số lần phải liên hệ nơi tiếp nhận để hoàn thiện hồ sơ",
        "không phải liên hệ lần nào", "1 lần", "trên 1 lần mà không do lỗi của người nộp", by_dossier=True,
    ),
    QualityIndex(
        4, "Số cơ quan, đơn vị phải liên hệ để hoàn thiện hồ sơ",
        "không phải liên hệ cơ quan nào", "1 cơ quan, hoặc hơn 1 theo pháp luật chuyên ngành", "trên 1 cơ quan",
        by_dossier=True, assumed=True,
    ),
    QualityIndex(
        5, "Thực hiện tiếp nhận, giải quyết và trả kết quả tại Bộ phận Một cửa",
        "mọi bước đều tại Bộ phận Một cửa", "chỉ tiếp nhận và trả kết quả", "không thực hiện đầy đủ", assumed=True,
    ),
    QualityIndex(
        6, "Mức độ công khai thủ tục tại Bộ phận Một cửa và trên cổng",
        "đầy đủ, đúng hạn", "đầy đủ nhưng chậm", "chưa đầy đủ", assumed=True,
    ),
    QualityIndex(
        7, "Thái độ của cán bộ, công chức",
        "không bị phản ánh", "", "bị phản ánh và phản ánh đúng", by_dossier=True, assumed=True,
    ),
    QualityIndex(
        8, "Tiếp thu, giải trình phản ánh, kiến nghị",
        "trả lời đủ, đúng hạn", "trả lời đủ, có trường hợp chậm", "còn trường hợp không trả lời", assumed=True,
    ),
    QualityIndex(
        9, "Tiến độ và chất lượng cung cấp dịch vụ công trực tuyến",
        "đạt hoặc vượt kế hoạch", "", "chưa đạt kế hoạch", assumed=True,
    ),
)  # fmt: skip

QUALITY: Mapping[int, QualityIndex] = {one.number: one for one in _ALL}
MAXIMUM = MOST * len(QUALITY)


@dataclass(frozen=True, slots=True)
class QualityScheme:
    """The grades of a total of nine indices, in force from a day on."""

    since: date
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        bounds = [band.at_least.number for band in self.bands]
        if not bounds or bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0 or bounds[0] > MAXIMUM:
            raise Refused("scheme_bands", "Các mức xếp loại phải ghi từ cao xuống thấp, mức cuối cùng từ 0 điểm.")


def by_time(verdict: Verdict) -> int:
    """Points of a dossier, or of an agency's part in it, for its time: shorter 2, equal 1, longer 0 (Đ13–14)."""
    if verdict.is_late:
        return 0
    return 2 if verdict is Verdict.EARLY else 1


def by_contacts(times: int) -> int:
    """Points of a dossier for how often the applicant had to come back, own faults left out: 0 → 2, 1 → 1, else 0."""
    return max(0, 2 - times)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many dossiers have two points, one, and none."""

    twos: int
    ones: int
    zeros: int

    @property
    def dossiers(self) -> int:
        """All of them."""
        return self.twos + self.ones + self.zeros

    @property
    def score(self) -> Decimal | None:
        """Σ points ÷ dossiers, to one decimal, half up (Đ15.2); None where there are none."""
        if not self.dossiers:
            return None
        return rounded(Fraction(2 * self.twos + self.ones, self.dossiers), PLACES)

    @property
    def sentence(self) -> str:
        """How the score comes about."""
        if self.score is None:
            return "Trong kỳ không có hồ sơ nào để chấm."
        points = in_vietnamese(2 * self.twos + self.ones)
        return (
            f"{in_vietnamese(self.twos)} hồ sơ được 2 điểm, {in_vietnamese(self.ones)} được 1 điểm, "
            f"{in_vietnamese(self.zeros)} được 0 điểm: {points} ÷ {in_vietnamese(self.dossiers)} "
            f"= {in_vietnamese(self.score, PLACES)} điểm."
        )


def tally(points: Iterable[int]) -> Tally:
    """Count the points of dossiers, each 0, 1 or 2."""
    found = list(points)
    return Tally(found.count(2), found.count(1), found.count(0))


def require_score(number: int, score: Decimal) -> None:
    """Whether an index can have this score.

    Raises:
        Refused: ``unknown_index``, ``score_impossible``, field ``score``.
    """
    index = QUALITY.get(number)
    if index is None:
        raise Refused("unknown_index", "Không có chỉ số này trong Thông tư 01/2018/TT-VPCP.", "score")
    if index.by_dossier:
        if not 0 <= score <= MOST or score != round(score, PLACES):
            raise Refused(
                "score_impossible", f"Chỉ số {number} là điểm bình quân từ 0 đến 2, một chữ số thập phân.", "score"
            )
        return
    allowed = [points for points, when in ((2, index.two), (1, index.one), (0, index.zero)) if when]
    if score not in allowed:
        raise Refused(
            "score_impossible", f"Chỉ số {number} chỉ được {', '.join(map(str, allowed))} điểm; hãy chọn lại.", "score"
        )


def total_of(scores: Sequence[Decimal | None]) -> tuple[Decimal, Decimal]:
    """The total of the indices that have a score, and the most that these could have."""
    found = [score for score in scores if score is not None]
    return sum(found, Decimal(0)), MOST * len(found)


def band_of(scheme: QualityScheme, total: Decimal) -> Band:
    """The grade of a total of all nine."""
    return next(band for band in scheme.bands if total >= band.at_least.number)
