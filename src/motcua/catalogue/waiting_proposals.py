"""Reads of proposals that wait for a decision: what an import found, to be looked through and taken in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize

from django.db.models import Count, F, Func, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from motcua.catalogue.folding import fold
from motcua.catalogue.models import Proposal
from motcua.catalogue.publication_pages import unseen_marks

PAGE = 50
MOST_CHOICES = 200
Action, Origin = Proposal.Action, Proposal.Origin


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; "" stands for all.

    Attributes:
        words: in code or name, as typed; accents matter only where they are typed.
        field, executing: whole texts of these fields of the sheet.
        unmarked: only those in which an import left nothing to a person.
    """

    words: str = ""
    field: str = ""
    executing: str = ""
    origin: str = ""
    unmarked: bool = False


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A proposal that waits; `agency` is the one of ours that it names, "" for none."""

    id: int
    code: str
    name: str
    field: str
    executing: str
    agency: str
    is_new: bool
    action: Proposal.Action
    origin: Proposal.Origin
    marks: int
    updated_at: datetime


def waiting(wanted: Wanted = Wanted()) -> QuerySet[Proposal]:
    """Proposals without a decision, by code."""
    rows = Proposal.objects.filter(decision=None)
    for word in wanted.words.split()[:10]:
        plain = fold(word)
        named = Q(bare_name__contains=plain) if word.lower() == plain else Q(name__icontains=normalize("NFC", word))
        rows = rows.alias(bare_name=_bare("name")).filter(Q(code__icontains=word) | named)
    if wanted.origin in Origin.values:
        rows = rows.filter(origin=wanted.origin)
    if wanted.field:
        rows = rows.filter(content__field=wanted.field)
    if wanted.executing:
        rows = rows.filter(content__executing=wanted.executing)
    if wanted.unmarked:
        rows = rows.filter(marks=[])
    return rows.order_by("code", "action")


def _bare(column: str) -> Func:
    """A text in lower case without accents, in the database: what waits is no more than some thousand lines."""
    marks = r"[\u0300-\u036f]"
    template = f"translate(lower(regexp_replace(normalize(%(expressions)s, NFD), '{marks}', '', 'g')), 'đ', 'd')"
    return Func(F(column), template=template, output_field=TextField())


def waiting_lines(rows: Collection[Proposal]) -> tuple[WaitingLine, ...]:
    """Lines of these proposals."""
    return tuple(
        WaitingLine(
            id=row.pk,
            code=row.code,
            name=row.name,
            field=str(row.content.get("field") or ""),
            executing=str(row.content.get("executing") or ""),
            agency=str(row.content.get("agency") or ""),
            is_new=row.based_on_id is None,
            action=Action(row.action),
            origin=Origin(row.origin),
            marks=unseen_marks(row),
            updated_at=row.updated_at,
        )
        for row in rows
    )


def choices_of(name: str) -> list[str]:
    """The different texts that waiting proposals have in a field of the sheet, those of most of them first."""
    text = Coalesce(KeyTextTransform(name, "content"), Value(""), output_field=TextField())
    rows = Proposal.objects.filter(decision=None).annotate(text=text).exclude(text="").values_list("text")
    counted = rows.annotate(number=Count("pk")).order_by("-number", "text")[:MOST_CHOICES]
    return sorted({text for text, _ in counted}, key=fold)
