"""The terminal, where what is shown can be taken away again without a trace.

The help page stands on the terminal's second screen, which keeps no lines above it; closing brings the first one back
as it was, and with it what was written meanwhile. The page is shown a screenful at a time, because nothing can be
scrolled back to there.

Source: FACTS 4.3: the page closes with one key and leaves no history; typed answers can be cleared with one key.
"""

import shutil
import sys
from collections.abc import Callable
from typing import TextIO

READ_ON = "+"

_SECOND_SCREEN = "\x1b[?1049h"
_FIRST_SCREEN = "\x1b[?1049l"
_EMPTY = "\x1b[2J\x1b[H"
_EMPTY_WITH_ALL_ABOVE = "\x1b[2J\x1b[3J\x1b[H"
_NO_LINE_ABOVE = "\x1b[1A\x1b[2K\r"
_HINT_LINES = 5


def _rows() -> int:
    return shutil.get_terminal_size().lines


class Screen:
    """One terminal; a stream that is none gets the plain text and keeps it."""

    def __init__(self, stream: TextIO | None = None, rows: Callable[[], int] = _rows) -> None:
        """Show on a stream.

        Args:
            stream: where to; standard error unless told otherwise.
            rows: how many lines fit on the terminal now.
        """
        self._stream = stream if stream is not None else sys.stderr
        self._rows = rows
        self._pieces: list[str] = []
        self._at = 0
        self._hints = ("", "")
        self._meanwhile: list[tuple[TextIO, str]] = []
        """What was written beside an open page, which closing takes away with the page."""

    @property
    def is_open(self) -> bool:
        """Whether a page is shown."""
        return bool(self._pieces)

    def open(self, page: str, *, close: str, read_on: str, was_typed: bool = False) -> None:
        """Show a page.

        Args:
            page: the whole text.
            close: how to close it.
            read_on: how to read on, where it does not fit.
            was_typed: whether the line above is the key that asked for it, and goes as well.
        """
        lines = page.split("\n")
        self._hints = (close, read_on)
        self._at = 0
        if not self._stream.isatty():
            self._pieces = [page]
            self._write(f"{page}\n\n{close}\n")
            return
        fitting = max(self._rows() - _HINT_LINES, 1)
        self._pieces = ["\n".join(lines[start : start + fitting]) for start in range(0, len(lines), fitting)]
        self._write((_NO_LINE_ABOVE if was_typed else "") + _SECOND_SCREEN)
        self._show()

    def takes(self, line: str) -> bool:
        """Whether a typed line was for the page: Enter closes it, ``READ_ON`` turns it; any other only closes it."""
        if not self.is_open:
            return False
        if line == READ_ON:
            self._at = (self._at + 1) % len(self._pieces)
            self._show()
            return True
        self.close()
        return not line

    def close(self) -> None:
        """Take the page away, if one is shown."""
        if self.is_open and self._stream.isatty():
            self._write(_FIRST_SCREEN)
        self._pieces = []
        meanwhile, self._meanwhile = self._meanwhile, []
        for stream, text in meanwhile:
            _write_to(stream, text)

    def write(self, text: str, stream: TextIO | None = None) -> None:
        """Write one line on the terminal; beside an open page it is written now, and again after the page.

        Args:
            text: the line, without its end.
            stream: the stream to write to; the screen's own unless told otherwise.
        """
        onto = stream if stream is not None else self._stream
        _write_to(onto, f"{text}\n")
        if self.is_open and self._stream.isatty() and onto.isatty():
            self._meanwhile.append((onto, f"{text}\n"))

    def clear(self) -> None:
        """Take away all that stands on the terminal, and above it."""
        if self._stream.isatty():
            self._write(_EMPTY_WITH_ALL_ABOVE)

    def _show(self) -> None:
        if not self._stream.isatty():
            return
        close, read_on = self._hints
        hint = f"{close} {read_on}" if len(self._pieces) > 1 else close
        self._write(f"{_EMPTY}{self._pieces[self._at]}\n\n{hint}\n")

    def _write(self, text: str) -> None:
        _write_to(self._stream, text)


def _write_to(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()
