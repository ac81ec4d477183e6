"""Two repetitions in one sentence, which no one rule can hold: "mondays at six and fridays at eight".

Only the first is read as a repetition of its own; that there is a second one is handed on as another time.
"""

from assistant.understanding.times.clocks import Clock, ClockRange
from assistant.understanding.times.part_kinds import Found
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.scene import Scene

_AND = (" and ", " and on ", " and then ", " and also ", ", ")


def second_rhythm(scene: Scene, parts: list[Found]) -> int | None:
    """Where the parts of a second repetition begin; None where all of them make one.

    Args:
        scene: the sentence.
        parts: of a time, in order.
    """
    for at in range(1, len(parts)):
        value = parts[at].value
        earlier = next((part.value for part in parts[:at] if isinstance(part.value, Repeat)), None)
        if not isinstance(value, Repeat) or earlier is None or not _is_joined(scene, parts, at):
            continue
        if _is_weekly(value) and (_is_weekly(earlier) or _is_daily(earlier)) and value.weekdays != earlier.weekdays:
            before, behind = _clocks(parts[:at]), _clocks(parts[at:])
            other_pace = _is_weekly(earlier) and value.interval != earlier.interval
            if (before and behind and before != behind) or other_pace:
                return at
    return None


def _is_joined(scene: Scene, parts: list[Found], at: int) -> bool:
    gap = scene.text[parts[at - 1].end - 1 : parts[at].start]
    return gap.startswith(_AND) or scene.text.startswith(("and ", ", "), parts[at].start)


def _is_weekly(repeat: Repeat) -> bool:
    return repeat.frequency == "WEEKLY" and bool(repeat.weekdays)


def _is_daily(repeat: Repeat) -> bool:
    return repeat.frequency == "DAILY" and repeat.interval == 1


def _clocks(parts: list[Found]) -> list[Clock | ClockRange]:
    return [part.value for part in parts if isinstance(part.value, (Clock, ClockRange))]
