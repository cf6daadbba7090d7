"""One table: which commands are possible in which status. It draws the buttons, and the diagram in the docs."""

from __future__ import annotations

from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import Status

Commands = frozenset[type[c.Command]]

_WHILE_OPEN: Commands = frozenset(
    {c.Assign, c.Answer, c.AskToStop, c.ConfirmStop, c.Note, c.Recompute, c.ChangeProcess}
)

_IN_WORK: Commands = _WHILE_OPEN | {
    c.CompleteStep,
    c.ReturnToStep,
    c.Recall,
    c.See,
    c.Consult,
    c.RequestSupplement,
    c.RequestPayment,
    c.Pause,
    c.Extend,
    c.Approve,
    c.Reject,
}

# a process may ask for a second signature, of the province for instance: it may be given or withheld
_SIGNED: Commands = frozenset(
    {
        c.Assign,
        c.CompleteStep,
        c.ReturnToStep,
        c.Recall,
        c.See,
        c.Consult,
        c.Answer,
        c.Extend,
        c.Approve,
        c.Reject,
        c.Finish,
        c.Note,
        c.Recompute,
        c.ChangeProcess,
    }
)

_CORRECTIONS: Commands = frozenset({c.AskCorrection, c.DecideCorrection, c.Note})

POSSIBLE: dict[Status, Commands] = {
    Status.DRAFT: frozenset({c.Submit, c.Accept, c.Guide, c.Refuse}),
    Status.SUBMITTED: frozenset({c.Submit, c.Accept, c.Guide, c.Refuse, c.Note}),
    Status.ACCEPTED: _IN_WORK,
    Status.PROCESSING: _IN_WORK,
    Status.AWAITING_SUPPLEMENT: _WHILE_OPEN | {c.ReceiveSupplement, c.CloseUnsupplemented},
    Status.AWAITING_PAYMENT: _WHILE_OPEN | {c.ConfirmPayment},
    Status.PAUSED: _WHILE_OPEN | {c.Resume, c.Consult},
    Status.APPROVED: _SIGNED,
    Status.FINISHED: _CORRECTIONS | {c.ReturnResult, c.CorrectResult},
    Status.REJECTED: _CORRECTIONS | {c.ReturnResult},
    Status.RETURNED: _CORRECTIONS | {c.CorrectResult},
    Status.REFUSED: frozenset({c.Note}),
    Status.STOPPED: frozenset({c.Note}),
}
