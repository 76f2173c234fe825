"""Values of groups with their intervals, drawn as SVG: no script, no font to fetch, no letter that is not escaped."""

from __future__ import annotations

import math
from html import escape
from pathlib import Path
from typing import Any

from ._groups import ByGroup

_ROW, _TOP, _LEFT, _WIDE, _RIGHT = 26, 34, 190, 380, 150


class Figure:
    """A drawing that notebooks show and files keep."""

    def __init__(self, svg: str) -> None:
        self.svg = svg
        """The drawing."""

    def _repr_svg_(self) -> str:
        return self.svg

    def __str__(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return "a figure; .svg holds it, .save('figure.svg') keeps it"

    def save(self, path: str | Path) -> Path:
        """Write the drawing into a file."""
        path = Path(path)
        path.write_text(self.svg, encoding="utf-8")
        return path


def draw(groups: ByGroup, document: dict[str, Any]) -> Figure:
    """Draw a measure by group."""
    ends = [end for interval in groups.interval.values() if interval for end in interval]
    shown = [value for value in [*groups.values(), *ends] if value is not None and math.isfinite(value)]
    low, high = (min(0.0, *shown), max(shown)) if shown else (0.0, 1.0)
    step = _step(high - low or 1.0)
    high = math.ceil(round(high / step, 9)) * step
    low = math.floor(round(low / step, 9)) * step

    def across(value: float) -> float:
        return round(_LEFT + _WIDE * (value - low) / (high - low or 1.0), 1)

    bottom = _TOP + _ROW * len(groups)
    parts = []
    ticks = round((high - low) / step)
    for tick in range(ticks + 1):
        value = low + tick * step
        x = across(value)
        parts.append(f'<path class="g" d="M{x} {_TOP - 6}V{bottom}"/>')
        parts.append(f'<text class="t" x="{x}" y="{bottom + 16}">{_number(value, step)}</text>')
    for place, (group, rate) in enumerate(groups.items()):
        y = _TOP + _ROW * place + _ROW / 2
        name = "not stated" if group is None else group
        parts.append(f'<text class="n" x="{_LEFT - 12}" y="{y + 4}">{escape(_cut(name))}</text>')
        interval = groups.interval[group]
        if interval and None not in interval:
            parts.append(f'<path class="i" d="M{across(interval[0] or 0)} {y}H{across(interval[1] or 0)}"/>')
        if rate is None:
            said = groups.undefined.get(group, "")
        else:
            people = groups.count[group]
            parts.append(f'<circle cx="{across(rate)}" cy="{y}" r="4.5"/>')
            said = f"{rate:.3f}" + (f" of {people:,}" if people else "")
        parts.append(f'<text x="{_LEFT + _WIDE + 14}" y="{y + 4}">{escape(said)}</text>')
    title = escape(f"{groups.measure} by {groups.attribute}")
    wide, tall = _LEFT + _WIDE + _RIGHT, bottom + 26
    about = escape(f"with {document['settings']['level']:.0%} intervals, of {document['audit']['name']}")
    return Figure(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}" role="img" '
        f'aria-label="{title}"><title>{title}, {about}</title><style>{_STYLE}</style>'
        f'<rect width="{wide}" height="{tall}" fill="#fff"/>'
        f'<text class="h" x="8" y="18">{title}</text>{"".join(parts)}</svg>'
    )


_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1b1b1f}.h{font-weight:600}.n{text-anchor:end}.t{text-anchor:middle;fill:#5a5a63}"
    ".g{stroke:#dcdce2;fill:none}.i{stroke:#005a9c;stroke-width:3;fill:none}circle{fill:#005a9c}"
)


def _step(span: float) -> float:
    """A round step that makes about five of the span."""
    unit: float = 10.0 ** math.floor(math.log10(span))
    return next(step for part in (0.1, 0.2, 0.25, 0.5, 1.0, 2.0) if span / (step := unit * part) <= 6)  # noqa: RUF100


def _number(value: float, step: float) -> str:
    digits = max(0, -math.floor(math.log10(step)) + (1 if f"{step:.0e}".startswith("3") or "25" in f"{step:g}" else 0))
    return f"{value:.{digits}f}"


def _cut(text: str) -> str:
    return text if len(text) <= 26 else text[:25] + "…"
