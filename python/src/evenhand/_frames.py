"""Handing rows over: paths go to the program as they are, frames as a stream into its standard input.

Only the columns that are named leave Python. Nothing here is imported before a frame of its kind is met.
"""

from __future__ import annotations

import importlib.util
import io
import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from ._errors import Warned
from ._run import Writer, outside

Columns = Callable[[Sequence[str]], list[str] | None]
"""Which columns of a frame are needed, given all of them; ``None`` for all."""

_ROWS_OF_A_TYPO = 1_000
"""Where a column is missing, so many rows are enough to be told so."""


@dataclass
class Handed:
    """Rows as the program gets them."""

    argument: str
    """Its argument: a path, or ``-``."""
    stdin: Writer | None
    frame: Any | None
    """The frame they came from."""

    def align(self, values: Sequence[Any], name: str) -> Any:
        """Return values of rows, in their order, as a column that fits the frame."""
        kind = _kind(self.frame)
        if kind == "pandas":
            import pandas as pd

            return pd.Series(list(values), index=self.frame.index, name=name)  # type: ignore[union-attr]
        if kind in ("polars", "lazy"):
            import polars as pl

            return pl.Series(name, list(values))
        return list(values)


def hand(data: Any, needed: Columns) -> Handed:
    """Return how the program gets these rows.

    Raises:
        TypeError: for what is neither a path nor a frame, and for frames that cannot be had here.
    """
    if isinstance(data, str | os.PathLike):
        return Handed(os.fspath(data), None, None)
    kind = _kind(data)
    if kind == "spark":
        msg = (
            "a Spark frame is not brought here row by row: write it with frame.write.parquet(folder) and give the folder, "
            "or collect it yourself, with frame.toArrow() or frame.toPandas()"
        )
        raise TypeError(msg)
    writers = {"pandas": _pandas, "polars": _polars, "lazy": _lazy, "duckdb": _duckdb}
    if kind in writers:
        return Handed("-", writers[kind](data, needed), data)
    if kind == "capsule":
        return Handed("-", _capsule(data, needed), data)
    msg = (
        f"evenhand takes a path, a glob, a folder, or a frame that speaks Arrow (pandas, polars, pyarrow, DuckDB ..), and not "
        f"{type(data).__module__}.{type(data).__qualname__}"
    )
    raise TypeError(msg)


@contextmanager
def as_path(data: Any, needed: Columns, name: str) -> Iterator[str]:
    """Give the path of these rows; a frame stands in a file of its own as long as this lasts, readable by its owner alone."""
    handed = hand(data, needed)
    if handed.stdin is None:
        yield handed.argument
        return
    with TemporaryDirectory(prefix="evenhand-") as folder:
        path = Path(folder) / name
        with path.open("wb") as sink:
            handed.stdin(sink)
        yield str(path)


def _kind(data: Any) -> str:
    """What a frame is, from the names of its types alone, so that no library is imported to ask."""
    names = {(kind.__module__.split(".")[0].lstrip("_"), kind.__name__) for kind in type(data).__mro__}
    if ("polars", "LazyFrame") in names:
        return "lazy"
    if ("polars", "DataFrame") in names:
        return "polars"
    if ("pandas", "DataFrame") in names:
        return "pandas"
    if ("duckdb", "DuckDBPyRelation") in names:
        return "duckdb"
    if any(module == "pyspark" for module, _ in names):
        return "spark"
    return "capsule" if hasattr(data, "__arrow_c_stream__") else ""


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _polars(frame: Any, needed: Columns) -> Writer:
    columns = needed(frame.columns)
    frame = frame.head(_ROWS_OF_A_TYPO) if columns == [] else frame.select(columns or frame.columns)
    return lambda sink: frame.write_ipc_stream(sink)


def _lazy(frame: Any, needed: Columns) -> Writer:
    columns = needed(frame.collect_schema().names())
    return _polars((frame.select(columns) if columns else frame).collect(), lambda _: None)


def _duckdb(relation: Any, needed: Columns) -> Writer:
    columns = needed(relation.columns)
    if columns:
        relation = relation.project(", ".join('"' + column.replace('"', '""') + '"' for column in columns))
    return _capsule(relation, lambda _: None)


def _pandas(frame: Any, needed: Columns) -> Writer:
    names = [str(column) for column in frame.columns]
    columns = needed(names)
    if columns:
        frame = frame.iloc[:, [names.index(column) for column in columns]]
    if not _is_there("pyarrow"):
        text = (
            "pandas without pyarrow: rows are handed over as text, which takes longer and loses the types of columns; "
            "pip install pyarrow"
        )
        warnings.warn(text, Warned, stacklevel=outside())
        return lambda sink: _csv(frame, sink)
    import pyarrow as pa

    try:
        table = pa.Table.from_pandas(frame, preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        # A column of several types has none in Arrow: its values are handed over as their text, as they would be in a file.
        table = pa.Table.from_pandas(_of_texts(frame), preserve_index=False)
    return _arrow(table.to_reader(), None)


def _capsule(data: Any, needed: Columns) -> Writer:
    if _is_there("pyarrow"):
        import pyarrow as pa

        reader = pa.RecordBatchReader.from_stream(data)
        return _arrow(reader, needed(reader.schema.names))
    if _is_there("arro3.io"):
        from arro3.core import Table
        from arro3.io import write_ipc_stream

        table = Table.from_arrow(data)
        columns = needed(table.column_names)
        return lambda sink: write_ipc_stream(table.select(columns) if columns else table, sink, compression=None)
    if _is_there("polars"):
        import polars as pl

        return _polars(pl.DataFrame(data), needed)
    msg = "to hand this frame over, pyarrow or arro3-io is needed: pip install pyarrow"
    raise TypeError(msg)


def _arrow(reader: Any, columns: list[str] | None) -> Writer:
    """Write batch after batch, so that a frame that is made on the way never stands in memory whole."""
    import pyarrow as pa

    names = columns or reader.schema.names
    fields = [reader.schema.field(name) if columns else reader.schema.field(at) for at, name in enumerate(names)]
    schema = pa.schema([pa.field(field.name, _plain(field.type), field.nullable) for field in fields])

    def write(sink: IO[bytes]) -> None:
        with pa.ipc.new_stream(sink, schema) as out:
            for batch in reader:
                out.write_batch((batch.select(columns) if columns else batch).cast(schema))

    return write


def _plain(kind: Any) -> Any:
    """Categories are their values again.

    Text costs the program less than a dictionary does, those of numbers are numbers, and where nothing is known pandas leaves -1
    in the place of a category, which not every reader of Arrow takes.
    """
    import pyarrow as pa

    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _csv(frame: Any, sink: IO[bytes]) -> None:
    """Write text with commas, in which values read as they do in Arrow: 1 and not 1.0, true and not True."""
    import csv

    frame = frame.copy(deep=False)
    frame.columns = [str(column) for column in frame.columns]
    for place, kind in enumerate(frame.dtypes):
        if kind.kind in "bfO" or str(kind) in ("category", "boolean") or str(kind).startswith("Float"):
            column = frame.iloc[:, place].astype(object)
            frame.isetitem(place, column.where(column.notna(), None).map(_text, na_action="ignore"))
    text = io.TextIOWrapper(sink, encoding="utf-8", newline="", write_through=True)
    try:
        frame.to_csv(text, index=False, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n", chunksize=50_000)
        text.flush()
    finally:
        # The sink is closed by whoever opened it.
        text.detach()


def _of_texts(frame: Any) -> Any:
    """The frame with the values of untyped columns as text."""
    frame = frame.copy(deep=False)
    for place, kind in enumerate(frame.dtypes):
        if kind.kind == "O":
            column = frame.iloc[:, place]
            frame.isetitem(place, column.where(column.notna(), None).map(lambda value: str(_text(value)), na_action="ignore"))
    return frame


def _text(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(float(value))
    return value
