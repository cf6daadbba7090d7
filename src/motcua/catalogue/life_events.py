"""Life events: occasions in life or business with the procedures they call for. Writes and reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

import msgspec
from django.db import transaction
from django.db.models import Max

from motcua.agencies.actors import Actor
from motcua.catalogue.access import require_life_event_writer
from motcua.catalogue.directory import hits_by_code
from motcua.catalogue.folding import fold
from motcua.catalogue.life_event_lines import Entry, lines_of, read_lines
from motcua.catalogue.models import LifeEvent, LifeEventEntry, Procedure
from motcua.catalogue.queries import ProcedureHit
from motcua.law.refusal import Refused

Audience = LifeEvent.Audience
_LONGEST_TITLE = 120
_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Text:
    """A life event as it is written.

    Attributes:
        lines: its procedures, see `life_event_lines`.
        icon: name of an icon of the front end.
    """

    title: str
    intro: str
    lines: str
    audience: str = Audience.CITIZEN
    icon: str = "file-text"


@dataclass(frozen=True, slots=True)
class Group:
    """Procedures of a life event under one heading, "" for none: (procedure, when somebody needs it)."""

    heading: str
    lines: tuple[tuple[ProcedureHit, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A life event as people read it: only procedures in force on the day."""

    event: LifeEvent
    groups: tuple[Group, ...]


class _ShippedGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    procedures: tuple[dict[str, str], ...]
    heading: str = ""


class _Shipped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    slug: str
    title: str
    intro: str
    icon: str
    audience: Audience
    groups: tuple[_ShippedGroup, ...]

    @property
    def text(self) -> Text:
        entries = [
            Entry(one["code"], one.get("note", ""), group.heading if first else "")
            for group in self.groups
            for first, one in _marked(group.procedures)
        ]
        return Text(self.title, self.intro, lines_of(entries), self.audience, self.icon)


def _marked(procedures: Iterable[dict[str, str]]) -> Iterable[tuple[bool, dict[str, str]]]:
    return ((place == 0, one) for place, one in enumerate(procedures))


@transaction.atomic
def load_life_events(data: Iterable[Mapping[str, Any]]) -> int:
    """Bring shipped life events into the catalogue; how many were new. What is there already stays as it is.

    Raises:
        Refused: ``life_event_shape``, ``life_event_invalid`` with what is wrong.
    """
    present = set(LifeEvent.objects.values_list("slug", flat=True))
    added = 0
    for place, item in enumerate(data, start=1):
        try:
            shipped = msgspec.convert(item, _Shipped)
        except msgspec.ValidationError as wrong:
            raise Refused("life_event_shape", f"Sự kiện thứ {place} không đúng cấu trúc: {wrong}.") from wrong
        if shipped.slug not in present:
            text = _tidy(shipped.text)
            _write(LifeEvent(slug=shipped.slug, order=place), text, _entries(text))
            added += 1
    return added


@transaction.atomic
def save_life_event(text: Text, *, actor: Actor, slug: str = "", seen: str = "") -> LifeEvent:
    """Write a life event: a new one, or the one of this slug whose `revision_of` was `seen` when it was opened.

    Raises:
        Refused: ``forbidden``; ``life_event_invalid`` beside the field that is wrong; ``no_life_event``,
            ``life_event_changed`` by somebody else in the meantime.
    """
    require_life_event_writer(actor)
    text = _tidy(text)
    entries = _entries(text)
    if not slug:
        last = LifeEvent.objects.filter(audience=text.audience).aggregate(last=Max("order"))["last"] or 0
        return _write(LifeEvent(slug=_new_slug(text.title), order=last + 1), text, entries)
    event = LifeEvent.objects.select_for_update().filter(slug=slug).first()
    if event is None:
        raise Refused("no_life_event", "Sự kiện này không còn; có người đã xóa trong lúc bạn sửa.")
    if revision_of(event) != seen:
        raise Refused(
            "life_event_changed",
            "Có người đã sửa sự kiện này sau khi bạn mở trang. Hãy mở trang trong thẻ khác để xem bản mới,"
            " rồi lưu lại nếu nội dung dưới đây vẫn đúng.",
        )
    return _write(event, text, entries)


def delete_life_event(slug: str, *, actor: Actor) -> None:
    """Take a life event off the portal; its procedures stay. One that is gone already is no mistake.

    Raises:
        Refused: ``forbidden``.
    """
    require_life_event_writer(actor)
    LifeEvent.objects.filter(slug=slug).delete()


def text_of(event: LifeEvent) -> Text:
    """A life event as it is edited."""
    entries = (Entry(one.code, one.note, one.heading) for one in event.entries.all())
    return Text(event.title, event.intro, lines_of(entries), event.audience, event.icon)


def revision_of(event: LifeEvent) -> str:
    """A word for what a life event says now: another one as soon as anything of it is changed."""
    return hashlib.sha256(msgspec.json.encode(text_of(event))).hexdigest()[:16]


def life_events() -> list[LifeEvent]:
    """All life events, those of people first, each audience's in their order (one query)."""
    return sorted(LifeEvent.objects.all(), key=lambda event: Audience.values.index(event.audience))


def life_event(slug: str) -> LifeEvent | None:
    """A life event by its address; None when there is none."""
    return LifeEvent.objects.filter(slug=slug).prefetch_related("entries").first()


def life_event_page(slug: str, on: date) -> Page | None:
    """A life event with its procedures in force on a local day; None when there is none (≤ 4 queries)."""
    event = life_event(slug)
    if event is None:
        return None
    entries = list(event.entries.all())
    hits = hits_by_code([entry.code for entry in entries], on)
    groups: list[tuple[str, list[tuple[ProcedureHit, str]]]] = []
    for entry in entries:
        if entry.heading or not groups:
            groups.append((entry.heading, []))
        if hit := hits.get(entry.code):
            groups[-1][1].append((hit, entry.note))
    return Page(event, tuple(Group(heading, tuple(lines)) for heading, lines in groups if lines))


def unknown_codes(codes: Iterable[str]) -> list[str]:
    """Those of these codes that the catalogue does not have, in their order (one query)."""
    wanted = list(codes)
    known = set(Procedure.objects.filter(code__in=wanted).values_list("code", flat=True))
    return [code for code in wanted if code not in known]


def _tidy(text: Text) -> Text:
    return Text(" ".join(text.title.split()), text.intro.strip(), text.lines, text.audience, text.icon)


def _entries(text: Text) -> tuple[Entry, ...]:
    if not text.title:
        _invalid("Hãy ghi tên sự kiện, như người dân gọi.", "title")
    if len(text.title) > _LONGEST_TITLE:
        _invalid(f"Tên sự kiện dài nhất {_LONGEST_TITLE} ký tự, đang có {len(text.title)}.", "title")
    if text.audience not in Audience.values:
        _invalid("Hãy chọn sự kiện dành cho ai.", "audience")
    entries, problems = read_lines(text.lines)
    if problems:
        _invalid(" ".join(problems), "lines")
    if not entries:
        _invalid("Hãy ghi ít nhất một thủ tục.", "lines")
    if unknown := unknown_codes(entry.code for entry in entries):
        _invalid(f"Danh mục không có thủ tục mang mã {', '.join(unknown)}.", "lines")
    return entries


def _invalid(sentence: str, field: str) -> NoReturn:
    raise Refused("life_event_invalid", sentence, field)


def _write(event: LifeEvent, text: Text, entries: tuple[Entry, ...]) -> LifeEvent:
    event.title, event.intro, event.audience, event.icon = text.title, text.intro, text.audience, text.icon
    event.save()
    event.entries.all().delete()
    LifeEventEntry.objects.bulk_create(
        LifeEventEntry(event=event, order=place, code=one.code, note=one.note, heading=one.heading)
        for place, one in enumerate(entries, start=1)
    )
    return event


def _new_slug(title: str) -> str:
    """An address made of the title, unlike all others."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[: _LONGEST_SLUG - 4].strip("-") or "su-kien"
    taken = set(LifeEvent.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (plain, *numbered) if slug not in taken)
