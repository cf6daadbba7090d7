"""The report as PDF/A, from the same content as the Word document."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any

from motcua.papers.printing import render_document
from motcua.reports.exports import cell_shown
from motcua.reports.narrative.content import Annex, Document, Heading
from motcua.reports.narrative.figures import cells_of
from motcua.reports.narrative.letter import day_words, number_words, recipient_lines, reference
from motcua.reports.table import Row, RowKind, Table

MEDIA_TYPE = "application/pdf"


def as_pdf(document: Document, *, at: datetime) -> bytes:
    """The report as a PDF/A-2b file; the same report made `at` the same instant (UTC) gives the same bytes."""
    head = document.head
    said = {
        "title": document.title,
        "subject": document.subject,
        "superior": head.superior,
        "issuer": head.issuer,
        "number": number_words(head),
        "sign": head.sign,
        "place": head.place,
        "day": day_words(head),
        "bases": [f"{words}{'.' if words is document.bases[-1] else ';'}" for words in document.bases],
        "blocks": [_block(block) for block in document.blocks],
        "recipients": list(recipient_lines(head)),
        "position": head.position,
        "signer": head.signer,
        "annexes": [_annex(annex, document) for annex in document.annexes],
        "origin": document.origin.words,
    }
    return render_document(said, at)


def _block(block: Any) -> dict[str, Any]:
    if isinstance(block, Heading):
        words = block.text.upper() if block.level == 1 else block.text
        return {"kind": "heading", "level": block.level, "text": words}
    return {"kind": "paragraph", "text": f"- {block.text}" if block.dash else block.text}


def _annex(annex: Annex, document: Document) -> dict[str, Any]:
    table = annex.table
    figures = iter(cells_of(table))
    rows = []
    number = 0
    for row in table.rows:
        told = [next(figures)[2] for _ in table.columns]
        words = [
            figure.text if figure else cell_shown(cell, column, row.kind)
            for figure, cell, column in zip(told, row.cells, table.columns, strict=True)
        ]
        number += row.kind is RowKind.BODY
        rows.append({"kind": row.kind.value, "cells": [_number(row, number), f"{row.name} {row.note}".strip(), *words]})
    return {
        "number": annex.number,
        "title": annex.title,
        "reference": reference(document.head),
        "wide": annex.wide,
        "name_width": 48 if annex.wide and len(table.columns) > 9 else 60,
        "heads": [column.key for column in table.columns],
        "head_rows": _heads(table),
        "rows": rows,
        "notes": list(table.notes),
    }


def _number(row: Row, place: int) -> str:
    return row.number or (str(place) if row.kind is RowKind.BODY else "")


def _heads(table: Table) -> list[list[dict[str, Any]]]:
    """The cells of the head, row by row, with how many columns and rows each covers."""
    deep = 2 if any(column.group for column in table.columns) else 1
    first = [_cell("STT", rows=deep), _cell(table.row_label, rows=deep)]
    second = []
    for group, found in groupby(table.columns, key=lambda column: column.group or column.key):
        columns = list(found)
        if not columns[0].group:
            first.append(_cell(columns[0].label, rows=deep))
        else:
            first.append(_cell(group, columns=len(columns)))
            second += [_cell(column.label) for column in columns]
    return [first, second] if second else [first]


def _cell(words: str, *, columns: int = 1, rows: int = 1) -> dict[str, Any]:
    return {"words": words, "columns": columns, "rows": rows}
