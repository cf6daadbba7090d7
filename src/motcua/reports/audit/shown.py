"""An audit as JSON, for programs."""

from __future__ import annotations

from typing import Any

from motcua.law.tables.audit import TableAudit
from motcua.law.tables.findings import Finding, Spot
from motcua.reports.audit.auditing import Audit


def as_data(audit: Audit) -> dict[str, Any]:
    """Everything that the audit says; rows and columns count from one."""
    return {
        "clean": audit.is_clean,
        "findings": len(audit.findings),
        "refused": list(audit.refused),
        "tables": [_table(table) for table in audit.tables],
    }


def _table(audit: TableAudit) -> dict[str, Any]:
    understood = audit.understanding
    return {
        "name": audit.name,
        "shape": understood.shape,
        "shape_label": understood.shape_label,
        "certainty": float(understood.certainty),
        "reasons": list(understood.reasons),
        "columns": [
            {"label": column.label, "kind": column.kind.value, "role": column.role} for column in audit.table.columns
        ],
        "figures": audit.figures,
        "rules_checked": audit.checked,
        "notes": list(audit.notes),
        "findings": [_finding(finding) for finding in audit.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "sentence": finding.sentence,
        "cell": _spot(finding.spot) if finding.spot else None,
        "candidates": [_spot(spot) for spot in finding.candidates],
        "rules": list(finding.rules),
    }


def _spot(spot: Spot) -> dict[str, Any]:
    return {
        "place": spot.place,
        "row": spot.row_label,
        "column": spot.column_label,
        "at": [spot.row + 1, spot.column + 1],
        "printed": spot.printed,
        "expected": spot.expected or None,
        "slip": spot.slip or None,
        "explanation": spot.explanation or None,
    }
