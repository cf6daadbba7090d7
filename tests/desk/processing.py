"""The pages of the internal process of the sample procedure, and the form of its editor as a browser sends it."""

import uuid

from motcua.catalogue.models import ProcessDraft

CODE = "1.900001"
LIST = "/ban-lam-viec/quy-trinh/"
PAGE = f"{LIST}{CODE}/"
DRAFT = f"{PAGE}soan"


def fields(draft, **changes):
    """The fields of the editor as the page shows them, with these changes."""
    steps = draft.spec["steps"]
    numbers = {step["id"]: str(place) for place, step in enumerate(steps, start=1)}
    typed = {"steps": len(steps), "revision": draft.revision, "window": str(uuid.uuid4()), "note": draft.note}
    for row, step in enumerate(steps):
        typed |= {f"s{row}-{name}": step[name] for name in ("id", "name", "kind", "role", "unit", "hours")}
        typed[f"s{row}-edges"] = len(step["edges"])
        for place, edge in enumerate(step["edges"]):
            name = f"s{row}e{place}"
            typed |= {f"{name}-outcome": edge["outcome"], f"{name}-label": edge["label"]}
            typed[f"{name}-to"] = ", ".join(numbers.get(target, target) for target in edge["to"])
    return typed | changes


def press(officer, draft, what, **changes):
    draft.refresh_from_db()
    response = officer.post(DRAFT, fields(draft, do=what, **changes))
    if ProcessDraft.objects.filter(pk=draft.pk).exists():
        draft.refresh_from_db()
    return response


def names(draft):
    return [step["name"] for step in draft.spec["steps"]]
