"""Short ways to draft, propose and approve an internal process of the sample procedure."""

import copy
from datetime import date

from law.calendars import at as moment
from motcua.catalogue import processes as p

CODE = "1.900001"
NOW = moment("01/03/2019 09:00")
LATER = moment("01/03/2019 10:00")


def decision(number="15/QĐ-UBND", signed="2019-03-01", effect="2019-03-04"):
    return p.Decision(number, date.fromisoformat(signed), date.fromisoformat(effect))


def changed(draft, **step):
    """The spec of a draft with another second step."""
    spec = copy.deepcopy(draft.spec)
    spec["steps"][1] |= step
    return spec


def save(draft, actor, spec, **more):
    given = {"revision": draft.revision, "note": draft.note, "at": LATER, **more}
    return p.save_draft(draft.pk, actor=actor, spec=spec, **given)


def proposed(draft, actor, **step):
    """The draft with a change, handed on."""
    draft = save(draft, actor, changed(draft, **(step or {"hours": "5"})))
    return p.propose(draft.pk, actor=actor, at=LATER, revision=draft.revision)


def approve(draft, actor, given=None, **more):
    given = given or decision()
    return p.approve_process(draft.pk, actor=actor, decision=given, **{"at": LATER, "revision": draft.revision, **more})
