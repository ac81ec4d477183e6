import pytest

from assistant.understanding.sounds import sound_key


@pytest.mark.parametrize(
    ("said", "heard"),
    [("pause", "paws"), ("love maps", "lava mops"), ("night", "nite"), ("bids", "bits"), ("phone", "fone")],
)
def test_words_that_sound_alike_share_a_key(said: str, heard: str) -> None:
    assert sound_key(said) == sound_key(heard)


def test_words_that_sound_different_do_not() -> None:
    assert sound_key("pause") != sound_key("resume")
