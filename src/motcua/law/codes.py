"""Identification codes of agencies, procedures and dossiers, of both generations.

Agencies: QCVN 102:2016/BTTTT writes the first level last ("000.00.13.H49"); QĐ 20/2020/QĐ-TTg, amended by
QĐ 09/2025/QĐ-TTg, writes it first ("H49.13", since 2025 "H49.013"). Which codes exist is data, not law: here
they are only read, checked for form and written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from motcua.law.refusal import Refused

_LONGEST = 35  # QĐ 20/2020/QĐ-TTg Đ4
_AGENCY_NEW = re.compile(r"[A-Y][0-9]{2}(?:\.[0-9]{2,3}){0,3}")
_AGENCY_OLD = re.compile(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}")
_PROCEDURE = re.compile(r"([0-9]\.[0-9]{6})(?:\.((?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.)?[A-Y][0-9]{2}))?")
_DOSSIER = re.compile(r"([A-Z0-9.]+)-([0-9]{2})([0-9]{2})([0-9]{2})-([0-9]{4,12})")


def _malformed(what: str, text: str, example: str) -> Refused:
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    return Refused("code_malformed", f"{what} “{shown}” không đúng dạng; ví dụ đúng: {example}.")


@dataclass(frozen=True, slots=True, order=True)
class AgencyCode:
    """The electronic identification code of an agency, kept in the generation it was written in."""

    text: str

    def __post_init__(self) -> None:
        known = _AGENCY_NEW.fullmatch(self.text) or _AGENCY_OLD.fullmatch(self.text)
        if not known or len(self.text) > _LONGEST:
            raise _malformed("Mã định danh cơ quan", self.text, "H49.13 hoặc 000.00.13.H49")

    @classmethod
    def parse(cls, text: str) -> AgencyCode:
        """Read a code as people type it: surrounding space and small letters are accepted.

        Raises:
            Refused: ``code_malformed``.
        """
        return cls(text.strip().upper())

    @property
    def is_old(self) -> bool:
        """Whether it is written after QCVN 102:2016, first level last."""
        return self.text[0].isdigit()

    @property
    def levels(self) -> tuple[str, ...]:
        """Groups from level 1 down, in both generations; zero groups that end an old code are left out."""
        if not self.is_old:
            return tuple(self.text.split("."))
        groups = self.text.split(".")[::-1]
        while set(groups[-1]) == {"0"}:
            groups.pop()
        return tuple(groups)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, order=True)
class ProcedureCode:
    """The code of an administrative procedure: the national one and the suffix of local publication.

    Attributes:
        national: "1.004238".
        suffix: "" or the agency that published it, "H38" or "000.00.00.H56".
    """

    national: str
    suffix: str = ""

    def __post_init__(self) -> None:
        if not _PROCEDURE.fullmatch(str(self)):
            raise _malformed("Mã thủ tục hành chính", str(self), "1.004238 hoặc 1.004238.H49")

    @classmethod
    def parse(cls, text: str) -> ProcedureCode:
        """Read a code with or without its suffix; surrounding space and small letters are accepted.

        Raises:
            Refused: ``code_malformed``.
        """
        match = _PROCEDURE.fullmatch(text.strip().upper())
        if not match:
            raise _malformed("Mã thủ tục hành chính", text.strip(), "1.004238 hoặc 1.004238.H49")
        return cls(match[1], match[2] or "")

    def __str__(self) -> str:
        return f"{self.national}.{self.suffix}" if self.suffix else self.national


@dataclass(frozen=True, slots=True, order=True)
class DossierCode:
    """The code of a dossier: agency, local day of acceptance, order in that day.

    TT 01/2018/TT-VPCP Đ19; NĐ 118/2025/NĐ-CP Đ28. Since TT 03/2025/TT-VPCP Đ13.3 codes of central systems
    carry two more digits in front of the order and the order may be longer than four digits, so the number
    of digits (`width`) belongs to the code: 0099 and 00099 are two codes.
    """

    agency: AgencyCode
    day: date
    number: int
    width: int = 4

    def __post_init__(self) -> None:
        if self.number < 0 or not 2000 <= self.day.year <= 2099:
            text = f"{self.agency}-{self.day:%y%m%d}-{self.number}"
            raise _malformed("Mã hồ sơ", text, "000.00.13.H49-190205-0001")
        object.__setattr__(self, "width", max(4, self.width, len(str(self.number))))

    @classmethod
    def parse(cls, text: str) -> DossierCode:
        """Read a code of either generation; surrounding space and small letters are accepted.

        Raises:
            Refused: ``code_malformed``, also when its day does not exist.
        """
        tidy = text.strip().upper()
        match = _DOSSIER.fullmatch(tidy)
        try:
            if match is None:
                raise ValueError
            day = date(2000 + int(match[2]), int(match[3]), int(match[4]))
            return cls(AgencyCode(match[1]), day, int(match[5]), len(match[5]))
        except (ValueError, Refused):
            raise _malformed("Mã hồ sơ", tidy, "000.00.13.H49-190205-0001 hoặc H49.13-190205-0001") from None

    def __str__(self) -> str:
        return f"{self.agency}-{self.day:%y%m%d}-{self.number:0{self.width}d}"
