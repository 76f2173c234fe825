"""The same rows give the same document, wherever they come from."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import evenhand as eh
from evenhand import _frames
from evenhand._options import named_columns

from .conftest import KEYS, rows


def document(audit: eh.Audit) -> bytes:
    """The document, byte for byte but what is told of the input: its name, its size and its digest."""
    own = json.loads(audit.to_json())
    (read,) = own["inputs"]
    for key in ("name", "bytes", "sha256"):
        del read[key]
    del own["question"]["data"]["decisions"]
    own["question"]["data"].pop("csv", None)
    # Numbers keep their digits: json reads and writes the shortest text of a double.
    return json.dumps(own).encode()


def without(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    known = _frames._is_there
    monkeypatch.setattr(_frames, "_is_there", lambda module: module not in modules and known(module))


@pytest.fixture(scope="module")
def expected(campaign: Path) -> bytes:
    return document(eh.audit(campaign, **KEYS))


def pandas_frame(table: list[dict[str, Any]]) -> Any:
    pd = pytest.importorskip("pandas")
    return pd.DataFrame(table)


def polars_frame(table: list[dict[str, Any]]) -> Any:
    pl = pytest.importorskip("polars")
    return pl.DataFrame(table, infer_schema_length=None, strict=False)


def arrow_table(table: list[dict[str, Any]]) -> Any:
    pa = pytest.importorskip("pyarrow")
    return pa.Table.from_pylist(table)


def categories(table: list[dict[str, Any]]) -> Any:
    frame = pandas_frame(table)
    return frame.astype({"gender": "category", "age_band": "category", "targeted": "category"})


def polars_categories(table: list[dict[str, Any]]) -> Any:
    pl = pytest.importorskip("polars")
    return polars_frame(table).with_columns(pl.col("gender", "age_band").cast(pl.Categorical))


def lazy(table: list[dict[str, Any]]) -> Any:
    return polars_frame(table).lazy()


def relation(table: list[dict[str, Any]]) -> Any:
    duckdb = pytest.importorskip("duckdb")
    frame = arrow_table(table)
    assert frame.num_rows
    return duckdb.sql("SELECT * FROM frame")


@pytest.mark.parametrize("make", [pandas_frame, categories, polars_frame, polars_categories, lazy, arrow_table, relation])
def test_every_frame_gives_the_document_of_the_file(
    make: Callable[[list[dict[str, Any]]], Any], table: list[dict[str, Any]], expected: bytes
) -> None:
    assert document(eh.audit(make(table), **KEYS)) == expected


@pytest.mark.parametrize("make", [pandas_frame, categories])
def test_pandas_without_pyarrow_is_handed_over_as_text_and_says_so(
    make: Callable[[list[dict[str, Any]]], Any],
    table: list[dict[str, Any]],
    expected: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frame = make(table)
    without(monkeypatch, "pyarrow")
    with pytest.warns(eh.Warned, match="pip install pyarrow") as caught:
        audit = eh.audit(frame, **KEYS)
    assert {warning.filename for warning in caught} == {__file__}
    assert document(audit) == expected


def test_arrow_without_pyarrow_goes_by_arro3_and_then_by_polars(
    table: list[dict[str, Any]], expected: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = arrow_table(table)
    pytest.importorskip("arro3.io")
    without(monkeypatch, "pyarrow")
    assert document(eh.audit(frame, **KEYS)) == expected
    without(monkeypatch, "pyarrow", "arro3.io")
    assert document(eh.audit(frame, **KEYS)) == expected
    without(monkeypatch, "pyarrow", "arro3.io", "polars")
    with pytest.raises(TypeError, match="pip install pyarrow"):
        eh.audit(frame, **KEYS)


def test_frames_that_a_driver_holds_are_refused_with_what_to_do() -> None:
    spark = type("DataFrame", (), {"__module__": "pyspark.sql.classic.dataframe"})
    with pytest.raises(TypeError, match=r"frame\.write\.parquet"):
        eh.audit(spark(), decision="a", attributes="b")
    with pytest.raises(TypeError, match=r"not builtins\.dict"):
        eh.audit({"a": [1]}, decision="a", attributes="b")


def test_only_the_columns_that_are_named_leave_python(table: list[dict[str, Any]]) -> None:
    frame = polars_frame(table)
    sent: list[Any] = []

    class Spy:
        columns = frame.columns

        def select(self, columns: list[str]) -> Any:
            sent.extend(columns)
            return frame.select(columns)

    _frames._polars(Spy(), lambda columns: named_columns(KEYS, columns))
    assert sent == ["gender", "age_band", "age", "member", "targeted"]


def test_a_decision_with_a_condition_names_its_column() -> None:
    columns = ["score", "score>", "g"]
    assert named_columns({"decision": "score>=0.5", "attributes": "g"}, columns) == ["score", "score>", "g"]
    assert named_columns({"decision": "nothing=1", "attributes": "g"}, columns) is None
    assert named_columns({"decision": "score", "attributes": ["x"]}, columns) is None
    assert named_columns({"config": "evenhand.toml"}, columns) is None


def test_a_column_of_several_types_is_handed_over_as_its_text() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"g": ["a", 1, 2.5, None, True, 3.0] * 100, "t": [1, 0, 0] * 200})
    audit = eh.audit(frame, decision="t", attributes="g")
    assert set(audit.by_group("selection-rate")) == {"a", "1", "2.5", "true", "3", None}
    assert audit.name == "frame"


def test_a_second_frame_is_the_audience(table: list[dict[str, Any]], tmp_path: Path) -> None:
    frame = polars_frame(table)
    decisions, audience = frame.select("person", "targeted").head(2_900), frame.select("person", "gender")
    keys: dict[str, Any] = {"key": "person", "decision": "targeted", "attributes": "gender", "absent": "rejected", "name": "x"}
    audience.write_csv(tmp_path / "audience.csv")
    decisions.write_csv(tmp_path / "decisions.csv")
    files = eh.audit(tmp_path / "decisions.csv", audience=tmp_path / "audience.csv", **keys)
    frames = eh.audit(decisions, audience=audience, **keys)
    assert frames.document["findings"] == files.document["findings"]
    assert frames.document["population"] == files.document["population"]


@pytest.mark.skipif(sys.platform == "win32", reason="the time of children is not told there")
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_million_rows_are_handed_over_and_audited_in_under_half_a_second_of_cpu(library: str) -> None:
    pytest.importorskip("pyarrow")
    some = rows(20_000)
    frame = {"pandas": pandas_frame, "polars": polars_frame}[library](some)
    many = pytest.importorskip(library).concat([frame] * 50)
    eh.audit(frame, **KEYS)  # imports are not what is measured
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.process_time()
    audit = eh.audit(many, **KEYS)
    own = time.process_time() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    print(f"{library}: hand-over {own:.2f} CPU s, program {theirs:.2f} CPU s")
    assert audit.document["population"]["rows_read"] == 1_000_000
    # A program built for tests is slow; what is promised of it is measured where it is built for use.
    assert own < 0.4
