"""An audit as Python holds it: its document, and everything that the program makes of that."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from . import _rows
from ._display import framed
from ._errors import CannotTell, OutsideLimit
from ._figure import Figure, draw
from ._groups import ByGroup
from ._run import run
from ._tables import Table

Lang = Literal["en", "fr"]

_WORDS = {
    "outside": "Outside the limit",
    "cannot_tell": "Cannot tell",
    "not_assessed": "Not assessed",
    "waived": "Waived",
    "within": "Within the limit",
}


class Page:
    """A whole report, for a notebook to show."""

    def __init__(self, html: str, headline: str) -> None:
        self.html = html
        self._headline = headline

    def _repr_html_(self) -> str:
        return framed(self.html, self._headline, tall=900)

    def __repr__(self) -> str:
        return f"the report: {self._headline}"


class Audit:
    """What an audit found. Every number is the program's own; nothing is computed again here."""

    def __init__(self, document: bytes, *, asked: Mapping[str, Any] | None = None) -> None:
        self.document: dict[str, Any] = json.loads(document)
        """The whole document, as ``audit.json`` holds it."""
        self._bytes = document
        self.asked: dict[str, Any] = dict(asked or {})
        """The options that it was asked with; none of an audit that was read from a file."""
        self._shown: dict[str, str] | None = None

    @property
    def name(self) -> str:
        """The name of the audit."""
        return str(self.document["audit"]["name"])

    @property
    def verdict(self) -> str | None:
        """The worst verdict of a check: ``outside``, ``cannot_tell``, ``not_assessed``, ``waived``, ``within``.

        ``None`` where nothing is judged.
        """
        return self.document.get("verdict") if self.document["checks"] else None

    @property
    def exit_code(self) -> int:
        """What the command line ends with: 0, 1 (outside a limit) or 3 (undecided)."""
        return int(self.document["exit_code"])

    @property
    def counts(self) -> dict[str, int]:
        """How many results have each verdict."""
        return dict(self.document["counts"])

    @property
    def warnings(self) -> list[dict[str, Any]]:
        """What the audit warns of, as message ids with their values; they were said in words when it was made."""
        return list(self.document.get("warnings", ()))

    @property
    def checks(self) -> Table:
        """A row for each result of each check."""
        return _rows.results(self.document)

    @property
    def findings(self) -> Table:
        """A row for each estimate."""
        return _rows.findings(self.document)

    def by_group(self, measure: str, attribute: str | None = None, *, campaign: str | None = None) -> ByGroup:
        """Return a measure by group; the attribute has to be said where there are several."""
        return ByGroup(self.document, measure, attribute, campaign)

    def figure(self, attribute: str | None = None, measure: str = "selection-rate") -> Figure:
        """Return a drawing of a measure by group, with intervals."""
        return draw(self.by_group(measure, attribute), self.document)

    def to_json(self) -> bytes:
        """Return the document as the program wrote it, byte for byte."""
        return self._bytes

    def save(self, *files: str | os.PathLike[str], lang: Lang | None = None) -> list[Path]:
        """Write documents; the ending of each name picks its format, ``{lang}`` in it writes both languages.

        Returns the files written.
        """
        names = [os.fspath(file) for file in files]
        spoken: Sequence[str] = ("en", "fr")
        self._report([part for name in names for part in ("-o", name)], lang)
        out = [name.replace("{lang}", word) for name in names for word in (spoken if "{lang}" in name else [""])]
        return [Path(name) for name in out]

    def page(self, *, lang: Lang | None = None) -> Page:
        """Return the whole report for a notebook to show."""
        return Page(self._documents(["report.html"], lang)["report.html"], self._headline())

    def require(self) -> Audit:
        """Return the audit if its checks hold; one line in a test.

        Raises:
            OutsideLimit: when the audit ends with 1.
            CannotTell: when it ends with 3.
        """
        if self.exit_code == 0:
            return self
        kind, verdicts = (OutsideLimit, ("outside",)) if self.exit_code == 1 else (CannotTell, ("cannot_tell", "not_assessed"))
        rows = [row for row in self.checks if row["severity"] == "error"]
        own = [row for row in rows if row["verdict"] in verdicts] or [row for row in rows if row["verdict"] != "within"]
        raise kind("\n".join([self._headline(), *map(_line, own[:_LISTED]), *_more(len(own) - _LISTED)]), self)

    def _headline(self) -> str:
        if self.verdict is None:
            return f"{self.name}: no limits set, nothing is judged"
        counts = self.counts
        total = sum(counts.values())
        return f"{self.name}: {_WORDS[self.verdict]} ({counts.get(self.verdict, 0)} of {total} results)"

    def __repr__(self) -> str:
        return self._documents_shown()["first.txt"]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Give a notebook all it may choose from; what is not trusted to show HTML shows Markdown."""
        shown = self._documents_shown()
        bundle = {
            "text/html": framed(shown["first.fragment.html"], self._headline()),
            "text/markdown": shown["first.md"],
            "text/plain": shown["first.txt"],
        }
        wanted = set(include or bundle) - set(exclude or ())
        return {kind: text for kind, text in bundle.items() if kind in wanted}

    def _documents_shown(self) -> dict[str, str]:
        if self._shown is None:
            self._shown = self._documents(["first.fragment.html", "first.md", "first.txt"], None)
        return self._shown

    def _documents(self, names: list[str], lang: str | None) -> dict[str, str]:
        with TemporaryDirectory(prefix="evenhand-") as folder:
            self._report([part for name in names for part in ("-o", str(Path(folder) / name))], lang)
            return {name: (Path(folder) / name).read_text(encoding="utf-8") for name in names}

    def _report(self, outputs: list[str], lang: str | None) -> None:
        with TemporaryDirectory(prefix="evenhand-") as folder:
            stored = Path(folder) / "audit.json"
            stored.write_bytes(self._bytes)
            spoken = lang or self.asked.get("lang")
            run(["report", str(stored), *outputs, *([f"--lang={spoken}"] if spoken else [])])


_LISTED = 5


def _line(row: dict[str, Any]) -> str:
    value = "" if row["value"] is None else f" {row['value']:.3g}"
    ends = "" if row["low"] is None or row["high"] is None else f" [{row['low']:.3g}, {row['high']:.3g}]"
    reason = f" ({row['reason']})" if row["reason"] else ""
    return f"  {row['check']}: {row['attribute']} {row['group']}{value}{ends}: {row['verdict']}{reason}"


def _more(left: int) -> list[str]:
    return [f"  and {left} more"] if left > 0 else []
