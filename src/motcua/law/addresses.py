"""What an address as people write it says of the commune: the smallest unit that figures are told by."""

from __future__ import annotations

import re

_COMMUNE = re.compile(r"(phường|xã|thị trấn|đặc khu|P\.|X\.|TT\.?)\s*\S", re.IGNORECASE)
_DISTRICT = re.compile(r"(quận|huyện|thị xã|thành phố|Q\.|H\.|TX\.?|TP\.?)\s*\S", re.IGNORECASE)
_MOST = 120
"""Letters that are kept."""


def commune_of(address: str) -> str:
    """The commune of an address, with the district behind it where the address names one.

    Communes of one name lie in many districts ("Phường 1"), so the district is a part of the name; since 01/07/2025
    there are no districts, and the commune stands alone or before a city of central level.

    >>> commune_of("Số 12 đường Lê Lợi, Phường 3, thành phố Sóc Trăng, tỉnh Sóc Trăng")
    'Phường 3, thành phố Sóc Trăng'
    >>> commune_of("Ấp Chợ, xã Mỹ Tú, tỉnh Sóc Trăng"), commune_of("Hộp thư 5")
    ('Xã Mỹ Tú', '')
    """
    parts = [" ".join(part.split()) for part in re.split(r"[,;\n]", address)]
    for place, part in enumerate(parts):
        if not _COMMUNE.match(part) or part.casefold().startswith("thị xã"):
            continue
        name = part[0].upper() + part[1:]
        after = parts[place + 1] if place + 1 < len(parts) else ""
        return f"{name}, {after}"[:_MOST] if _DISTRICT.match(after) else name[:_MOST]
    return ""
