"""Keyword arguments as flags of the command line. Each has the name of its flag, so that one page of help serves both."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

Names = str | Sequence[str]
"""One name, or several."""
Path = str | os.PathLike[str]


class CountOptions(TypedDict, total=False):
    """What rows mean, and how they are counted: the flags of ``evenhand count``."""

    config: Path
    decision: str
    decision_negative: Names
    meaning: str
    attributes: Names
    bins: Mapping[str, Sequence[float] | str]
    outcome: str
    outcome_negative: Names
    observed: str
    score: str
    value: str
    unit: str
    weight: str
    count: str
    selected: str
    campaign: str
    blank: Mapping[str, float]
    round: Names
    audience: Any
    key: str
    absent: str
    missing: Names
    totals: str
    join_labels: bool
    same_files: str
    csv: Mapping[str, str]
    sheet: str
    depth: int
    seed: int
    confined: bool
    allow_outside: bool


class AuditOptions(CountOptions, total=False):
    """The flags of ``evenhand audit``."""

    cube: Path
    policy: Names
    waivers: Path
    name: str
    level: float
    min_cell: int
    as_of: str
    min_ratio: float
    max_ratio: float
    max_gap: float
    claim: str
    needs_coverage: float
    needs_detectable: float
    must_decide: Mapping[str, Names]
    reference: str | Mapping[str, str]
    on_cannot_tell: str
    lang: str


class FixOptions(AuditOptions, total=False):
    """The flags of ``evenhand fix``."""

    attribute: str
    id: str
    strength: float
    budget: float
    allow_losses: bool
    no_losses: bool


COUNT = frozenset(CountOptions.__annotations__)
AUDIT = frozenset(AuditOptions.__annotations__)
FIX = frozenset(FixOptions.__annotations__)

_LISTED = {"decision_negative", "attributes", "outcome_negative", "missing"}
"""Flags that take several names between commas; others repeat."""
_COLUMNS = ("decision", "outcome", "score", "value", "unit", "weight", "count", "selected", "campaign", "key", "id")
"""Options that name a column, perhaps with a condition behind it."""
_UNNAMED = ("config", "cube")
"""With these, columns are named elsewhere."""


def check(options: Mapping[str, Any], known: frozenset[str], function: str) -> None:
    """Refuse an option that does not exist.

    Raises:
        TypeError: as Python does of a keyword that a function does not have.
    """
    for name in options:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            msg = f"{function}() has no option '{name}'{hint}"
            raise TypeError(msg)


def flags(options: Mapping[str, Any]) -> list[str]:
    """Return the options as flags. ``None`` leaves an option out."""
    # No config is found by itself: what a notebook does is what stands in it.
    out = [] if options.get("config") is not None else ["--no-config"]
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            out.append(flag)
        else:
            out.extend(f"{flag}={text}" for text in _texts(name, value))
    return out


def _texts(name: str, value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{key}={_joined(item)}" for key, value in value.items() for item in _items(name, value)]
    if name in _LISTED:
        return [_joined(value)]
    if isinstance(value, str | os.PathLike):
        return [os.fspath(value)]
    if isinstance(value, Iterable):
        return [_joined(item) for item in value]
    return [_joined(value)]


def _items(name: str, value: Any) -> list[Any]:
    """Groups that have to be decided are named one by one; edges of bins go together."""
    return [value] if name != "must_decide" or isinstance(value, str) else list(value)


def _joined(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable):
        return ",".join(str(item) for item in value)
    return str(value)


def named_columns(options: Mapping[str, Any], columns: Sequence[str]) -> list[str] | None:
    """Return the columns of a frame that the options name; ``None`` where only the program can know."""
    if any(options.get(name) is not None for name in _UNNAMED):
        return None
    wanted: set[str] = set()
    for name in _COLUMNS:
        value = options.get(name)
        if value is None:
            continue
        fitting = _before_condition(str(value), columns)
        if not fitting:
            return None
        wanted.update(fitting)
    attributes = options.get("attributes") or []
    named = attributes.split(",") if isinstance(attributes, str) else list(attributes)
    wanted.update(named)
    wanted.update(options.get("bins") or ())
    return [column for column in columns if column in wanted] if wanted <= set(columns) else None


def _before_condition(text: str, columns: Sequence[str]) -> list[str]:
    """The columns that stand before a condition; where names hold signs of conditions the program decides which."""
    return [name for name in columns if text == name or text.startswith((f"{name}=", f"{name}>"))]
