"""The shelf of what can be read aloud: nine principles, the topics, the situations and the list of their sources."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints

from assistant.errors import ContentError
from assistant.library.principle import Principle
from assistant.library.reading import Reading, SourceTag
from assistant.library.situation import Situation
from assistant.library.topic import Topic
from assistant.library.yaml_reading import load_yaml


class Source(BaseModel):
    """Where facts come from: a paper, a page or a book."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    citation: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    url: str | None = None


class SourceList(BaseModel):
    """``sources.yaml``: every source by its tag."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: dict[SourceTag, Source]


_Filed = TypeVar("_Filed", Principle, Topic, Situation)


class ReadingShelf:
    """Everything that can be read aloud, by id."""

    def __init__(
        self,
        principles: Iterable[Principle],
        topics: Iterable[Topic],
        situations: Iterable[Situation],
        sources: Mapping[str, Source],
    ) -> None:
        """Put them in order.

        Raises:
            ContentError: two share an id, a spoken name or a place in the house, or one points to nothing.
        """
        self.principles = tuple(sorted(principles, key=lambda principle: principle.order))
        """All nine in the order of the tour: the levels from the ground up, then the walls."""
        self.topics = tuple(sorted(topics, key=lambda topic: topic.title))
        self.situations = tuple(sorted(situations, key=lambda situation: situation.id))
        self.sources = MappingProxyType(dict(sources))
        self._principles = {principle.id: principle for principle in self.principles}
        self._topics = {topic.id: topic for topic in self.topics}
        self._situations = {situation.id: situation for situation in self.situations}
        self._check()

    def principle(self, name: str) -> Principle:
        """The principle with this id.

        Raises:
            KeyError: there is none.
        """
        return self._principles[name]

    def level(self, number: int) -> Principle | None:
        """The principle on this level of the house, 1 at the bottom; None for a number that no level has."""
        return next((principle for principle in self.principles if principle.number == number), None)

    def topic(self, name: str) -> Topic:
        """The topic with this id.

        Raises:
            KeyError: there is none.
        """
        return self._topics[name]

    def situation(self, name: str) -> Situation:
        """The situation with this id.

        Raises:
            KeyError: there is none.
        """
        return self._situations[name]

    def reading(self, name: str) -> Reading | None:
        """The principle or topic with this id, if there is one."""
        return self._principles.get(name) or self._topics.get(name)

    @property
    def exercises_named(self) -> frozenset[str]:
        """Every exercise id that the shelf leads to, for whoever holds the exercises to check."""
        by_readings = {name for reading in (*self.principles, *self.topics) for name in reading.exercises}
        by_situations = {name for situation in self.situations for name in situation.offered}
        return frozenset(by_readings | by_situations - self._topics.keys())

    def _check(self) -> None:
        readings: tuple[Reading, ...] = (*self.principles, *self.topics)
        _refuse_twins((reading.id for reading in readings), "id")
        _refuse_twins((situation.id for situation in self.situations), "id")
        _refuse_twins((name for reading in readings for name in reading.spoken_names), "spoken name")
        _refuse_twins((phrase for situation in self.situations for phrase in situation.phrases), "phrase")
        _refuse_twins((str(principle.order) for principle in self.principles), "order")
        for topic in self.topics:
            if topic.principle is not None and topic.principle not in self._principles:
                message = f"topics/{topic.id}.yaml: there is no principle called {topic.principle}"
                raise ContentError(message)
        for reading in readings:
            if unknown := sorted(set(reading.names) - {each.id for each in readings}):
                message = f"{reading.id}.yaml names {', '.join(unknown)}, which is no reading"
                raise ContentError(message)
        for name, tags in (
            *((reading.id, reading.sources) for reading in readings),
            *((situation.id, situation.sources) for situation in self.situations),
        ):
            if unknown := sorted(set(tags) - self.sources.keys()):
                message = f"{name}.yaml: sources.yaml has no source {', '.join(unknown)}"
                raise ContentError(message)


def load_reading_shelf(content: Path) -> ReadingShelf:
    """Load the shelf of one language.

    Args:
        content: the folder of that language, with ``principles/``, ``topics/``, ``situations/`` and ``sources.yaml``.

    Raises:
        ContentError: a file is missing or cannot be used; it names the file and, where known, the line.
    """
    return ReadingShelf(
        principles=_read_all(content / "principles", Principle),
        topics=_read_all(content / "topics", Topic),
        situations=_read_all(content / "situations", Situation),
        sources=load_yaml(content / "sources.yaml", SourceList).sources,
    )


def _read_all(folder: Path, model: type[_Filed]) -> list[_Filed]:
    files = sorted(folder.glob("*.yaml"))
    if not files:
        message = f"{folder} holds no content files"
        raise ContentError(message)
    return [_named_for_its_file(path, load_yaml(path, model)) for path in files]


def _named_for_its_file(path: Path, filed: _Filed) -> _Filed:
    if filed.id != path.stem:
        message = f"{path.name}: its id must be {path.stem}, the name of the file"
        raise ContentError(message)
    return filed


def _refuse_twins(names: Iterable[str], what: str) -> None:
    twins = sorted(name for name, count in Counter(names).items() if count > 1)
    if twins:
        message = f"two content files share the {what} {', '.join(twins)}"
        raise ContentError(message)
