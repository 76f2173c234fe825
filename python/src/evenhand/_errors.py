"""What can go wrong, as exceptions and warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._audit import Audit


@dataclass(frozen=True)
class Place:
    """Where it went wrong: a flag of the command line, a line of a config, or a place in the data."""

    kind: str
    """``flag``, ``config`` or ``data``."""
    flag: str | None = None
    file: str | None = None
    line: int | None = None
    column: str | None = None
    row: int | None = None

    def __str__(self) -> str:
        if self.flag is not None:
            return self.flag
        parts = [self.file or ""]
        parts += [f"line {self.line}"] if self.line is not None else []
        parts += [f"column {self.column}"] if self.column is not None else []
        parts += [f"row {self.row}"] if self.row is not None else []
        return ", ".join(parts)


class Error(Exception):
    """The job could not be done. Its text is what the command line shows."""

    def __init__(self, text: str, *, said: dict[str, Any] | None = None) -> None:
        said = said or {}
        super().__init__(text)
        self.text: str = text
        """All of it, as a terminal shows it."""
        self.code: str | None = said.get("code")
        """Its permanent code, such as ``EVH-D004``; ``evenhand explain CODE`` says more."""
        self.title: str = said.get("title") or text
        self.fact: str | None = said.get("fact")
        self.why: str | None = said.get("why")
        self.help: str | None = said.get("help")
        """What to do."""
        place = said.get("place")
        self.place: Place | None = Place(**place) if place else None

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep everything where an error crosses from one process to another."""
        return (_again, (type(self), self.text, self.__dict__))


def _again(kind: type[Error], text: str, state: dict[str, Any]) -> Error:
    error = kind(text)
    error.__dict__.update(state)
    return error


class Warned(UserWarning):
    """Something about the data that whoever reads the numbers has to know."""


class _NotShown(AssertionError):  # noqa: N818
    """A check does not hold. An assertion, so that tests fail by it."""

    def __init__(self, text: str, audit: Audit) -> None:
        super().__init__(text)
        self.audit = audit
        """The audit, with all that was found."""


class OutsideLimit(_NotShown):
    """A check is outside its limit, and nobody has waived that."""


class CannotTell(_NotShown):
    """Nothing is outside its limit, but a check could not be decided."""
