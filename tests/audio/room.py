"""A private PulseAudio room: a microphone that plays what it is told, and a loudspeaker that can be recorded.

Headless, works as any user, and touches no other sound server: everything lives in one temporary folder.
"""

import os
import shutil
import subprocess
import tempfile
import threading
import time
import wave
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

MODULES = """\
load-module module-null-sink sink_name=mic_feed rate=48000 channels=2 format=s16le \
norewinds=1 sink_properties=device.description=MicFeed
load-module module-null-sink sink_name=speaker rate=48000 channels=2 format=s16le \
norewinds=1 sink_properties=device.description=Speaker
load-module module-remap-source source_name=mic master=mic_feed.monitor source_properties=device.description=VirtualMic
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
set-default-sink speaker
set-default-source mic
"""
"""``norewinds`` holds a null sink to blocks of 50 ms; else the first after a device opens takes two seconds."""

NEEDED = ("pulseaudio", "pacat", "paplay", "parec", "pactl")
START_SECONDS = 10.0
STEADY_MILLISECONDS = 50
"""So much sound always waits to be played; a machine that stands still for longer tears it."""

LISTENING_SECONDS = 0.5
"""After which a device that was started has given its first block."""

RATE = 16_000


def missing_programs() -> tuple[str, ...]:
    """Programs that a room needs and this machine lacks."""
    return tuple(program for program in NEEDED if shutil.which(program) is None)


class SpeakerRecording:
    """What the loudspeaker said, growing while it is recorded: 16 kHz, mono, signed 16-bit."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._pcm = bytearray()
        self._began = float("inf")
        self._grown = threading.Condition()
        self._reader = threading.Thread(target=self._read, name="speaker-recording", daemon=True)
        self._reader.start()

    @property
    def pcm(self) -> bytes:
        """Everything recorded so far."""
        with self._grown:
            return bytes(self._pcm)

    @property
    def seconds(self) -> float:
        """Length of what was recorded so far."""
        with self._grown:
            return len(self._pcm) / 2 / RATE

    @property
    def began(self) -> float:
        """When its first sample was played, by ``time.perf_counter``; nearly, since sound comes in blocks."""
        with self._grown:
            return self._began

    def wait_until(self, seconds: float, patience: float = 30.0) -> None:
        """Block until so much has been recorded; ``TimeoutError`` after ``patience`` seconds."""
        with self._grown:
            if not self._grown.wait_for(lambda: len(self._pcm) >= seconds * RATE * 2, patience):
                message = f"the loudspeaker gave {len(self._pcm) / 2 / RATE:.1f} s in {patience} s"
                raise TimeoutError(message)

    def write(self, path: Path) -> Path:
        """Write what was recorded so far as a WAV file."""
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(self.pcm)
        return path

    def stop(self) -> None:
        """End the recording; what was recorded stays."""
        _end(self._process)
        self._reader.join(timeout=5)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while block := os.read(self._process.stdout.fileno(), 4096):
            with self._grown:
                self._pcm += block
                self._began = min(self._began, time.perf_counter() - len(self._pcm) / 2 / RATE)
                self._grown.notify_all()


class TornSound(Exception):
    """A test failed in a room whose sound this machine tore; raised from what failed."""


class SteadyStream:
    """Silence into a loudspeaker without an end, by a program that tells whenever its sound came too late."""

    def __init__(self, sink: str, env: Mapping[str, str]) -> None:
        silence = ["pacat", "--verbose", "--playback", "--raw", f"--device={sink}", "--rate=48000", "--channels=2"]
        silence += ["--format=s16le", f"--latency-msec={STEADY_MILLISECONDS}", "/dev/zero"]
        self.process = subprocess.Popen(silence, env=dict(env), stderr=subprocess.PIPE)
        self.torn = 0
        """How often its sound was torn."""

        self._reader = threading.Thread(target=self._read, name=f"steady-{sink}", daemon=True)
        self._reader.start()

    def stop(self) -> None:
        _end(self.process)
        self._reader.join(timeout=5)
        if self.process.stderr is not None:
            self.process.stderr.close()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.torn += line.count(b"Stream underrun")


class VirtualRoom:
    """One sound server of our own, from ``with`` to the end of the block."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="room-"))
        self._server: subprocess.Popen[bytes] | None = None
        self._steady: list[SteadyStream] = []
        self._torn_before = 0

    @property
    def env(self) -> dict[str, str]:
        """The environment for a process that is to live in this room."""
        return {**os.environ, **self.variables}

    @property
    def variables(self) -> Mapping[str, str]:
        """Only the variables that make a process live in this room."""
        return {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(self._folder / "pulse"),
            "XDG_RUNTIME_DIR": str(self._folder),
        }

    def __enter__(self) -> Self:
        (self._folder / "pulse").mkdir(mode=0o700, exist_ok=True)
        script = self._folder / "room.pa"
        script.write_text(MODULES.format(socket=self._socket), encoding="utf-8")
        log = self._folder / "pulse.log"
        command = ["pulseaudio", "-n", "-F", str(script), "--daemonize=no", "--exit-idle-time=-1"]
        command += ["--use-pid-file=no", "--disallow-exit=no", f"--log-target=file:{log}"]
        home = {**self.env, "HOME": str(self._folder)}
        home.pop("PULSE_SERVER")
        self._server = subprocess.Popen(command, env=home, stderr=subprocess.DEVNULL)
        try:
            self._wait_until_ready(log)
        except BaseException:
            self.stop()
            raise
        # An idle null sink's monitor stalls: a stream of silence into each keeps its clock running.
        for sink in ("mic_feed", "speaker"):
            self._keep_running(sink)
        # Nobody shall have to wait for a null sink's first block later.
        with self.record_speaker(), self._record("mic"):
            pass
        self._torn_before = self._torn()
        return self

    @property
    def torn(self) -> int:
        """How often this machine has torn a sound of ``STEADY_MILLISECONDS`` since the room was ready."""
        return self._torn() - self._torn_before

    @property
    def steady_pids(self) -> tuple[int, ...]:
        """The processes that keep the room running."""
        return tuple(each.process.pid for each in self._steady)

    def _torn(self) -> int:
        return sum(each.torn for each in self._steady)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def _keep_running(self, sink: str) -> None:
        self._steady.append(SteadyStream(sink, self.env))

    def play_into_microphone(self, *recordings: Path) -> None:
        """Somebody speaks: play recordings (WAV or FLAC), one after another, and return when they are over."""
        for recording in recordings:
            subprocess.run(["paplay", "--device=mic_feed", str(recording)], env=self.env, check=True, timeout=120)

    def start_playing(self, recording: Path) -> subprocess.Popen[bytes]:
        """Somebody speaks while the test goes on; ``wait`` or ``terminate`` the process that is returned."""
        return subprocess.Popen(["paplay", "--device=mic_feed", str(recording)], env=self.env)

    @contextmanager
    def record_speaker(self, seconds: float = 0.0) -> Iterator[SpeakerRecording]:
        """Record what the assistant says during the block; leaving it waits until ``seconds`` are there."""
        with self._record("speaker.monitor", seconds) as recording:
            yield recording

    @contextmanager
    def record_microphone(self) -> Iterator[SpeakerRecording]:
        """Record what the microphone hears during the block."""
        with self._record("mic") as recording:
            yield recording

    @contextmanager
    def _record(self, source: str, seconds: float = 0.0) -> Iterator[SpeakerRecording]:
        command = ["parec", f"--device={source}", f"--rate={RATE}", "--channels=1", "--format=s16le"]
        command += ["--latency-msec=10"]
        recording = SpeakerRecording(subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE))
        try:
            recording.wait_until(0.05)
            yield recording
            recording.wait_until(seconds)
        finally:
            recording.stop()

    def echo(self, milliseconds: int = 60) -> None:
        """Let the microphone hear the loudspeaker from now on, at one and the same pace, as on one sound card."""
        self.pactl("load-module", "module-loopback", "source=speaker.monitor", "sink=mic_feed",
                   f"latency_msec={milliseconds}", "adjust_time=0")  # fmt: skip

    def wait_until_listening(self, application: str, patience: float = 30.0) -> None:
        """Block until a program takes sound from a microphone; ``TimeoutError`` after ``patience`` seconds.

        Why: pulled out in the few milliseconds in which it is opened, a device can hang or crash its driver.
        """
        pause, until = threading.Event(), time.perf_counter() + patience
        while not self._listens(application):
            if time.perf_counter() > until:
                message = f"{application} took no sound from a microphone in {patience} s"
                raise TimeoutError(message)
            pause.wait(0.1)
        pause.wait(LISTENING_SECONDS)

    def _listens(self, application: str) -> bool:
        outputs = self.pactl("list", "source-outputs").split("Source Output #")
        return any(f'application.name = "{application}"' in each and "Corked: no" in each for each in outputs)

    def unplug_microphone(self) -> None:
        """Take the microphone away for good, as if its cable had been pulled."""
        self.pactl("unload-module", "module-remap-source")
        self.pactl("unload-module", "module-null-sink")

    def plug_in_microphone(self) -> None:
        """Bring the microphone back, under its own name."""
        self.pactl("load-module", "module-null-sink", "sink_name=mic_feed", "rate=48000", "channels=2",
                   "format=s16le", "norewinds=1", "sink_properties=device.description=MicFeed")  # fmt: skip
        self.pactl("load-module", "module-remap-source", "source_name=mic", "master=mic_feed.monitor",
                   "source_properties=device.description=VirtualMic")  # fmt: skip
        self.pactl("set-default-source", "mic")
        self._keep_running("mic_feed")

    def plug_in_speaker(self) -> None:
        """Bring the loudspeaker back, under its own name."""
        self.pactl("load-module", "module-null-sink", "sink_name=speaker", "rate=48000", "channels=2",
                   "format=s16le", "norewinds=1", "sink_properties=device.description=Speaker")  # fmt: skip
        self.pactl("set-default-sink", "speaker")
        self._keep_running("speaker")

    def plug_in_headphones(self) -> None:
        """Another loudspeaker, which everything plays to from now on, until it is unplugged."""
        self.pactl("load-module", "module-null-sink", "sink_name=headphones", "rate=48000", "channels=2",
                   "format=s16le", "norewinds=1", "sink_properties=device.description=Headphones")  # fmt: skip
        self.pactl("set-default-sink", "headphones")

    def unplug_headphones(self) -> None:
        """Pull them out: they are gone at once, and the loudspeaker is the default again."""
        modules = self.pactl("list", "short", "modules").splitlines()
        number = next(line.split()[0] for line in modules if "sink_name=headphones" in line)
        self.pactl("unload-module", number)
        self.pactl("set-default-sink", "speaker")

    def pactl(self, *arguments: str) -> str:
        """Give the sound server a command and return what it prints."""
        done = subprocess.run(
            ["pactl", *arguments], env=self.env, check=True, capture_output=True, text=True, timeout=20
        )
        return done.stdout

    def stop(self) -> None:
        """End the sound server and everything that was started with it."""
        for stream in self._steady:
            stream.stop()
        self._steady.clear()
        if self._server is not None:
            _end(self._server)
            self._server = None
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _socket(self) -> Path:
        return self._folder / "pulse" / "native"

    def _wait_until_ready(self, log: Path) -> None:
        pause = threading.Event()
        for _ in range(int(START_SECONDS / 0.1)):
            assert self._server is not None
            if self._server.poll() is not None:
                break
            if self._socket.exists():
                asked = subprocess.run(["pactl", "info"], env=self.env, capture_output=True, check=False, timeout=20)
                if asked.returncode == 0 and b"Default Source: mic" in asked.stdout:
                    return
            pause.wait(0.1)
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        message = f"the sound server did not start: {said[-500:]}"
        raise RuntimeError(message)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=5)
