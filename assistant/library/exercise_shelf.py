"""The exercises that can be played: those that come with Hearthside and the couple's own."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from assistant.errors import ContentError
from assistant.library.checking import check_exercise
from assistant.library.exercise import Exercise
from assistant.library.yaml_reading import load_yaml, read_text, try_yaml

MOST_OWN_FILES = 200
"""More than this many files in the couple's own folder are not read."""


class ExerciseShelf:
    """Every exercise, by id, by title and by its other names."""

    def __init__(
        self, exercises: Iterable[Exercise], own: Iterable[Exercise] = (), troubles: Iterable[str] = ()
    ) -> None:
        """Put exercises on the shelf, in the order given.

        Args:
            exercises: those that come with Hearthside.
            own: the couple's own.
            troubles: one plain sentence for each file of their own that was left out.
        """
        shipped = tuple(exercises)
        theirs = tuple(own)
        self.exercises: tuple[Exercise, ...] = (*shipped, *theirs)
        self.own_ids: frozenset[str] = frozenset(exercise.id for exercise in theirs)
        self.troubles: tuple[str, ...] = tuple(troubles)
        self._by_id: Mapping[str, Exercise] = MappingProxyType({exercise.id: exercise for exercise in self.exercises})
        names: dict[str, Exercise] = {}
        for exercise in self.exercises:
            for name in (exercise.title, exercise.id, *exercise.also_known_as):
                names.setdefault(plain(name), exercise)
        self._by_name = names

    def find(self, exercise_id: str) -> Exercise | None:
        """The exercise with this id."""
        return self._by_id.get(exercise_id)

    def named(self, words: str) -> Exercise | None:
        """The exercise with this title, id or other name, whatever its case and punctuation."""
        return self._by_name.get(plain(words))


def plain(words: str) -> str:
    """Words as they are compared: lower case, letters, figures and apostrophes only, one space between."""
    kept = "".join(sign if sign.isalnum() or sign == "'" else " " for sign in words.lower())
    return " ".join(kept.split())


def load_exercises(shipped: Path) -> ExerciseShelf:
    """Read the exercises that come with Hearthside.

    Args:
        shipped: the folder ``exercises`` of the content.

    Raises:
        ContentError: a file is broken.
    """
    return ExerciseShelf(load_yaml(path, Exercise) for path in sorted(shipped.glob("*.yaml")))


def with_own(shipped: ExerciseShelf, own: Path) -> ExerciseShelf:
    """A shelf with the couple's own exercises beside those that come with Hearthside.

    Args:
        shipped: what comes with Hearthside.
        own: the couple's own folder; it may be missing. A broken file there is told in ``troubles`` and left out.
    """
    taken = {exercise.id for exercise in shipped.exercises}
    theirs: list[Exercise] = []
    troubles: list[str] = []
    for path in _files(own):
        try:
            exercise = _own(path)
        except ContentError as error:
            troubles.append(str(error))
            continue
        if exercise.id in taken:
            troubles.append(f"{path.name} is left out: there is already an exercise with the id '{exercise.id}'.")
            continue
        taken.add(exercise.id)
        theirs.append(exercise)
    return ExerciseShelf(shipped.exercises, theirs, troubles)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"})[:MOST_OWN_FILES]
    except OSError:
        return []


def _own(path: Path) -> Exercise:
    text = read_text(path)
    wrong = next((finding for finding in check_exercise(text) if finding.is_wrong), None)
    exercise, _lines, _faults = try_yaml(text, Exercise)
    if wrong is not None or exercise is None:
        where = f", line {wrong.line}: {wrong.words}" if wrong is not None else " cannot be used."
        message = f"{path.name}{where}"
        raise ContentError(message)
    return exercise
