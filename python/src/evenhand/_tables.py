"""Tables of a document: lists of rows that become frames where a library for them is installed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, overload

Row = dict[str, Any]

_SHOWN = 12


class Table(Sequence[Row]):
    """Rows as dictionaries, all with the same keys.

    It is a list to Python, and speaks Arrow: ``polars.DataFrame(table)`` and ``pyarrow.table(table)`` take it as it is.
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Row]) -> None:
        self.columns: list[str] = list(columns)
        """The keys of every row."""
        self._rows = [{column: row.get(column) for column in self.columns} for row in rows]

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Table: ...
    def __getitem__(self, at: int | slice) -> Row | Table:
        """Return a row, or some rows."""
        return Table(self.columns, self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        """Compare with any sequence of rows."""
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def where(self, **values: Any) -> Table:
        """Return the rows that have all these values."""
        return Table(self.columns, (row for row in self if all(row[key] == value for key, value in values.items())))

    def column(self, name: str) -> list[Any]:
        """Return the values of a column."""
        return [row[name] for row in self]

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame."""
        import pandas as pd

        return pd.DataFrame({name: self.column(name) for name in self.columns}, columns=self.columns)

    def to_polars(self) -> Any:
        """Return a polars DataFrame."""
        import polars as pl

        # Types are taken from all rows: the first may have no value.
        return pl.DataFrame({name: self.column(name) for name in self.columns}, infer_schema_length=None, strict=False)

    def to_arrow(self) -> Any:
        """Return a pyarrow Table."""
        import pyarrow as pa

        return pa.table({name: self.column(name) for name in self.columns})

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give an Arrow stream, made by pyarrow or polars."""
        try:
            return self.to_arrow().__arrow_c_stream__(requested_schema)
        except ImportError:
            return self.to_polars().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        if not self._rows:
            return f"no rows of: {', '.join(self.columns)}"
        shown = [[_short(row[name]) for name in self.columns] for row in self._rows[:_SHOWN]]
        wide = [max(map(len, column)) for column in zip(self.columns, *shown, strict=True)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, wide, strict=True)).rstrip()
            for line in [self.columns, *shown]
        ]
        return "\n".join(lines + self._more())

    def _repr_html_(self) -> str:
        cells = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        lines = "".join(
            "<tr>" + "".join(f"<td>{escape(_short(row[name]))}</td>" for name in self.columns) + "</tr>"
            for row in self._rows[:_SHOWN]
        )
        more = "".join(f"<p>{line}</p>" for line in self._more())
        return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>{more}"

    def _more(self) -> list[str]:
        left = len(self) - _SHOWN
        return [f"and {left:,} more rows"] if left > 0 else []


def _short(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
