"""Sentences that were synthesised before: fixed ones on disk, all others in memory only.

Why nothing is written to disk while speaking: a file that appears, or whose times change, when a sentence is said
would tell later what was said and when. So the disk is written only by warming, which renders every fixed sentence
whether it is ever said or not, and reading leaves a file's times alone.
"""

import contextlib
import hashlib
import os
import zlib
from collections import OrderedDict
from pathlib import Path

from assistant.messages.audio import AudioChunk, AudioFormat

_MAGIC = b"HEARTH1\n"
_NUMBER = 4
_HEADER = len(_MAGIC) + 2 * _NUMBER
_SUFFIX = ".sound"


_FINISH = 2
"""Goes up with every change to how a sentence is finished, so that no old sound is taken for a new one."""


def sound_key(voice: str, rate: float, text: str) -> str:
    """What a sentence's sound is known by; tells nothing of the words."""
    return hashlib.sha256(f"{_FINISH}\n{voice}\n{rate:.3f}\n{text}".encode()).hexdigest()


class MemoryCache:
    """Sounds in memory; what was not used for longest goes first."""

    def __init__(self, max_bytes: int) -> None:
        """Keep at most ``max_bytes`` of samples."""
        self._max_bytes = max_bytes
        self._bytes = 0
        self._sounds: OrderedDict[str, AudioChunk] = OrderedDict()

    def get(self, key: str) -> AudioChunk | None:
        """The sound, if it is still there."""
        if key in self._sounds:
            self._sounds.move_to_end(key)
        return self._sounds.get(key)

    def put(self, key: str, sound: AudioChunk) -> None:
        """Keep a sound, at the expense of older ones."""
        self._bytes += len(sound.pcm) - len(self._sounds.pop(key, AudioChunk(b"")).pcm)
        self._sounds[key] = sound
        while self._bytes > self._max_bytes:
            _, dropped = self._sounds.popitem(last=False)
            self._bytes -= len(dropped.pcm)

    def clear(self) -> None:
        """Drop everything."""
        self._sounds.clear()
        self._bytes = 0


class DiskCache:
    """Sounds in files; what was written first goes first. A disk that is full or refuses is no error."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        """Keep at most ``max_bytes`` in ``folder``, which is made when it is first needed."""
        self._folder = folder
        self._max_bytes = max_bytes

    def has(self, key: str) -> bool:
        """Whether there is a file for it, whole or not."""
        return self._file(key).exists()

    def get(self, key: str) -> AudioChunk | None:
        """The sound, if its file is there and whole; a damaged file is removed. No file time changes."""
        try:
            data = _read_untouched(self._file(key))
        except OSError:
            return None
        sound = _unpacked(data)
        if sound is None:
            with contextlib.suppress(OSError):
                self._file(key).unlink()
        return sound

    def put(self, key: str, sound: AudioChunk) -> bool:
        """Write a sound, whole or not at all; False if it could not be written."""
        unfinished = self._folder / f"{key}.new"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(_packed(sound))
            unfinished.replace(self._file(key))
            self._make_room(key)
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            return False
        return True

    def clear(self) -> None:
        """Delete every sound."""
        for file in (*self._folder.glob(f"*{_SUFFIX}"), *self._folder.glob("*.new")):
            with contextlib.suppress(OSError):
                file.unlink()

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"

    def _make_room(self, newest: str) -> None:
        files = [(file, file.stat()) for file in self._folder.glob(f"*{_SUFFIX}")]
        total = sum(status.st_size for _, status in files)
        for file, status in sorted(files, key=lambda entry: (entry[0].stem == newest, entry[1].st_mtime_ns)):
            if total <= self._max_bytes:
                return
            file.unlink(missing_ok=True)
            total -= status.st_size


def _read_untouched(file: Path) -> bytes:
    """Read a file without changing its time of access, where the system offers that."""
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOATIME", 0))
    except PermissionError:
        descriptor = os.open(file, os.O_RDONLY)
    with os.fdopen(descriptor, "rb") as opened:
        return opened.read()


def _packed(sound: AudioChunk) -> bytes:
    numbers = (sound.format.rate, zlib.crc32(sound.pcm))
    return _MAGIC + b"".join(number.to_bytes(_NUMBER, "little") for number in numbers) + sound.pcm


def _unpacked(data: bytes) -> AudioChunk | None:
    rate = int.from_bytes(data[len(_MAGIC) : len(_MAGIC) + _NUMBER], "little")
    checksum = int.from_bytes(data[len(_MAGIC) + _NUMBER : _HEADER], "little")
    pcm = data[_HEADER:]
    if not data.startswith(_MAGIC) or not pcm or rate == 0 or zlib.crc32(pcm) != checksum:
        return None
    return AudioChunk(pcm, AudioFormat(rate=rate))
