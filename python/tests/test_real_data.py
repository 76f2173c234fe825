"""Figures of real data sets, beside fairlearn's MetricFrame on the same frames."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import evenhand as eh

fairlearn = pytest.importorskip("fairlearn.metrics")
pd = pytest.importorskip("pandas")
metrics = pytest.importorskip("sklearn.metrics")


def same(audit: eh.Audit, measure: str, attribute: str, frame: Any) -> int:
    """Compare a measure with MetricFrame's; returns how many numbers were compared."""
    groups = audit.by_group(measure, attribute)
    compared = 0
    for group, value in groups.items():
        if group is None or value is None:
            continue
        assert value == pytest.approx(frame.by_group[group], abs=1e-12), (measure, group)
        compared += 1
    shown = [group for group, value in groups.items() if value is not None]
    if set(shown) == set(frame.by_group.index):
        assert groups.overall == pytest.approx(frame.overall, abs=1e-12)
        assert groups.difference() == pytest.approx(frame.difference(), abs=1e-12)
        assert groups.ratio() == pytest.approx(frame.ratio(), abs=1e-12)
        assert groups.difference("to_overall") == pytest.approx(frame.difference(method="to_overall"), abs=1e-12)
        assert groups.ratio("to_overall") == pytest.approx(frame.ratio(method="to_overall"), abs=1e-12)
        compared += 5
    return compared


def test_compas(data_sets: Path) -> None:
    frame = pd.read_csv(data_sets / "compas" / "compas_for_aequitas.csv")
    attributes = ["race", "sex", "age_cat"]
    audit = eh.audit(
        frame, decision="score", attributes=attributes, outcome="label_value", observed="before", meaning="burden", min_cell=1
    )
    measures = {
        "selection-rate": fairlearn.selection_rate,
        "true-positive-rate": fairlearn.true_positive_rate,
        "false-positive-rate": fairlearn.false_positive_rate,
        "false-negative-rate": fairlearn.false_negative_rate,
        "accuracy": metrics.accuracy_score,
        "precision": metrics.precision_score,
    }
    compared = 0
    for attribute in attributes:
        for measure, own in measures.items():
            theirs = fairlearn.MetricFrame(
                metrics=own, y_true=frame["label_value"], y_pred=frame["score"].astype(int), sensitive_features=frame[attribute]
            )
            compared += same(audit, measure, attribute, theirs)
    print(f"compas: {compared} numbers beside MetricFrame's")
    assert compared > 120


def test_bank_marketing(data_sets: Path) -> None:
    frame = pd.read_csv(data_sets / "bank_marketing" / "bank-additional-full.csv", sep=";")
    called_again = (frame["campaign"] > 1).astype(int)
    frame = frame.assign(called_again=called_again, bought=(frame["y"] == "yes").astype(int))
    attributes = ["job", "marital", "education"]
    audit = eh.audit(frame, decision="called_again", outcome="bought", observed="before", attributes=attributes, min_cell=1)
    compared = 0
    for attribute in attributes:
        for measure, own in {"selection-rate": fairlearn.selection_rate, "true-positive-rate": metrics.recall_score}.items():
            theirs = fairlearn.MetricFrame(
                metrics=own, y_true=frame["bought"], y_pred=called_again, sensitive_features=frame[attribute]
            )
            compared += same(audit, measure, attribute, theirs)
    print(f"bank marketing: {compared} numbers beside MetricFrame's")
    assert compared > 60
    # Dots in names of columns, and a path beside the frame.
    by_path = eh.audit(
        data_sets / "bank_marketing" / "bank-additional-full.csv", decision="y=yes", attributes="marital", decision_negative="no"
    )
    assert by_path.by_group("selection-rate")["single"] == pytest.approx(frame.loc[frame["marital"] == "single", "bought"].mean())
