"""One measure by group, as users of fairlearn's ``MetricFrame`` are used to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from ._rows import attribute_of, label

Method = Literal["between_groups", "to_overall"]


class ByGroup(Mapping[str | None, float | None]):
    """The values of a measure for each group of one attribute; ``None`` is the group of people without a value in it.

    A value is ``None`` where there is none: :attr:`undefined` says why.
    """

    def __init__(self, document: dict[str, Any], measure: str, attribute: str | None, campaign: str | None) -> None:
        found = [
            finding
            for finding in document["findings"]
            if finding["measure"] == measure
            and finding["comparison"] == "value"
            and finding.get("campaign") == campaign
            and finding.get("segment")
            and not finding.get("stratum")
        ]
        if not found:
            known = sorted({finding["measure"] for finding in document["findings"]})
            msg = f"there is no measure '{measure}' in this audit; it has {', '.join(known)}"
            raise KeyError(msg)
        attributes = list(dict.fromkeys(attribute_of(finding) for finding in found))
        if attribute is None:
            single = [name for name in attributes if name and " x " not in name]
            if len(single) != 1:
                msg = f"say which attribute: by_group('{measure}', attribute), with one of {', '.join(map(str, attributes))}"
                raise ValueError(msg)
            attribute = single[0]
        if attribute not in attributes:
            msg = f"there is no attribute '{attribute}' in this audit; it has {', '.join(map(str, attributes))}"
            raise KeyError(msg)
        self.measure = measure
        self.attribute = attribute
        own = [finding for finding in found if attribute_of(finding) == attribute]
        self._findings: dict[str | None, dict[str, Any]] = {label(finding["segment"]): finding for finding in own}
        # People of whom a label is not known are a group of their own, and no group to be compared.
        self._stated = [label(finding["segment"]) for finding in own if None not in finding["segment"].values()]

    def __getitem__(self, group: str | None) -> float | None:
        """Return the value of a group."""
        value: float | None = self._findings[group].get("value")
        return value

    def __iter__(self) -> Iterator[str | None]:
        """Walk the groups."""
        return iter(self._findings)

    def __len__(self) -> int:
        return len(self._findings)

    @property
    def by_group(self) -> dict[str | None, float | None]:
        """The values as a plain dictionary."""
        return dict(self)

    @property
    def count(self) -> dict[str | None, int | None]:
        """The people of each group; ``None`` of those that are too few to be shown."""
        return {group: finding.get("people") for group, finding in self._findings.items()}

    @property
    def interval(self) -> dict[str | None, tuple[float | None, float | None] | None]:
        """The interval of each value."""
        ends = {group: finding.get("interval") for group, finding in self._findings.items()}
        return {group: (own.get("low"), own.get("high")) if own else None for group, own in ends.items()}

    @property
    def undefined(self) -> dict[str | None, str]:
        """Why groups have no value, by group."""
        return {group: finding["undefined"] for group, finding in self._findings.items() if finding.get("undefined")}

    @property
    def overall(self) -> float | None:
        """The value of everybody, people without a label included.

        ``None`` where a group is not shown, and of measures that are no rate and no mean: groups do not add up to those.
        """
        parts = [self._part(finding) for finding in self._findings.values()]
        if any(part is None for part in parts):
            return None
        known = [part for part in parts if part is not None]
        bottom = sum(bottom for _, bottom in known)
        return sum(top for top, _ in known) / bottom if bottom else None

    @staticmethod
    def _part(finding: dict[str, Any]) -> tuple[float, float] | None:
        """A group's part of the numerator and the denominator."""
        shares = finding.get("weighted") or finding
        bottom = shares.get("bottom")
        if bottom is None:
            return None
        if bottom == 0:
            return 0.0, 0.0
        value = finding.get("value")
        if "top" in shares:
            return float(shares["top"]), float(bottom)
        is_mean = finding["measure"].startswith("mean-")
        return (value * bottom, bottom) if is_mean and value is not None else None

    def group_min(self) -> float | None:
        """Return the lowest value of a group."""
        return min(self._values(), default=None)

    def group_max(self) -> float | None:
        """Return the highest value of a group."""
        return max(self._values(), default=None)

    def difference(self, method: Method = "between_groups") -> float | None:
        """Return the widest difference between two groups, or between a group and everybody."""
        values = self._values()
        if method == "between_groups":
            return max(values) - min(values) if values else None
        overall = self.overall
        return max(abs(value - overall) for value in values) if values and overall is not None else None

    def ratio(self, method: Method = "between_groups") -> float | None:
        """Return the smallest ratio between two groups, or between a group and everybody, at most 1."""
        values = self._values()
        if method == "between_groups":
            return min(values) / max(values) if values and max(values) > 0 else None
        overall = self.overall
        if not values or not overall:
            return None
        return min(min(value / overall, overall / value) if value else 0.0 for value in values)

    def _values(self) -> list[float]:
        """The values of groups that are compared."""
        return [value for group in self._stated if (value := self[group]) is not None]

    def to_pandas(self) -> Any:
        """Return a pandas Series by group."""
        import pandas as pd

        index = pd.Index(list(self), name=self.attribute)
        return pd.Series(list(self.values()), index=index, name=self.measure, dtype=float)

    def __repr__(self) -> str:
        lines = [f"{self.measure} by {self.attribute}"]
        for group, value in self.items():
            said = self.undefined.get(group, "") if value is None else f"{value:.4f}"
            people = self.count[group]
            lines.append(f"  {'()' if group is None else group}: {said}" + (f"  of {people:,}" if people else ""))
        return "\n".join(lines)
