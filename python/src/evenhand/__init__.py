"""evenhand audits whether a campaign's targeting is even-handed.

The program does the work; this package hands it rows and brings back what it says::

    import evenhand as eh

    a = eh.audit(frame, decision="targeted", attributes=["gender", "age_band"], min_ratio=0.8)
    a                                            # verdict, counters, the rows furthest outside
    a.verdict, a.by_group("selection-rate", "gender").ratio()
    a.save("report.{lang}.html", "audit.json")
    a.require()                                  # raises OutsideLimit or CannotTell
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from ._audit import Audit, Page
from ._commands import Inspected, audit, count, fix, inspect, load, merge, report
from ._errors import CannotTell, Error, OutsideLimit, Place, Warned
from ._figure import Figure
from ._find import find_evenhand
from ._fix import Fix
from ._groups import ByGroup
from ._tables import Table

if TYPE_CHECKING:
    from ._learn import Cutoffs, Reweigher, cutoffs

__all__ = [
    "Audit", "ByGroup", "CannotTell", "Cutoffs", "Error", "Figure", "Fix", "Inspected", "OutsideLimit", "Page", "Place",
    "Reweigher", "Table", "Warned", "audit", "count", "cutoffs", "find_evenhand", "fix", "inspect", "load", "merge", "report",
]  # fmt: skip

try:
    __version__ = version("evenhand")
except PackageNotFoundError:
    # Run from a source tree, where the program says its version itself.
    __version__ = "0+source"

_LEARN = ("Cutoffs", "Reweigher", "cutoffs")


def __getattr__(name: str) -> Any:
    """Import what needs scikit-learn only when it is asked for."""
    if name in _LEARN:
        from . import _learn

        return getattr(_learn, name)
    msg = f"module 'evenhand' has no attribute '{name}'"
    raise AttributeError(msg)
