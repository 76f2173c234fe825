"""Weights and cut-offs by scikit-learn's conventions."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

import evenhand as eh

from .test_fix import by_hand

pytest.importorskip("sklearn")

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.utils.estimator_checks import estimator_checks_generator

OF_PARAMETERS = {
    "check_do_not_raise_errors_in_init_or_set_param",
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_get_params_invariance",
    "check_mixin_order",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_positive_only_tag_during_fit",
    "check_readonly_memmap_input",
    "check_set_params",
    "check_valid_tag_types",
}
"""The checks of scikit-learn that ask nothing about numbers without a name: ours need a frame, whose attributes have one."""


@pytest.fixture(scope="module")
def frame(table: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame([row for row in table if row["gender"] is not None])


@pytest.mark.parametrize("estimator", [eh.Reweigher("gender"), eh.Cutoffs("score", "gender")], ids=["Reweigher", "Cutoffs"])
def test_parameters_are_kept_as_scikit_learn_asks(estimator: Any) -> None:
    ran = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for own, check in estimator_checks_generator(estimator):
            name = getattr(check, "func", check).__name__
            if name in OF_PARAMETERS - {"check_positive_only_tag_during_fit", "check_readonly_memmap_input"}:
                check(own)
                ran.add(name)
    assert len(ran) >= 8, ran
    assert clone(estimator).get_params() == estimator.get_params()


def test_weights_are_those_of_the_paper(frame: pd.DataFrame) -> None:
    reweigher = eh.Reweigher(attributes=["gender"]).fit(frame, frame["targeted"])
    np.testing.assert_allclose(reweigher.weights_, by_hand(frame.to_dict("records")), rtol=1e-12)
    assert list(reweigher.classes_) == [0, 1]
    assert reweigher.n_features_in_ == frame.shape[1]
    weighted = (
        frame.assign(w=reweigher.weights_, hit=reweigher.weights_ * frame["targeted"]).groupby("gender")[["w", "hit"]].sum()
    )
    rates = weighted["hit"] / weighted["w"]
    assert rates.max() - rates.min() < 1e-12
    assert {rule["label"] for rule in reweigher.rule_} == {0, 1}
    weight = {(rule["group"], rule["label"]): rule["weight"] for rule in reweigher.rule_}
    assert weight["women", 1] > 1 > weight["women", 0]


def test_labels_may_be_words_and_attributes_be_crossed(frame: pd.DataFrame) -> None:
    words = frame["targeted"].map({0: "no", 1: "yes"})
    by_word = eh.Reweigher(["gender", "age_band"]).fit_weights(frame, words)
    np.testing.assert_array_equal(by_word, eh.Reweigher(["gender", "age_band"]).fit_weights(frame, frame["targeted"]))
    assert len(set(by_word.round(9))) > 8


def test_rows_whose_group_is_not_known_weigh_one(table: list[dict[str, Any]]) -> None:
    rows = pd.DataFrame(table)
    weights = eh.Reweigher("gender").fit_weights(rows, rows["targeted"])
    assert (weights[rows["gender"].isna()] == 1).all()
    assert len(weights) == len(rows)


def test_what_cannot_be_fitted_is_said(frame: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="no attribute is named"):
        eh.Reweigher().fit(frame, frame["targeted"])
    with pytest.raises(ValueError, match="two labels, and holds 4"):
        eh.Reweigher("gender").fit(frame, frame["age"])
    with pytest.raises(ValueError, match="rows, and y"):
        eh.Reweigher("gender").fit(frame, [0, 1])
    with pytest.raises(TypeError, match="a frame with named columns"):
        eh.Reweigher("gender").fit(np.zeros((3, 1)), [0, 1, 0])
    with pytest.raises(eh.Error, match="did you mean `gender`"):
        eh.Reweigher("gendre").fit(frame, frame["targeted"])


def test_weights_train_a_model(frame: pd.DataFrame) -> None:
    X = pd.get_dummies(frame[["gender", "age_band"]]).astype(float)
    weights = eh.Reweigher("gender").fit_weights(frame, frame["targeted"])
    plain = LogisticRegression().fit(X, frame["targeted"]).predict_proba(X)[:, 1]
    fair = LogisticRegression().fit(X, frame["targeted"], sample_weight=weights).predict_proba(X)[:, 1]

    def gap(scores: Any) -> float:
        means = pd.Series(scores).groupby(frame["gender"].to_numpy()).mean()
        return float(means.max() - means.min())

    assert gap(fair) < gap(plain) / 5


def test_cut_offs_decide_as_the_fix_does(frame: pd.DataFrame) -> None:
    fitted = eh.cutoffs(frame, score="score", attributes="gender", threshold=0.6, random_state=0)
    decided = fitted.predict(frame)
    sure = [rule[0] for rule in fitted.rule_.values()]
    assert set(fitted.cutoffs_) == set(frame["gender"])
    assert len(set(sure)) > 1
    expected = (frame["score"] >= 0.6).sum()
    assert abs(decided.sum() - expected) < 0.02 * expected
    rates = pd.Series(decided).groupby(frame["gender"].to_numpy()).mean()
    plain = (frame["score"] >= 0.6).groupby(frame["gender"]).mean()
    assert plain.min() / plain.max() < 0.8 < rates.min() / rates.max()
    # The engine's own decisions, but for those who are drawn.
    made = eh.fix(frame, method="thresholds", decision="score>=0.6", score="score", attributes="gender", min_ratio=0.8)
    rules = frame["gender"].map(fitted.rule_)
    drawn = [rule[1] is not None and rule[1] <= score < (rule[0] or 2) for rule, score in zip(rules, frame["score"], strict=True)]
    same = made.decisions.to_numpy() == decided
    assert same[~np.array(drawn)].all()


def test_cut_offs_know_outcomes_and_people_without_a_group(frame: pd.DataFrame, table: list[dict[str, Any]]) -> None:
    fitted = eh.Cutoffs("score", "gender", threshold=0.6).fit(frame, frame["bought"])
    everybody = pd.DataFrame(table)
    decided = fitted.predict(everybody)
    unknown = everybody["gender"].isna().to_numpy()
    assert (decided[unknown] == (everybody["score"] >= 0.6)[unknown]).all()
    within = eh.Cutoffs("score", "age_band", threshold=0.6).fit(frame)
    assert set(within.cutoffs_.values()) == {0.6}
    assert (within.predict(frame) == (frame["score"] >= 0.6)).all()


def test_parameters_can_be_searched(frame: pd.DataFrame) -> None:
    def rate(estimator: Any, X: Any, _: Any = None) -> float:
        return float(estimator.predict(X).mean())

    grid = {"threshold": [0.5, 0.7]}
    search = GridSearchCV(eh.Cutoffs("score", "gender", random_state=1), grid, scoring=rate, cv=2).fit(frame, frame["bought"])
    assert search.best_params_ == {"threshold": 0.5}
