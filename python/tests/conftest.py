"""What the tests share: campaigns, and the real data where it stands beside the repository."""

from __future__ import annotations

import csv
import os
import random
from pathlib import Path
from typing import Any

import pytest

import evenhand

ROOT = Path(__file__).resolve().parents[2]

KEYS: dict[str, Any] = {
    "decision": "targeted",
    "attributes": ["gender", "age_band", "age", "member"],
    "bins": {"age": [25, 45]},
    "min_ratio": 0.8,
    "name": "spring",
    "as_of": "2026-11-22",
}
"""The question that is asked of the campaign below."""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of this machine's environment that evenhand listens to, and no file beside the test's own."""
    for name in ("EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CI", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    # Programs that tests start find the package where the tests found it.
    monkeypatch.setenv("PYTHONPATH", str(Path(evenhand.__file__).parents[1]))


def rows(people: int = 3_000, seed: int = 7) -> list[dict[str, Any]]:
    """A campaign with a gap, labels that are hard to write down, and values that are missing."""
    draw = random.Random(seed)  # noqa: S311 - a seeded campaign, no secret
    out = []
    for person in range(people):
        gender = draw.choice(["women", "men", "men, or not", 'the "others"; all of them', None])
        rate = 0.12 if gender == "women" else 0.3
        score = round(min(1.0, max(0.0, draw.gauss(0.35 + rate, 0.15))), 3)
        out.append(
            {
                "person": person,
                "gender": gender,
                "age_band": draw.choice(["<25", "25-44", "45+", "été"]),
                "age": draw.choice([19, 30, 41.5, 60]),
                "member": draw.random() < 0.5,
                "score": score,
                "targeted": int(draw.random() < rate),
                "bought": int(draw.random() < score),
                "note": f"nobody asks for this {person}",
            }
        )
    return out


def write(path: Path, table: list[dict[str, Any]]) -> Path:
    """Write CSV as most programs do."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        out.writeheader()
        for row in table:
            out.writerow({key: str(value).lower() if isinstance(value, bool) else value for key, value in row.items()})
    return path


@pytest.fixture(scope="session")
def table() -> list[dict[str, Any]]:
    return rows()


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory, table: list[dict[str, Any]]) -> Path:
    return write(tmp_path_factory.mktemp("data") / "campaign.csv", table)


@pytest.fixture(scope="session")
def data_sets() -> Path:
    """Real data is no part of the repository: it stands beside it, or where ``EVENHAND_DATA`` says."""
    folder = Path(os.environ.get("EVENHAND_DATA") or ROOT.parent / "shared" / "data")
    if not (folder / "compas").is_dir():
        pytest.skip("NOT CHECKED: real data, which does not stand beside the repository")
    return folder
