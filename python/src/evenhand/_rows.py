"""The tables of an audit, from its document: a row for each finding, and for each result of a check."""

from __future__ import annotations

from typing import Any

from ._tables import Row, Table

_FINDING = [
    "finding", "measure", "comparison", "attribute", "group", "campaign", "reference", "value", "undefined", "low",
    "high", "level", "method", "people", "top", "bottom", "p_value",
]  # fmt: skip
_RESULT = [
    "check", "finding", "verdict", "reason", "severity", "attribute", "group", "campaign", "reference", "value", "low",
    "high", "min", "max", "detectable", "people", "survives_missing", "waiver",
]  # fmt: skip


def findings(document: dict[str, Any]) -> Table:
    """Every estimate, judged or not."""
    return Table(_FINDING, map(_finding, document["findings"]))


def results(document: dict[str, Any]) -> Table:
    """Every result of every check, with the interval that decided."""
    known = {finding["id"]: _finding(finding) for finding in document["findings"]}
    rows = []
    for check in document["checks"]:
        for result in check["results"]:
            interval = result.get("interval") or {}
            own = known.get(result["finding"], {})
            about = {key: own.get(key) for key in ("attribute", "group", "campaign", "reference", "value", "people")}
            rows.append(
                about
                | {key: result.get(key) for key in ("finding", "verdict", "reason", "detectable", "survives_missing")}
                | {key: interval.get(key) for key in ("low", "high")}
                | {key: (check.get("limit") or {}).get(key) for key in ("min", "max")}
                | {"check": check["id"], "severity": check["severity"], "waiver": _waiver(result.get("waiver"))}
            )
    return Table(_RESULT, rows)


def _finding(finding: dict[str, Any]) -> Row:
    segment = finding.get("segment") or {}
    reference = finding.get("reference") or {}
    interval = finding.get("interval") or {}
    row = {key: finding.get(key) for key in _FINDING}
    row |= {key: interval.get(key) for key in ("low", "high", "level", "method")}
    row["finding"] = finding["id"]
    row["attribute"] = attribute_of(finding)
    row["group"] = label(segment) if segment else None
    row["reference"] = label(reference["segment"]) if reference.get("segment") else reference.get("rule")
    return row


def attribute_of(finding: dict[str, Any]) -> str | None:
    """Return the attribute that a finding is about, or its cross: ``gender x age_band``."""
    segment = finding.get("segment") or {}
    return " x ".join(segment) if segment else finding.get("attribute")


def label(segment: dict[str, str | None]) -> str | None:
    """Return the labels of a segment; ``None`` of the people whose one attribute is missing."""
    groups = list(segment.values())
    if len(groups) == 1:
        return groups[0]
    return ", ".join("()" if group is None else group for group in groups)


def _waiver(waiver: dict[str, Any] | None) -> str | None:
    return str(waiver["state"]) if waiver else None
