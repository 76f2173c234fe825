"""Fixes: what to change, what that would do, and the rows of it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ._audit import Audit


class Fix(Audit):
    """An audit with the fixes proposed for it; with a method, its rows too."""

    def __init__(
        self, document: bytes, *, rows: Any = None, ids: list[str] | None = None, asked: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(document, asked=asked)
        self.ids = ids
        """The name of each row of a file, in the order of the rows; ``None`` of a frame, whose own index stands."""
        self._rows = rows

    @property
    def proposals(self) -> list[dict[str, Any]]:
        """The fixes as the document holds them: method, rule, who gains and who loses, what is kept."""
        return list(self.document["fixes"])

    @property
    def weights(self) -> Any:
        """A weight for each row, in the order of the rows and with the index of the frame that they came from."""
        return self._own("weight")

    @property
    def decisions(self) -> Any:
        """A decision for each row, 0 or 1, as above; none for rows that the audit leaves out."""
        return self._own("decision")

    @property
    def scores(self) -> Any:
        """A repaired score for each row, as above."""
        return self._own("score")

    @property
    def effective_people(self) -> float | None:
        """How many people without weights would tell as much (Kish)."""
        return self._weights().get("effective")

    @property
    def largest_weight(self) -> float | None:
        """The largest weight of a row."""
        return self._weights().get("largest")

    def _weights(self) -> dict[str, Any]:
        return next((fix["weights"] for fix in self.proposals if fix.get("weights")), {})

    def _own(self, column: str) -> Any:
        if self._rows is None or self._rows[0] != column:
            made = f"this fix made its {self._rows[0]}s" if self._rows else "say which: fix(.., method='reweigh')"
            msg = f"there are no {column}s here; {made}"
            raise AttributeError(msg)
        return self._rows[1]


def read_rows(path: Path) -> tuple[str, list[str], list[float | int | None]]:
    """Read the rows of a fix: what it changes, the names of rows, the values."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        column = next(rows)[-1]
        names, values = [], []
        to = int if column == "decision" else float
        for name, value in rows:
            names.append(name)
            values.append(to(value) if value else None)
    return column, names, values
