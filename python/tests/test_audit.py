"""What an audit gives back."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import textwrap
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import evenhand as eh

from .conftest import KEYS, write


@pytest.fixture(scope="module")
def audit(campaign: Path) -> eh.Audit:
    return eh.audit(campaign, **KEYS)


def test_the_document_is_the_command_lines_byte_for_byte(campaign: Path, audit: eh.Audit) -> None:
    flags = ["--decision=targeted", "--attributes=gender,age_band,age,member", "--bins=age=25,45", "--min-ratio=0.8"]
    command = [str(eh.find_evenhand()), "audit", str(campaign), "--no-config", *flags, "--name=spring", "--as-of=2026-11-22"]
    done = subprocess.run([*command, "--format=json"], capture_output=True, check=False)
    assert done.stdout == audit.to_json()
    assert done.returncode == audit.exit_code


def test_counts_and_tables_are_those_of_the_document(audit: eh.Audit) -> None:
    document = json.loads(audit.to_json())
    assert audit.counts == document["counts"]
    assert len(audit.findings) == len(document["findings"])
    assert len(audit.checks) == sum(len(check["results"]) for check in document["checks"])
    women = audit.checks.where(attribute="gender", group="women")[0]
    assert women["verdict"] == "outside"
    assert women["low"] < women["value"] < women["high"] < women["min"] == 0.8


def test_tables_become_frames(audit: eh.Audit) -> None:
    pd, pl, pa = pytest.importorskip("pandas"), pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    for table in (audit.findings, audit.checks):
        for frame in (table.to_pandas(), table.to_polars(), pl.DataFrame(table), pd.DataFrame(list(table))):
            assert list(frame.columns) == table.columns
            assert len(frame) == len(table)
        assert pa.table(table).column_names == table.columns
    assert audit.checks[0]["check"] in repr(audit.checks)
    assert "&lt;25" in audit.checks._repr_html_()


def test_groups_are_counted_as_anybody_would(audit: eh.Audit, table: list[dict[str, Any]]) -> None:
    groups = audit.by_group("selection-rate", "gender")
    for group in {row["gender"] for row in table}:
        own = [row["targeted"] for row in table if row["gender"] == group]
        assert groups[group] == sum(own) / len(own)
        assert groups.count[group] == len(own)
    stated = [value for group, value in groups.items() if group is not None and value is not None]
    assert groups.overall == pytest.approx(sum(row["targeted"] for row in table) / len(table), rel=1e-15)
    assert groups.difference() == max(stated) - min(stated)
    assert groups.ratio() == min(stated) / max(stated)
    assert groups.group_min() == groups["women"]
    low, high = groups.interval["women"] or (None, None)
    assert low is not None
    assert high is not None
    assert low < (groups["women"] or 0) < high


def test_everybody_is_told_of_rates_and_means_alone(campaign: Path, table: list[dict[str, Any]]) -> None:
    keys: dict[str, Any] = {"attributes": "age_band", "outcome": "bought", "observed": "before"}
    audit = eh.audit(campaign, decision="targeted", score="score", weight="age", **keys)
    weights = [row["age"] for row in table]
    share = sum(row["age"] for row in table if row["targeted"]) / sum(weights)
    assert audit.by_group("selection-rate").overall == pytest.approx(share, rel=1e-12)
    scored = eh.audit(campaign, decision="targeted", score="score", **keys)
    assert scored.by_group("mean-score").overall == pytest.approx(sum(row["score"] for row in table) / len(table), rel=1e-9)
    areas = scored.by_group("auc")
    assert areas.group_min() is not None
    assert areas.overall is None
    assert areas.difference("to_overall") is None


def test_what_is_not_there_is_named_with_what_is(audit: eh.Audit) -> None:
    with pytest.raises(ValueError, match="gender, age_band, age, member"):
        audit.by_group("selection-rate")
    with pytest.raises(KeyError, match="no attribute 'sex'"):
        audit.by_group("selection-rate", "sex")
    with pytest.raises(KeyError, match="no measure 'rate'"):
        audit.by_group("rate", "gender")


def test_documents_are_written_in_both_languages(audit: eh.Audit, tmp_path: Path) -> None:
    files = audit.save(tmp_path / "report.{lang}.html", tmp_path / "audit.json", tmp_path / "a.xml")
    assert sorted(file.name for file in files) == ["a.xml", "audit.json", "report.en.html", "report.fr.html"]
    assert all(file.is_file() for file in files)
    assert (tmp_path / "audit.json").read_bytes() == audit.to_json()
    assert eh.load(tmp_path / "audit.json").to_json() == audit.to_json()
    (french,) = eh.report(tmp_path / "audit.json", tmp_path / "fr.html", lang="fr")
    assert french.read_bytes() == (tmp_path / "report.fr.html").read_bytes()


def test_a_notebook_gets_a_frame_that_may_do_nothing_and_more_for_those_that_trust_nobody(audit: eh.Audit) -> None:
    bundle = audit._repr_mimebundle_()
    assert list(bundle) == ["text/html", "text/markdown", "text/plain"]
    html = bundle["text/html"]
    assert 'sandbox=""' in html
    assert "<script" not in html.lower()
    page = html.split('srcdoc="')[1].split('"')[0]
    assert "<" not in page  # escaped: nothing of it is part of the notebook itself
    assert html.startswith("<p><strong>spring: Outside the limit (")
    assert "## " in bundle["text/markdown"]
    assert bundle["text/plain"] == repr(audit)
    assert list(audit._repr_mimebundle_(include=["text/plain"])) == ["text/plain"]
    assert len(audit.page()._repr_html_()) > len(html)


def test_a_figure_is_whole_and_holds_every_group(audit: eh.Audit, tmp_path: Path) -> None:
    figure = audit.figure("gender")
    svg = ET.fromstring(figure.svg)  # noqa: S314 - our own
    texts = [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert {"women", "men", "men, or not", 'the "others"; all of them', "not stated"} <= set(texts)
    circles = [float(element.get("cx") or "nan") for element in svg.iter("{http://www.w3.org/2000/svg}circle")]
    values = list(audit.by_group("selection-rate", "gender").values())
    assert len(circles) == len(values)
    order = sorted(range(len(values)), key=lambda place: values[place] or 0)
    assert sorted(circles) == [circles[place] for place in order]
    assert all(math.isfinite(circle) for circle in circles)
    assert figure.save(tmp_path / "figure.svg").read_text(encoding="utf-8") == figure._repr_svg_()


def test_rows_are_counted_merged_and_audited(table: list[dict[str, Any]], audit: eh.Audit, tmp_path: Path) -> None:
    keys: dict[str, Any] = {"decision": "targeted", "attributes": ["gender", "age_band", "member"]}
    parts = [
        eh.count(write(tmp_path / f"{day}.csv", table[start::2]), tmp_path / f"{day}.cube", **keys)
        for start, day in enumerate(["monday", "tuesday"])
    ]
    both = eh.merge(parts, tmp_path / "both.cube")
    of_cube = eh.audit(cube=both, **keys)
    assert of_cube.by_group("selection-rate", "gender").by_group == audit.by_group("selection-rate", "gender").by_group
    assert of_cube.document["population"]["people_used"] == len(table)
    with pytest.raises(eh.Error, match="EVH-C003"):
        eh.merge([parts[0], parts[0]], tmp_path / "twice.cube")


def test_a_file_is_looked_into(campaign: Path, table: list[dict[str, Any]]) -> None:
    seen = eh.inspect(campaign, attributes="gender")
    assert "women" in seen
    assert "nobody asks" not in seen
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(table, infer_schema_length=None, strict=False)
    of_frame = eh.inspect(frame, attributes="gender")
    assert of_frame.splitlines()[1:4] == seen.splitlines()[1:4]


def test_it_runs_without_any_library_for_frames(campaign: Path) -> None:
    program = textwrap.dedent(
        f"""
        import sys
        for name in ("pandas", "polars", "pyarrow", "numpy", "sklearn", "duckdb", "arro3"):
            sys.modules[name] = None
        import evenhand as eh
        a = eh.audit({str(campaign)!r}, decision="targeted", attributes="gender", min_ratio=0.8)
        assert a.verdict == "outside" and a.by_group("selection-rate").ratio() < 0.8
        f = eh.fix({str(campaign)!r}, decision="targeted", attributes="gender", attribute="gender", method="reweigh", id="person")
        assert f.ids[:3] == ["0", "1", "2"] and len(f.weights) == len(f.ids)
        a.figure("gender"), a._repr_mimebundle_()
        try:
            eh.Reweigher
        except ImportError as error:
            print(error)
        """
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Reweigher and cutoffs need scikit-learn: pip install 'evenhand[sklearn]'\n"
