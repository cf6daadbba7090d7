"""Small reads for the desk's pages: what one command has said, one attached file, how much an officer has to do."""

from __future__ import annotations

from collections.abc import Collection
from typing import BinaryIO

from django.db.models import Count
from django.http import Http404

from motcua.dossiers.codec import event_from
from motcua.dossiers.models import Attachment, Dossier, Event, Task
from motcua.law.lifecycle import Rules
from motcua.law.lifecycle.sentences import sentence
from motcua.papers.queries import open_blob


def said(row: Dossier, rules: Rules, key: str) -> tuple[str, ...]:
    """What the command with this idempotency key has written into the log; nothing when it was never carried out.

    Only the first line of a command carries the key: what follows, up to the next key, belongs to it.
    """
    first = Event.objects.filter(dossier=row, key=key).values_list("seq", flat=True).first()
    if first is None:
        return ()
    told = []
    lines = Event.objects.filter(dossier=row, seq__gte=first).order_by("seq").values("kind", "data", "key")
    for line in lines:
        if line["key"] not in (key, None):
            break
        told.append(sentence(event_from(line["kind"], line["data"]), rules.process))
    return tuple(told)


def attached_file(row: Dossier, sha256: str) -> tuple[Attachment, BinaryIO]:
    """A file attached to this dossier and its content, opened for reading; the caller closes it.

    Raises:
        Http404: no such file belongs to this dossier.
    """
    found = Attachment.objects.filter(dossier=row, blob_id=sha256).select_related("blob").first()
    if found is None:
        raise Http404(f"no file {sha256} in dossier {row}")
    try:
        return found, open_blob(sha256)[1]
    except FileNotFoundError as missing:
        raise Http404(f"the content of {sha256} is not in the papers folder") from missing


def open_steps_of(officers: Collection[int]) -> dict[int, int]:
    """Officer → number of open steps assigned to that officer; officers without any are left out."""
    counted = (
        Task.objects.filter(closed_at__isnull=True, kind=Task.Kind.STEP, assignee_id__in=list(officers))
        .values("assignee_id")
        .annotate(number=Count("id"))
    )
    return {row["assignee_id"]: row["number"] for row in counted}
