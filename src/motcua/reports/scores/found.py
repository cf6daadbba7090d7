"""What was counted for the indicators, by agency: what every source of the index returns."""

from __future__ import annotations

from collections.abc import Mapping

from motcua.law.scoring.index import Count, Missing, Reading
from motcua.law.scoring.indicators import INDICATORS

Found = Mapping[int, Count] | Missing
"""The counts of an indicator by id of agency; an agency without any had nothing to count. Or why there are none."""


def readings_for(found: Mapping[str, Found], agency: int | None) -> dict[str, Reading]:
    """What was found for one agency, or for the province (None): the sums of its agencies."""
    return {key: _reading(key, one, agency) for key, one in found.items()}


def _reading(key: str, found: Found, agency: int | None) -> Reading:
    if isinstance(found, Missing):
        return found
    if agency is None:
        return Count(sum(count.part for count in found.values()), sum(count.whole for count in found.values()))
    if INDICATORS[key].province_only:
        return Missing.PROVINCE_ONLY
    return found.get(agency, Count(0, 0))
