"""Synonyms of the search: what people type, and the words by which the catalogue calls it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml
from django.db import IntegrityError, transaction

from motcua.agencies.actors import Actor
from motcua.catalogue import access
from motcua.catalogue.asking import LONGEST_SYNONYM
from motcua.catalogue.folding import accented, fold, words_of
from motcua.catalogue.models import Synonym
from motcua.catalogue.search import Vocabulary, vocabulary
from motcua.law.refusal import Refused

LONGEST_TYPED = 100
LONGEST_MEANS = 300
_SIGN = ";"


@dataclass(frozen=True, slots=True)
class SynonymLine:
    """A synonym in the list; `unknown` are those of its meanings with a word that no procedure uses."""

    id: int
    typed: str
    means: tuple[str, ...]
    unknown: tuple[str, ...]


def meanings(phrases: Sequence[str]) -> Mapping[str, Sequence[tuple[str, Sequence[str]]]]:
    """Of these folded phrases those that are synonyms: how each is written, and what it means then (one query)."""
    found: dict[str, list[tuple[str, Sequence[str]]]] = {}
    rows = Synonym.objects.filter(folded__in=phrases).order_by("typed")
    for folded, typed, means in rows.values_list("folded", "typed", "means"):
        found.setdefault(folded, []).append((typed, _parted(means)))
    return found


def list_synonyms(words: str = "") -> list[SynonymLine]:
    """All synonyms in order, or those that have these words on either side."""
    wanted = fold(words)
    rows = Synonym.objects.all()
    known = vocabulary()
    return [line_of(row, known) for row in rows if wanted in row.folded or wanted in fold(row.means)]


def line_of(row: Synonym, known: Vocabulary | None = None) -> SynonymLine:
    """A synonym with what the catalogue says of its meanings."""
    known = known or vocabulary()
    means = _parted(row.means)
    unknown = tuple(one for one in means if not all(map(known.has, words_of(one))))
    return SynonymLine(row.pk, row.typed, means, unknown)


@cache
def shipped_synonyms() -> Mapping[str, str]:
    """The synonyms that ship with the system: typed → means."""
    text = (resources.files("motcua.catalogue") / "data" / "synonyms.yaml").read_text(encoding="utf-8")
    data: dict[str, str] = yaml.safe_load(text)
    return {accented(typed): means for typed, means in data.items()}


def missing_synonyms() -> dict[str, str]:
    """Those that ship with the system and are not in the list."""
    present = set(Synonym.objects.values_list("typed", flat=True))
    return {typed: means for typed, means in shipped_synonyms().items() if typed not in present}


def load_synonyms() -> int:
    """Add the shipped synonyms that are not there; the rest stays as it is. Returns how many were added."""
    rows = [Synonym(typed=typed, folded=fold(typed), means=means) for typed, means in missing_synonyms().items()]
    return len(Synonym.objects.bulk_create(rows, ignore_conflicts=True))


def add_shipped(*, actor: Actor) -> int:
    """The same, by a person.

    Raises:
        Refused: ``forbidden``.
    """
    access.require_synonym_keeper(actor)
    return load_synonyms()


def add_synonym(typed: str, means: str, *, actor: Actor) -> Synonym:
    """Let the search understand `typed` as `means` too; several meanings are parted by semicolons.

    Raises:
        Refused: ``forbidden``; ``typed_empty``, ``typed_long``, ``means_empty``, ``means_long``, ``means_same``;
            ``synonym_exists`` when `typed` is in the list.
    """
    access.require_synonym_keeper(actor)
    row = Synonym(**_checked(typed, means))
    _save(row)
    return row


def change_synonym(synonym_id: int, typed: str, means: str, *, actor: Actor) -> Synonym:
    """Put a synonym right.

    Raises:
        Refused: as `add_synonym`; ``synonym_gone`` when it was deleted meanwhile.
    """
    access.require_synonym_keeper(actor)
    values = _checked(typed, means)
    with transaction.atomic():
        row = Synonym.objects.select_for_update().filter(pk=synonym_id).first()
        if row is None:
            raise Refused("synonym_gone", "Từ đồng nghĩa này đã bị xóa. Hãy thêm lại nếu vẫn cần.")
        row.typed, row.folded, row.means = values["typed"], values["folded"], values["means"]
        _save(row)
    return row


def delete_synonym(synonym_id: int, *, actor: Actor) -> None:
    """Take a synonym away; a second time changes nothing.

    Raises:
        Refused: ``forbidden``.
    """
    access.require_synonym_keeper(actor)
    Synonym.objects.filter(pk=synonym_id).delete()


def _save(row: Synonym) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as wrong:
        raise Refused(
            "synonym_exists", f"Danh sách đã có “{row.typed}”. Hãy sửa dòng ấy thay vì thêm.", field="typed"
        ) from wrong


def _checked(typed: str, means: str) -> dict[str, str]:
    """Both sides as they are kept."""
    typed = accented(typed)
    parts = _parted(means)
    kept = f"{_SIGN} ".join(parts)
    if not typed:
        raise Refused("typed_empty", "Hãy ghi từ mà người dân gõ.", field="typed")
    if len(typed) > LONGEST_TYPED or len(typed.split()) > LONGEST_SYNONYM:
        raise Refused(
            "typed_long",
            f"Từ người dân gõ dài nhất {LONGEST_SYNONYM} tiếng và {LONGEST_TYPED} ký tự.",
            field="typed",
        )
    if not parts:
        raise Refused("means_empty", "Hãy ghi cách gọi trong danh mục thủ tục.", field="means")
    if len(kept) > LONGEST_MEANS:
        raise Refused("means_long", f"Các cách gọi dài tổng cộng nhất {LONGEST_MEANS} ký tự.", field="means")
    if all(accented(part) == typed for part in parts):
        raise Refused("means_same", "Hai vế giống nhau nên không giúp tìm thêm gì.", field="means")
    return {"typed": typed, "folded": fold(typed), "means": kept}


def _parted(means: str) -> tuple[str, ...]:
    """The meanings, tidied; those without a letter or digit say nothing."""
    return tuple(" ".join(part.split()) for part in means.split(_SIGN) if fold(part))
