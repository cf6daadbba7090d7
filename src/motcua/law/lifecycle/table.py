"""One table: which commands are possible in which status. It draws the buttons, and the diagram in the docs."""

from __future__ import annotations

from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import Status

_IN_WORK: frozenset[type[c.Command]] = frozenset(
    {c.Assign, c.CompleteStep, c.ReturnToStep, c.RequestSupplement, c.Extend, c.Approve, c.Reject}
)

POSSIBLE: dict[Status, frozenset[type[c.Command]]] = {
    Status.DRAFT: frozenset({c.Submit, c.Accept, c.Refuse}),
    Status.SUBMITTED: frozenset({c.Accept, c.Refuse}),
    Status.ACCEPTED: _IN_WORK,
    Status.PROCESSING: _IN_WORK,
    Status.AWAITING_SUPPLEMENT: frozenset({c.ReceiveSupplement}),
    Status.AWAITING_PAYMENT: frozenset(),
    Status.PAUSED: frozenset(),
    # a process may ask for a second signature, of the province for instance: it may be given or withheld
    Status.APPROVED: frozenset({c.Assign, c.CompleteStep, c.ReturnToStep, c.Extend, c.Approve, c.Reject, c.Finish}),
    Status.FINISHED: frozenset({c.ReturnResult}),
    Status.REJECTED: frozenset({c.ReturnResult}),
    Status.RETURNED: frozenset(),
    Status.REFUSED: frozenset(),
    Status.STOPPED: frozenset(),
}
