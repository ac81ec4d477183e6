import os
from pathlib import Path

import pytest

from assistant.messages.audio import AudioChunk, AudioFormat
from assistant.speaking.cache import DiskCache, MemoryCache, sound_key
from assistant.speaking.sound import silence

SOUND = AudioChunk(b"\x01\x02" * 500, AudioFormat(rate=22_050))
LONG_AGO = 1_000_000_000_000_000_000
"""A file time, in nanoseconds."""


def test_a_key_differs_by_voice_rate_and_text_and_shows_no_words() -> None:
    keys = {
        sound_key("joe", 0.92, "Hello."),
        sound_key("joe", 0.85, "Hello."),
        sound_key("sue", 0.92, "Hello."),
        sound_key("joe", 0.92, "Hello!"),
    }
    assert len(keys) == 4
    assert not any("ello" in key for key in keys)


def test_memory_drops_what_was_not_used_for_longest() -> None:
    memory = MemoryCache(max_bytes=2500)
    memory.put("a", SOUND)
    memory.put("b", SOUND)
    assert memory.get("a") == SOUND
    memory.put("c", SOUND)
    assert (memory.get("a"), memory.get("b"), memory.get("c")) == (SOUND, None, SOUND)


def test_memory_counts_a_replaced_sound_once_and_can_be_cleared() -> None:
    memory = MemoryCache(max_bytes=2500)
    for _ in range(5):
        memory.put("a", SOUND)
    memory.put("b", SOUND)
    assert memory.get("a") == SOUND
    memory.clear()
    assert memory.get("a") is None


def test_a_sound_larger_than_memory_is_not_kept() -> None:
    memory = MemoryCache(max_bytes=10)
    memory.put("a", SOUND)
    assert memory.get("a") is None


def test_the_disk_gives_back_what_it_was_given(tmp_path: Path) -> None:
    disk = DiskCache(tmp_path / "sounds", max_bytes=10_000)
    assert disk.get("a") is None
    assert disk.put("a", SOUND)
    assert disk.has("a")
    assert DiskCache(tmp_path / "sounds", max_bytes=10_000).get("a") == SOUND


def test_the_disk_drops_what_was_written_first_however_often_it_is_used(tmp_path: Path) -> None:
    disk = DiskCache(tmp_path, max_bytes=2500)
    disk.put("a", SOUND)
    os.utime(tmp_path / "a.sound", ns=(LONG_AGO, LONG_AGO))
    disk.put("b", SOUND)
    assert disk.get("a") == SOUND
    disk.put("c", SOUND)
    assert (disk.has("a"), disk.has("b"), disk.has("c")) == (False, True, True)


def test_reading_leaves_every_time_of_the_file_alone(tmp_path: Path) -> None:
    disk = DiskCache(tmp_path, max_bytes=10_000)
    disk.put("a", SOUND)
    file = tmp_path / "a.sound"
    os.utime(file, ns=(LONG_AGO, LONG_AGO + 1))
    before = file.stat()
    assert disk.get("a") == SOUND
    after = file.stat()
    assert (after.st_atime_ns, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_atime_ns,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )


@pytest.mark.parametrize("damage", [b"", b"short", b"HEARTH1\n", b"x" * 2000])
def test_a_damaged_file_is_ignored_and_removed(tmp_path: Path, damage: bytes) -> None:
    disk = DiskCache(tmp_path, max_bytes=10_000)
    disk.put("a", SOUND)
    (tmp_path / "a.sound").write_bytes(damage)
    assert disk.get("a") is None
    assert not disk.has("a")
    assert disk.put("a", SOUND)
    assert disk.get("a") == SOUND


def test_one_flipped_byte_is_noticed(tmp_path: Path) -> None:
    disk = DiskCache(tmp_path, max_bytes=10_000)
    disk.put("a", SOUND)
    data = bytearray((tmp_path / "a.sound").read_bytes())
    data[-1] ^= 1
    (tmp_path / "a.sound").write_bytes(data)
    assert disk.get("a") is None


def test_a_disk_that_refuses_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "sounds").write_text("a file where the folder should be", encoding="utf-8")
    disk = DiskCache(tmp_path / "sounds", max_bytes=10_000)
    assert not disk.put("a", SOUND)
    assert disk.get("a") is None
    assert not disk.has("a")
    disk.clear()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_full_disk_is_no_error_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.new").symlink_to("/dev/full")
    disk = DiskCache(tmp_path, max_bytes=10_000)
    assert not disk.put("a", SOUND)
    assert list(tmp_path.iterdir()) == []


def test_clearing_deletes_every_sound_and_nothing_else(tmp_path: Path) -> None:
    disk = DiskCache(tmp_path, max_bytes=10_000)
    disk.put("a", silence(0.1, 22_050))
    (tmp_path / "b.new").write_bytes(b"half")
    (tmp_path / "notes.txt").write_text("theirs", encoding="utf-8")
    disk.clear()
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]
