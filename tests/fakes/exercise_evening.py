"""An evening with an exercise on a simulated clock: plays it, and writes down what is said at which second."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.exercises.player import Player
from assistant.exercises.turns import Cue, Partners
from assistant.library.exercise import Exercise, Variant
from assistant.library.yaml_reading import load_yaml
from assistant.messages.speech import Manner, Passage, Reply, Running
from tests.fakes.exercise_questions import QuestionsInOrder

START = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
EXERCISES = Path(__file__).parents[2] / "assistant" / "content" / "en" / "exercises"


def script(exercise_id: str) -> Exercise:
    """An exercise that comes with Hearthside."""
    return load_yaml(EXERCISES / f"{exercise_id}.yaml", Exercise)


def text_of(reply: Reply) -> str:
    """The words of the exercise in a reply; a response's key where the words are not the exercise's."""
    parts: list[str] = []
    for line in reply.lines:
        text = line.values.get("text")
        parts += text.sentences if isinstance(text, Passage) else (f"<{line.key}>",)
    return " ".join(parts)


class Evening:
    """One exercise and the seconds since it began."""

    def __init__(
        self, exercise: Exercise, *, variant: Variant = "full", first_speaker: str | None = None, step: int = 1
    ) -> None:
        self.questions = QuestionsInOrder()
        self.player = Player(
            exercise, Partners("Ana", "Sam"), questions=self.questions, variant=variant, first_speaker=first_speaker
        )
        self.seconds = 0.0
        self.quiet_since: datetime | None = START - timedelta(hours=1)
        self.said: list[tuple[float, str]] = []
        self._take(self.player.start(START, step))

    @property
    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    @property
    def running(self) -> bool:
        return self.player.phase is not Running.NOTHING

    def until(self, seconds: float) -> None:
        """Let time pass up to this second, doing what is due when it is due."""
        end = START + timedelta(seconds=seconds)
        while (due := self.player.next_at) is not None and due <= end:
            self.seconds = max(self.seconds, (due - START).total_seconds())
            self._take(self.player.advance(self.now, self.quiet_since))
        self.seconds = max(self.seconds, seconds)

    def to_the_end(self, most_seconds: float = 20_000) -> None:
        """Let time pass until nothing more is due; a step that waits is answered at the end of its time."""
        while self.running and self.seconds < most_seconds:
            due = self.player.next_at
            if due is not None:
                self.until((due - START).total_seconds())
            elif self.player.waits:
                left = self.player.time_left(self.now)
                later = sum(step.seconds for step in self.player.script.steps[self.player.where_am_i().step :])
                self.seconds += left.whole.total_seconds() - later
                self.say(self.player.next)
            else:
                break

    def say(self, word: Callable[[datetime], tuple[Cue, ...]]) -> tuple[Cue, ...]:
        """Say a control word now."""
        cues = word(self.now)
        self._take(cues)
        return cues

    def at(self, second: float) -> list[str]:
        """What was said at one second."""
        return [text for when, text in self.said if when == second]

    @property
    def moments(self) -> list[float]:
        """The seconds at which something was said, in order."""
        return [when for when, _text in self.said]

    def _take(self, cues: tuple[Cue, ...]) -> None:
        for cue in cues:
            self.said.append((self.seconds, "*" if cue.manner is Manner.CHIME else text_of(cue.reply)))
