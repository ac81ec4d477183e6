"""Recordings of all kinds become the same sound, and what is no recording says so in one sentence."""

import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from scipy import signal

from assistant.adapters.recording_soundfile import RecordingMicrophone, read_recording, resampled
from assistant.errors import RecordingUnreadable
from assistant.hearing.chunking import joined
from assistant.messages.audio import SPEECH

Sound = npt.NDArray[np.float64]


def tone(hertz: float, rate: int, seconds: float = 1.0) -> Sound:
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)


def heard(path: Path) -> Sound:
    return np.frombuffer(joined(read_recording(path)).pcm, np.int16).astype(np.float64) / 32768


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("kind", ["wav", "flac"])
def test_a_tone_keeps_its_pitch_and_length_at_every_rate(tmp_path: Path, rate: int, kind: str) -> None:
    path = tmp_path / f"tone.{kind}"
    soundfile.write(path, tone(440, rate), rate)
    samples = heard(path)
    assert len(samples) == pytest.approx(16_000, abs=1)
    middle = slice(1_000, 15_000)
    expected = tone(440, 16_000)
    assert np.abs(samples[middle] - expected[middle]).max() < 0.002  # -48 dB of the tone


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW"])
def test_every_way_to_store_a_sample_is_read(tmp_path: Path, subtype: str) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(440, 16_000), 16_000, subtype=subtype)
    assert np.abs(heard(path) - tone(440, 16_000)).max() < 0.03  # eight bits have no more


def test_two_channels_are_mixed(tmp_path: Path) -> None:
    path = tmp_path / "stereo.flac"
    soundfile.write(path, np.stack([tone(440, 16_000), np.zeros(16_000)], axis=1), 16_000)
    assert np.abs(heard(path) - tone(440, 16_000) / 2).max() < 0.001


def test_what_is_too_high_for_the_lower_rate_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "high.wav"
    soundfile.write(path, tone(9_000, 44_100), 44_100)
    assert np.abs(heard(path)[1_000:15_000]).max() < 0.001  # -54 dB of the tone


@pytest.mark.parametrize(("rate", "wanted"), [(44_100, 16_000), (8_000, 16_000), (48_000, 16_000), (22_050, 16_000)])
def test_resampling_agrees_with_scipy_on_speech_like_noise(rate: int, wanted: int) -> None:
    rng = np.random.default_rng(0)
    low, high = signal.butter(6, [100 / rate * 2, 3_000 / rate * 2], "band")
    noise = signal.lfilter(low, high, rng.normal(size=rate)).astype(np.float32)
    reference = signal.resample_poly(noise, wanted, rate, window=("kaiser", 12.0))
    ours = resampled(noise, rate, wanted)
    middle = slice(2_000, -2_000)
    error = float(np.sqrt(np.mean((ours - reference[: len(ours)])[middle] ** 2) / np.mean(reference[middle] ** 2)))
    assert error < 0.01  # -40 dB; the reference's own filter is shorter than ours


def test_broken_samples_of_a_float_recording_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "broken.wav"
    soundfile.write(path, np.array([np.nan, np.inf, -np.inf, 0.25] * 1_000), 16_000, subtype="FLOAT")
    assert np.isfinite(heard(path)).all()


def test_chunks_are_thirty_two_milliseconds_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "noise.wav"
    pcm = np.random.default_rng(0).integers(-32768, 32767, 16_100, dtype=np.int16)
    soundfile.write(path, pcm, 16_000)
    chunks = read_recording(path)
    assert {len(chunk.pcm) for chunk in chunks[:-1]} == {1024}
    assert {chunk.format for chunk in chunks} == {SPEECH}
    assert joined(chunks).pcm == pcm.tobytes()


async def test_a_recording_can_stand_for_a_microphone(tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(440, 16_000), 16_000)
    assert [chunk async for chunk in RecordingMicrophone(path).chunks()] == list(read_recording(path))


def test_a_header_without_a_length_is_read_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "stream.wav"
    soundfile.write(path, tone(440, 16_000), 16_000)
    data = bytearray(path.read_bytes())
    data[4:8] = data[40:44] = struct.pack("<I", 0xFFFFFFFF)
    path.write_bytes(data)
    assert len(heard(path)) == 16_000


def wav(tmp_path: Path, sound: Sound, rate: int = 16_000, kind: str = "wav") -> Path:
    path = tmp_path / f"some.{kind}"
    soundfile.write(path, sound, rate)
    return path


def cut(path: Path, share: float) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def file_of(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "some.wav"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder / "nowhere.wav", "There is no file"),
        (lambda folder: folder, "is a folder"),
        (lambda folder: file_of(folder, b""), "is empty"),
        (lambda folder: file_of(folder, b"once upon a time " * 100), "not an audio file"),
        (lambda folder: file_of(folder, b"RIFF\x24\x00\x00\x00WAVEjunk" + b"\0" * 40), "not an audio file"),
        (lambda folder: cut(wav(folder, tone(440, 16_000)), 0.5), "is cut off"),
        (lambda folder: cut(wav(folder, tone(440, 16_000)), 0.0005), "is cut off"),
        (lambda folder: cut(wav(folder, tone(440, 16_000), kind="flac"), 0.5), "cut off|damaged"),
        (lambda folder: wav(folder, np.zeros(0)), "holds no sound"),
        (lambda folder: wav(folder, np.zeros(8_000 * 61), 8_000), "is 61 s long"),
        (lambda folder: wav(folder, np.zeros(4_000), 2_000), "too few for speech"),
    ],
)  # fmt: skip
def test_what_is_no_recording_says_so_in_one_sentence(tmp_path: Path, make: object, says: str) -> None:
    assert callable(make)
    with pytest.raises(RecordingUnreadable, match=says) as raised:
        read_recording(make(tmp_path))
    assert str(raised.value).endswith(".")
    assert "\n" not in str(raised.value)
