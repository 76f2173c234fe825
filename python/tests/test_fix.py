"""Fixes come back in the order of the rows, with the frame's own index."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import evenhand as eh

KEYS: dict[str, Any] = {"decision": "targeted", "attributes": "gender", "attribute": "gender", "missing": ["nobody"]}


def by_hand(table: list[dict[str, Any]]) -> list[float | None]:
    """Kamiran and Calders 2012: share of the group times share of the label, over the share of both together."""
    stated = [row for row in table if row["gender"] is not None]
    both = Counter((row["gender"], row["targeted"]) for row in stated)
    group, label = Counter(row["gender"] for row in stated), Counter(row["targeted"] for row in stated)
    return [
        None
        if row["gender"] is None
        else group[row["gender"]] * label[row["targeted"]] / len(stated) / both[row["gender"], row["targeted"]]
        for row in table
    ]


def test_weights_are_those_of_the_paper_in_the_order_of_the_rows(campaign: Path, table: list[dict[str, Any]]) -> None:
    fix = eh.fix(campaign, method="reweigh", id="person", **KEYS)
    assert fix.ids == [str(row["person"]) for row in table]
    known = [(own, expected) for own, expected in zip(fix.weights, by_hand(table), strict=True) if expected is not None]
    assert len(known) > 2_000
    for own, expected in known:
        assert own == pytest.approx(expected, rel=1e-12)


def test_weights_have_the_index_of_the_frame(table: list[dict[str, Any]]) -> None:
    pd, pl = pytest.importorskip("pandas"), pytest.importorskip("polars")
    frame = pd.DataFrame(table).sample(frac=1, random_state=3).set_index("person")
    fix = eh.fix(frame, method="reweigh", **KEYS)
    assert list(fix.weights.index) == list(frame.index)
    expected = pd.Series(by_hand(table), index=[row["person"] for row in table], dtype=float)
    pd.testing.assert_series_equal(
        fix.weights.astype(float)[expected.notna()[frame.index]], expected[frame.index].dropna(), check_names=False
    )
    assert (fix.weights[expected.isna()[frame.index]] == 1).all()  # nothing to balance where nothing is known
    series = eh.fix(pl.DataFrame(table, infer_schema_length=None, strict=False), method="reweigh", **KEYS).weights
    assert isinstance(series, pl.Series)
    assert series.len() == len(table)
    assert fix.largest_weight is not None
    assert fix.largest_weight == pytest.approx(float(fix.weights.max()), rel=1e-12)
    assert fix.effective_people is not None
    assert fix.effective_people < len(table)


def test_what_a_fix_did_not_make_is_named(campaign: Path) -> None:
    fix = eh.fix(campaign, method="reweigh", id="person", **KEYS)
    with pytest.raises(AttributeError, match="this fix made its weights"):
        _ = fix.decisions
    proposals = eh.fix(campaign, decision="targeted", attributes="gender", min_ratio=0.8)
    assert {own["method"] for own in proposals.proposals} >= {"sample", "reweigh"}
    with pytest.raises(AttributeError, match="method='reweigh'"):
        _ = proposals.weights


def test_new_decisions_are_audited_next_to_the_old(table: list[dict[str, Any]]) -> None:
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(table, infer_schema_length=None, strict=False).drop_nulls("gender")
    keys: dict[str, Any] = {"decision": "targeted", "attributes": "gender", "min_ratio": 0.8, "id": "person"}
    fix = eh.fix(frame, method="sample", **keys)
    new = pl.DataFrame({"person": frame["person"], "decision": fix.decisions})
    effect = eh.fix(frame, effect=new, **keys)
    again = eh.fix(frame, eh.audit(frame, decision="targeted", attributes="gender", min_ratio=0.8), method="sample", id="person")
    assert list(again.decisions) == list(fix.decisions)
    before, after = (own.checks.where(group="women")[0]["value"] for own in (fix, effect))
    assert before < 0.5 < 0.8 <= after
    assert effect.verdict != "outside"
