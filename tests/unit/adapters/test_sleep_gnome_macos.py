from datetime import timedelta

import pytest

from assistant.adapters.sleep_gnome_macos import NEVER, read_gnome, read_pmset


@pytest.mark.parametrize(
    ("kind", "seconds", "after"),
    [
        ("'suspend'\n", "1200\n", timedelta(minutes=20)),
        ("'suspend'", "uint32 900", timedelta(minutes=15)),
        ("'nothing'", "1200", NEVER),
        ("'suspend'", None, None),
        ("'suspend'", "soon", None),
    ],
)
def test_what_gnome_says_is_read(kind: str, seconds: str | None, after: timedelta | None) -> None:
    assert read_gnome(kind, seconds) == after


@pytest.mark.parametrize(
    ("told", "after"),
    [
        ("System-wide power settings:\n displaysleep         5\n sleep                10 (sleep prevented)\n", 10),
        (" sleep 0\n", 0),
        ("nothing of the kind", None),
    ],
)
def test_what_macos_says_is_read(told: str, after: int | None) -> None:
    assert read_pmset(told) == (None if after is None else timedelta(minutes=after))
