"""Where the program is."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path

_NAME = "evenhand.exe" if sys.platform == "win32" else "evenhand"


def find_evenhand() -> Path:
    """Return the program: the one that ``EVENHAND_BIN`` names, else the one installed with this package, else one on the path.

    Raises:
        FileNotFoundError: where there is none.
    """
    named = os.environ.get("EVENHAND_BIN")
    if named:
        if Path(named).is_file():
            return Path(named)
        msg = f"EVENHAND_BIN names no file: {named}"
        raise FileNotFoundError(msg)
    for folder in _folders():
        if (folder / _NAME).is_file():
            return folder / _NAME
    found = shutil.which(_NAME)
    if found:
        return Path(found)
    msg = "the program evenhand was not found beside this package; install the wheel, or name it in EVENHAND_BIN"
    raise FileNotFoundError(msg)


def _folders() -> list[Path]:
    """Where an installer puts programs: of this interpreter, of its user, of ``pip install --target`` and ``--prefix``."""
    package = Path(__file__).resolve().parent
    scripts = sysconfig.get_path("scripts")
    user = sysconfig.get_path("scripts", scheme=sysconfig.get_preferred_scheme("user"))
    return [Path(scripts), Path(user), package.parent / "bin", *(up / "bin" for up in list(package.parents)[3:4])]
