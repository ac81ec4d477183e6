"""A change as it was said, in its pieces."""

from dataclasses import dataclass, replace

from assistant.messages.times import SpokenTime
from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.edit_targets import Object
from assistant.understanding.times.part_kinds import Found, ThisTime
from assistant.understanding.times.parts import find_parts
from assistant.understanding.times.reading import suggested_part
from assistant.understanding.times.resolve import resolve
from assistant.understanding.times.scene import Scene


@dataclass(frozen=True, slots=True)
class Request:
    """A change as it was said, in its pieces."""

    scene: Scene
    family: Family
    named: Object
    tail: list[Found]
    """The parts of times that do not belong to the object's name."""

    @property
    def words(self) -> str:
        """The words from the object on."""
        return self.scene.text[self.named.start :]

    def time(self, parts: list[Found]) -> SpokenTime | None:
        """The time that some of its parts say together; None where there are none."""
        return resolve(self.scene, parts, suggested_part(self.scene)) if parts else None

    def before(self, part: Found) -> str:
        """The words before a part of a time."""
        return self.scene.text[: max(0, part.start - 1)]


def parts_between(scene: Scene, start: int, end: int) -> list[Found]:
    """The parts of times in a stretch of the sentence, read without its surroundings.

    "The same time" is the appointment's own, and so no part of a new one.
    """
    cut = replace(scene, text=scene.text[start:end])
    parts = [part for part in find_parts(cut) if not (isinstance(part.value, ThisTime) and part.value.same)]
    return [Found(part.value, part.start + start, part.end + start) for part in parts]
