"""The life of a dossier: `decide(state, command, rules, at) → events` and `evolve(state, event, at) → state`.

Both are pure: no clock, no database.
"""

from motcua.law.lifecycle.decide import decide
from motcua.law.lifecycle.evolve import evolve, fold
from motcua.law.lifecycle.rules import ComponentRule, FeeRule, ProcedureRules, Rules
from motcua.law.lifecycle.state import Channel, Dossier, Status
from motcua.law.lifecycle.table import POSSIBLE

__all__ = [
    "POSSIBLE",
    "Channel",
    "ComponentRule",
    "Dossier",
    "FeeRule",
    "ProcedureRules",
    "Rules",
    "Status",
    "decide",
    "evolve",
    "fold",
]
