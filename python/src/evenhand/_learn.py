"""Weights for training and cut-offs for deciding, by the conventions of scikit-learn.

Parameters are kept as they are given, ``fit`` returns the estimator, and what it learned ends in ``_``. What is learned is the
program's own fix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ._commands import fix
from ._frames import _kind
from ._options import FixOptions
from ._rows import label

try:
    import numpy as np
    from sklearn.base import BaseEstimator
    from sklearn.utils import check_random_state
    from sklearn.utils.validation import check_is_fitted, column_or_1d
except ImportError as missing:
    msg = "Reweigher and cutoffs need scikit-learn: pip install 'evenhand[sklearn]'"
    raise ImportError(msg) from missing

_LABEL = "evenhand label"


class Reweigher(BaseEstimator):  # type: ignore[misc]
    """Weights of training rows under which the label says nothing about the group (Kamiran and Calders 2012).

    Args:
        attributes: Columns of the frame whose groups are brought together; several are crossed.
        bins: Lower edges for attributes that hold numbers: ``{"age": [25, 45]}``.
        missing: Further words that mean that a value is not known. Such rows weigh 1.

    Attributes:
        weights_: A weight for each row, in the order of the rows; ``sample_weight`` of another estimator's ``fit``.
        rule_: The weight of each group and label.
        effective_people_: How many people without weights would tell as much (Kish).
        classes_: The two labels; the second is the one that counts as yes.
    """

    def __init__(
        self,
        attributes: str | Sequence[str] = (),
        *,
        bins: Mapping[str, Sequence[float] | str] | None = None,
        missing: str | Sequence[str] | None = None,
    ) -> None:
        self.attributes = attributes
        self.bins = bins
        self.missing = missing

    def fit(self, X: Any, y: Any) -> Reweigher:
        """Find the weights of these rows.

        Args:
            X: A frame with the attributes among its columns.
            y: Two labels.
        """
        names = _names(self.attributes)
        _keep_names(self, X)
        self.classes_, labels = _labels(y, _length(X))
        options = FixOptions(decision=_LABEL, attributes=names, attribute=" x ".join(names), depth=len(names))
        if self.bins is not None:
            options["bins"] = self.bins
        if self.missing is not None:
            options["missing"] = self.missing
        made = fix(_with(X, names, {_LABEL: labels}), method="reweigh", **options)
        weights = np.asarray([np.nan if weight is None else weight for weight in made.weights], dtype=float)
        # Where a group is not known nothing can be balanced, and such a row counts as it does without weights.
        self.weights_ = np.where(np.isnan(weights), 1.0, weights)
        self.rule_ = [
            {
                "group": label(part["segment"]),
                "label": self.classes_[int(part["label"] in ("positive", "selected"))],
                "weight": part["weight"],
            }
            for part in next(own["rule"] for own in made.proposals if own.get("weights"))
        ]
        self.effective_people_ = made.effective_people
        return self

    def fit_weights(self, X: Any, y: Any) -> Any:
        """Return the weights of these rows at once."""
        return self.fit(X, y).weights_


class Cutoffs(BaseEstimator):  # type: ignore[misc]
    """A cut-off of the score for each group, where one for everybody puts a check outside its limit.

    Whoever decides by them must know each person's group at that moment, which the law may bar: ``fix_`` says what it may
    think of that.

    Args:
        score: The column of the score.
        attributes: The column whose groups are compared; several are crossed. Numbers are made a column of groups first.
        threshold: The cut-off for everybody, from which people were selected until now.
        min_ratio: The limit: the lowest ratio of selection rates that is within it.
        missing: As in :class:`Reweigher`.
        budget: The most people selected afterwards; as many as now without it.
        random_state: Decides who is drawn where only a share of people with the same score can be selected.

    Attributes:
        cutoffs_: By group, from which score on everybody is selected; equal to ``threshold`` where nothing is outside.
        rule_: By group, that score, the one from which on people are drawn, and the share of them.
        fix_: The audit with the fix, judged before and after, on people it was not fitted to as well.
    """

    def __init__(
        self,
        score: str = "score",
        attributes: str | Sequence[str] = (),
        *,
        threshold: float = 0.5,
        min_ratio: float = 0.8,
        missing: str | Sequence[str] | None = None,
        budget: int | None = None,
        random_state: Any = None,
    ) -> None:
        self.score = score
        self.attributes = attributes
        self.threshold = threshold
        self.min_ratio = min_ratio
        self.missing = missing
        self.budget = budget
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Cutoffs:
        """Find the cut-offs.

        Args:
            X: A frame with the score and the attributes among its columns.
            y: How people turned out, where that is known independently of the decision; places then go where they are worth most.
        """
        names = _names(self.attributes)
        _keep_names(self, X)
        extra = {}
        if y is not None:
            self.classes_, extra[_LABEL] = _labels(y, _length(X))
        options = FixOptions(
            decision=f"{self.score}>={self.threshold}",
            score=self.score,
            attributes=names,
            attribute=" x ".join(names),
            min_ratio=self.min_ratio,
            depth=len(names),
        )
        if extra:
            options |= FixOptions(outcome=_LABEL, observed="before")
        if self.missing is not None:
            options["missing"] = self.missing
        if self.budget is not None:
            options["budget"] = self.budget
        self.fix_ = fix(_with(X, [self.score, *names], extra), **options)
        proposal = next((own for own in self.fix_.proposals if own["method"] == "thresholds" and own.get("rule")), None)
        parts = proposal["rule"] if proposal else []
        self.rule_ = {
            label(part["segment"]): (part.get("selected_from"), part.get("drawn_from"), part.get("share", 0.0)) for part in parts
        }
        groups = {label(own["segment"]) for own in self.fix_.document["segments"] if list(own["segment"]) == names}
        self.cutoffs_ = {
            group: self.rule_[group][0] if group in self.rule_ else self.threshold for group in sorted(groups - {None}, key=str)
        }
        return self

    def predict(self, X: Any) -> Any:
        """Return 1 for everybody who is selected, else 0; whose group or score is not known keeps what one cut-off gives."""
        check_is_fitted(self, "rule_")
        names = _names(self.attributes)
        scores = np.asarray([np.nan if score is None else score for score in _column(X, self.score)], dtype=float)
        groups = zip(*(_column(X, name) for name in names), strict=True)
        drawn = check_random_state(self.random_state).random_sample(len(scores))
        out = (scores >= self.threshold).astype(int)
        for place, labels in enumerate(groups):
            rule = self.rule_.get(", ".join(map(_as_label, labels)))
            if rule is None or np.isnan(scores[place]):
                continue
            sure, perhaps, share = rule
            if sure is not None and scores[place] >= sure:
                out[place] = 1
            else:
                out[place] = int(perhaps is not None and scores[place] >= perhaps and drawn[place] < share)
        return out


def cutoffs(frame: Any, y: Any = None, *, score: str, attributes: str | Sequence[str], **parameters: Any) -> Cutoffs:
    """Return fitted :class:`Cutoffs`; the parameters are theirs."""
    return Cutoffs(score, attributes, **parameters).fit(frame, y)


def _names(attributes: str | Sequence[str]) -> list[str]:
    names = attributes.split(",") if isinstance(attributes, str) else list(attributes)
    if not names:
        msg = "no attribute is named: evenhand never decides by itself which column is protected"
        raise ValueError(msg)
    return names


def _length(X: Any) -> int:
    return int(X.num_rows) if hasattr(X, "num_rows") else len(X)


def _keep_names(estimator: Any, X: Any) -> None:
    if not hasattr(X, "columns"):
        msg = f"a frame with named columns is needed, and not {type(X).__qualname__}: attributes are found by name"
        raise TypeError(msg)
    names = X.column_names if hasattr(X, "column_names") else list(X.columns)
    estimator.feature_names_in_ = np.asarray(names, dtype=object)
    estimator.n_features_in_ = len(names)


def _labels(y: Any, rows: int) -> tuple[Any, Any]:
    labels = column_or_1d(y, warn=True)
    if len(labels) != rows:
        msg = f"the frame has {rows:,} rows, and y {len(labels):,}"
        raise ValueError(msg)
    classes, coded = np.unique(labels, return_inverse=True)
    if len(classes) != 2:
        msg = f"y has to hold two labels, and holds {len(classes)}"
        raise ValueError(msg)
    return classes, coded


def _column(X: Any, name: str) -> Sequence[Any]:
    own = X[name]
    values: Sequence[Any] = own.to_pylist() if hasattr(own, "to_pylist") else own.to_list()
    return values


def _as_label(value: Any) -> str:
    """The text of a label, as the program writes it."""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _with(X: Any, names: Sequence[str], extra: Mapping[str, Any]) -> Any:
    """The named columns of a frame, and further ones, as a frame of the same kind; a column that lacks is left to be told."""
    kind = _kind(X)
    if kind == "pandas":
        return X.assign(**extra) if any(name not in X.columns for name in names) else X[list(names)].assign(**extra)
    if kind == "polars":
        import polars as pl

        return X.with_columns(pl.Series(name, values) for name, values in extra.items())
    if hasattr(X, "append_column"):
        for name, values in extra.items():
            X = X.append_column(name, [values])
        return X
    msg = f"a frame of pandas, polars or pyarrow is needed here, and not {type(X).__qualname__}"
    raise TypeError(msg)
