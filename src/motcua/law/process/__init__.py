"""The internal process of a procedure: steps, edges with outcomes, parallel branches, and whether it can be run.

A process is data, approved by a decision and pinned on each dossier. It is a graph of steps; a step is left by one of
its edges, named by its outcome; an edge that leads to several steps opens them side by side, and a step marked `join`
waits until nothing still open can reach it.
"""

from motcua.law.process.model import APPROVE, Edge, Process, Step, StepKind
from motcua.law.process.validation import Problem, reserve, validate

__all__ = ["APPROVE", "Edge", "Problem", "Process", "Step", "StepKind", "reserve", "validate"]
