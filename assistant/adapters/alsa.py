"""Keeps the ALSA library from writing to the terminal.

It reports every device that it does not find, in a dozen lines, on standard error; Hearthside says in one sentence
what is missing.
"""

import ctypes

_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
"""File, line, function, error number and format; the rest of its arguments is not looked at."""


def _say_nothing(file: bytes, line: int, function: bytes, error: int, text: bytes) -> None:
    del file, line, function, error, text


_SILENT = _HANDLER(_say_nothing)


def silence_alsa() -> None:
    """Silence the library for this process; does nothing where there is none. May be called again."""
    try:
        library = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    library.snd_lib_error_set_handler(_SILENT)
