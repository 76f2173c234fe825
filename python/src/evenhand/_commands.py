"""The commands, as functions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, Unpack, cast

from ._audit import Audit, Lang
from ._fix import Fix, read_rows
from ._frames import Columns, Handed, as_path, hand
from ._options import AUDIT, COUNT, FIX, AuditOptions, CountOptions, FixOptions, Names, check, flags, named_columns
from ._run import run

Method = Literal["reweigh", "rake", "calibrate", "thresholds", "sample", "repair"]
Files = str | os.PathLike[str]


def audit(data: Any = None, **options: Unpack[AuditOptions]) -> Audit:
    """Audit a campaign.

    Args:
        data: A path, glob or folder, or a frame: pandas, polars, pyarrow, DuckDB, anything that speaks Arrow. Without it
            a config names the data.
        **options: The flags of ``evenhand audit``, underscores for hyphens: ``decision="targeted"``,
            ``attributes=["gender", "age_band"]``, ``min_ratio=0.8``, ``config="evenhand.toml"`` .. A config is used only
            where it is named.

    Raises:
        Error: when it could not be done.
    """
    check(options, AUDIT, "audit")
    with _given(data, _named(data, options)) as (handed, given):
        done = run(["audit", *given, "--format=json", "--progress=never"], stdin=handed.stdin if handed else None)
    return Audit(done.out, asked=options)


def fix(
    data: Any = None,
    base: Audit | None = None,
    *,
    method: Method | None = None,
    effect: Any = None,
    **options: Unpack[FixOptions],
) -> Fix:
    """Propose what to change where a check is outside its limit; with a method, give the rows of it.

    Args:
        data: The rows, as in :func:`audit`.
        base: An audit whose options hold here too, but for those given again.
        method: The fix: its weights, decisions or scores come back in the order of the rows, with the frame's own index.
        effect: New decisions, by id, to be audited next to those of ``data``.
        **options: The flags of ``evenhand fix``.

    Raises:
        Error: when it could not be done, or when the fix cannot be had.
    """
    check(options, FIX, "fix")
    asked = {**(base.asked if base is not None else {}), **options}
    with TemporaryDirectory(prefix="evenhand-") as folder:
        rows = Path(folder) / "rows.csv"
        with _given(data, _named(data, asked), number_rows=method is not None) as (handed, given):
            own = ["fix", *given, "--format=json", "--progress=never", "-o", "-"]
            own += [f"--method={method}", "-o", str(rows)] if method and effect is None else []
            stdin = handed.stdin if handed else None
            if effect is None:
                done = run(own, stdin=stdin)
            else:
                with as_path(effect, lambda _: None, "effect.arrow") as new:
                    done = run([*own, f"--effect={new}"], stdin=stdin)
        if not rows.exists():
            return Fix(done.out, asked=asked)
        column, names, values = read_rows(rows)
    aligned = handed.align(values, column) if handed else values
    is_frame = handed is not None and handed.frame is not None
    return Fix(done.out, rows=(column, aligned), ids=None if is_frame else names, asked=asked)


def count(data: Any, output: Files, **options: Unpack[CountOptions]) -> Path:
    """Count rows into a cube file, to be merged and audited later. Returns its path.

    Raises:
        Error: when it could not be done.
    """
    check(options, COUNT, "count")
    with _given(data, options) as (handed, given):
        run(["count", *given, "--progress=never", "-o", os.fspath(output)], stdin=handed.stdin if handed else None)
    return Path(output)


def merge(cubes: Sequence[Files], output: Files) -> Path:
    """Add up cube files that were counted alike. Returns the path of the sum.

    Raises:
        Error: when they are not alike.
    """
    run(["merge", *(os.fspath(cube) for cube in cubes), "-o", os.fspath(output)])
    return Path(output)


def load(path: Files) -> Audit:
    """Read the ``audit.json`` of an earlier audit, of this version or an older one.

    Raises:
        Error: when it is none.
    """
    return Audit(run(["report", os.fspath(path), "--format=json"]).out)


def report(result: Audit | Files, *files: Files, lang: Lang | None = None) -> list[Path]:
    """Write documents of an audit, or of the ``audit.json`` of an earlier one: see :meth:`Audit.save`.

    Raises:
        Error: when one cannot be written.
    """
    return (result if isinstance(result, Audit) else load(result)).save(*files, lang=lang)


class Inspected(str):
    """What a file holds, as a notebook and a console show it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def inspect(
    data: Any,
    *,
    attributes: Names | None = None,
    decision: str | None = None,
    count: str | None = None,
    selected: str | None = None,
    csv: Mapping[str, str] | None = None,
    sheet: str | None = None,
    lang: Lang | None = None,
) -> Inspected:
    """Say what rows hold before they are audited: columns, types, missing values, sizes of groups, gaps that could be seen.

    Raises:
        Error: when they cannot be read.
    """
    options = {
        "attributes": attributes, "decision": decision, "count": count, "selected": selected,
        "csv": csv, "sheet": sheet, "lang": lang,
    }  # fmt: skip
    own = [flag for flag in flags(options) if flag != "--no-config"]
    handed = hand(data, lambda _: None)
    done = run(["inspect", handed.argument, *own], stdin=handed.stdin)
    return Inspected(done.out.decode("utf-8"))


@contextmanager
def _given(data: Any, options: Mapping[str, Any], *, number_rows: bool = False) -> Iterator[tuple[Handed | None, list[str]]]:
    """Give the rows, and the arguments that say what they are."""
    own = dict(options)
    needed: Columns = lambda columns: named_columns(own, columns)  # noqa: E731
    audience = own.pop("audience", None)
    handed = None if data is None else hand(data, needed)
    if number_rows and handed is not None and "id" not in own and "unit" not in own and "key" not in own:
        # Rows come back in their order; a name is asked for, and any column that is read gives one.
        own["id"] = _any_column(own)
    given = [
        *([handed.argument] if handed else []),
        *flags({key: value for key, value in own.items() if value is not None}),
    ]
    if audience is None:
        yield handed, given
        return
    with as_path(audience, lambda _: None, "audience.arrow") as path:
        yield handed, [*given, f"--audience={path}"]


def _named(data: Any, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options with a name for the audit of a frame, which has none of its own."""
    is_frame = data is not None and not isinstance(data, str | os.PathLike)
    return {"name": "frame", **options} if is_frame and options.get("config") is None else options


def _any_column(options: Mapping[str, Any]) -> str | None:
    attributes = options.get("attributes")
    if isinstance(attributes, str):
        return attributes.split(",")[0]
    return cast("str", attributes[0]) if attributes else None
