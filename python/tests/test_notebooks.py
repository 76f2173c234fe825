"""The notebooks of the documentation run from end to end, and show what they should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

FOLDER = ROOT / "docs" / "notebooks"


def run(name: str, folder: Path) -> Any:
    """Run a notebook, which raises when a cell does, and keep it where ``folder`` says."""
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "notebooks are kept without what they printed"
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    nbformat.write(notebook, folder / f"{name}.ipynb")
    return notebook


def shown(notebook: Any, kind: str) -> list[str]:
    """What the cells show in this form."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output["data"][kind] for output in outputs if kind in output.get("data", {})]


def test_from_a_frame_to_a_verdict_to_a_model_that_was_trained_again(tmp_path: Path) -> None:
    notebook = run("campaign", tmp_path)
    pages = [html for html in shown(notebook, "text/html") if "<iframe" in html]
    assert len(pages) == 2
    assert all('sandbox=""' in page for page in pages)
    assert len(shown(notebook, "text/markdown")) == 2
    assert any(svg.startswith("<svg") for svg in shown(notebook, "image/svg+xml"))


@pytest.mark.parametrize("name", ["compas", "bank"])
def test_real_data_beside_fairlearn(name: str, tmp_path: Path, data_sets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_DATA", str(data_sets))
    notebook = run(name, tmp_path)
    assert any("<iframe" in html for html in shown(notebook, "text/html"))
