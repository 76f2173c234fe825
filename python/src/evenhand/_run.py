"""Running the program: what goes in, what comes out, what it says beside that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, cast

from ._errors import Error, Warned
from ._find import find_evenhand

Writer = Callable[[IO[bytes]], None]
"""Writes a frame into the standard input of the program."""

_COULD_NOT = 2


@dataclass
class Done:
    """A run that came to its end."""

    exit_code: int
    out: bytes
    said: list[dict[str, Any]] = field(default_factory=list)


def run(arguments: Sequence[str | os.PathLike[str]], *, stdin: Writer | None = None) -> Done:
    """Run the program and return what it gave; its warnings become Python's.

    Raises:
        Error: when the job could not be done.
        KeyboardInterrupt: on Ctrl-C, once the program has ended.
    """
    command = [os.fspath(find_evenhand()), *(os.fspath(argument) for argument in arguments)]
    environment = {**os.environ, "EVENHAND_MESSAGES": "json", "NO_COLOR": "1"}
    process = subprocess.Popen(  # noqa: S603 - no shell: each argument arrives as it is
        command,
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    beside = _Beside(process, stdin)
    try:
        with cast("IO[bytes]", process.stdout) as stream:
            out = stream.read()
        code = process.wait()
        beside.join()
    except BaseException:
        # Ctrl-C in a terminal reaches the program too; in a notebook it does not. It leaves nothing half-written.
        process.terminate()
        process.wait()
        raise
    if beside.failed is not None and code in (0, _COULD_NOT):
        raise beside.failed
    said = [_message(line) for line in beside.lines]
    if code not in (0, 1, 3):
        raise _error(code, said)
    for message in said:
        if message.get("level") == "warning":
            warnings.warn(message["text"], Warned, stacklevel=outside())
    return Done(code, out, said)


class _Beside:
    """The two streams beside the one that is read: a frame that goes in, and what is said."""

    def __init__(self, process: subprocess.Popen[bytes], stdin: Writer | None) -> None:
        self.lines: list[bytes] = []
        self.failed: BaseException | None = None
        self._threads = [threading.Thread(target=self._listen, args=(process.stderr,), daemon=True)]
        if stdin:
            self._threads.append(threading.Thread(target=self._write, args=(process.stdin, stdin), daemon=True))
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _listen(self, stream: IO[bytes]) -> None:
        with stream:
            self.lines.extend(line for line in stream if line.strip())

    def _write(self, stream: IO[bytes], stdin: Writer) -> None:
        try:
            with stream:
                stdin(stream)
        except BrokenPipeError:
            pass  # it has read what it wanted, or says itself what was wrong
        except BaseException as error:
            # Writers of other libraries wrap a closed pipe in errors of their own.
            if "broken pipe" not in str(error).lower():
                self.failed = error


def _message(line: bytes) -> dict[str, Any]:
    text = line.decode("utf-8", "replace").rstrip()
    try:
        message = json.loads(text)
    except ValueError:
        message = None
    return message if isinstance(message, dict) else {"level": "note", "text": text}


def _error(code: int, said: list[dict[str, Any]]) -> Error:
    errors = [message for message in said if message.get("level") == "error"]
    notes = [message["text"] for message in said if message.get("level") == "note"]
    if errors:
        # What follows an error is the config to write, where one is needed.
        return Error("\n\n".join([errors[0]["text"], *notes]), said=errors[0])
    return Error("\n".join(notes) or f"evenhand ended with {code} and said nothing")


def outside() -> int:
    """Return how many frames up the first caller outside this package is."""
    own = {__name__.rpartition(".")[0], "contextlib"}
    depth = 1
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").split(".")[0] in own:
        frame = frame.f_back
        depth += 1
    return depth
