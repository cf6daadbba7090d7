"""What a narrative report says besides its figures: who issues it, on what grounds, from when a figure is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import yaml
from django.conf import settings

from motcua.law.refusal import Refused
from motcua.reports.narrative.content import Letterhead


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ground of reports whose period ends on a day from `since` up to, not including, `until`."""

    since: date
    text: str
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= on and (self.until is None or on < self.until)


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which figures on a strength, a weakness or a task is proposed; see `data/narrative.yaml`."""

    comparable: float
    on_time_good: float
    on_time_low: float
    agency_on_time_low: float
    agency_cases: int
    late_most: float
    recorded_late: float
    satisfied_good: float
    satisfied_low: float
    online_low: float
    online_rise: float
    consulted_late: float
    sent_back_high: float
    named: int


class _Letterhead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    superior: str
    sign: str
    position: str
    signer: str
    recipients: tuple[str, ...]
    copies: str


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    letterhead: _Letterhead
    bases: tuple[Basis, ...]
    thresholds: Thresholds

    def letterhead_of(self, year: int, day: date | None = None) -> Letterhead:
        """The head of a report that the centre writes in a year, on a day where it is known."""
        told = self.letterhead
        return Letterhead(
            superior=told.superior.replace("{province}", settings.CENTRE_PROVINCE),
            issuer=settings.CENTRE_NAME,
            number="",
            sign=told.sign,
            place=settings.CENTRE_PROVINCE,
            year=year,
            position=told.position,
            signer=told.signer,
            recipients=told.recipients,
            copies=told.copies,
            day=day,
        )

    def bases_on(self, day: date) -> tuple[str, ...]:
        """The grounds in force on a day."""
        return tuple(basis.text for basis in self.bases if basis.holds(day))


def config() -> Config:
    """The configuration: what ships, with what the centre's own file says instead.

    Raises:
        Refused: ``narrative_config``: the centre's file cannot be read, or says something that is not known.
    """
    shipped = (resources.files("motcua.reports.narrative") / "data" / "narrative.yaml").read_text(encoding="utf-8")
    told: dict[str, Any] = yaml.safe_load(shipped)
    if settings.NARRATIVE_FILE:
        path = Path(settings.NARRATIVE_FILE)
        try:
            own = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            if not isinstance(own, Mapping):
                raise TypeError("the file is no mapping")
            return msgspec.convert(_over(told, own), Config)
        except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError, TypeError) as error:
            sentence = f"Cấu hình báo cáo thuyết minh trong tệp {path} không đúng: {error}."
            raise Refused("narrative_config", sentence) from None
    return msgspec.convert(told, Config)


def _over(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Sections are laid over one another key by key; lists are replaced whole."""
    found = dict(shipped)
    for key, value in own.items():
        below = shipped.get(key)
        found[key] = _over(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return found
