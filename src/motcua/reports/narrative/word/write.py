"""A report as DOCX, in which every figure is a content control that says what it is."""

from __future__ import annotations

import io
from datetime import datetime

import docx

from motcua.reports.narrative.content import Document, Heading, Paragraph
from motcua.reports.narrative.word.layout import (
    body,
    letterhead,
    next_section,
    prepare,
    running_head,
    signature,
    title,
)
from motcua.reports.narrative.word.tables import annex
from motcua.reports.narrative.word.xml import Controls

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_docx(document: Document, *, at: datetime) -> bytes:
    """The report as a Word document.

    Args:
        at: when it was made, UTC; kept among its properties.
    """
    made, controls = docx.Document(), Controls()
    _properties(made, document, at)
    prepare(made)
    running_head(made, document.origin)
    letterhead(made, document.head)
    title(made, document.title, document.subject)
    for place, words in enumerate(document.bases):
        body(made.add_paragraph(f"{words}{'.' if place == len(document.bases) - 1 else ';'}"), italic=True)
    for block in document.blocks:
        match block:
            case Heading():
                words = block.text.upper() if block.level == 1 else block.text
                made.add_heading(words, level=block.level)
            case Paragraph():
                _paragraph(made, block, controls)
    signature(made, document.head)
    for told in document.annexes:
        next_section(made, wide=told.wide)
        annex(made, told, document.head, controls)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _paragraph(made: docx.document.Document, block: Paragraph, controls: Controls) -> None:
    paragraph = made.add_paragraph()
    if block.dash:
        paragraph.add_run("- ")
    for part in block.parts:
        if isinstance(part, str):
            paragraph.add_run(part)
        else:
            controls.add(paragraph, part)
    body(paragraph)


def _properties(made: docx.document.Document, document: Document, at: datetime) -> None:
    told = made.core_properties
    told.title = f"{document.title}: {document.subject}"[:255]
    told.author = document.head.issuer[:255]
    told.subject = document.origin.words[:255]
    # every program keeps these, also one that forgets the tags of controls
    told.keywords = " ".join(tag for _, tag in document.origin.parts)
    told.comments = ""
    told.language = "vi-VN"
    told.created = told.modified = at
    told.last_modified_by = document.head.issuer[:255]
