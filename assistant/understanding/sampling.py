"""Sentences drawn at random from templates, for training; never at run time."""

from collections.abc import Mapping, Sequence
from random import Random

from assistant.understanding.template_slots import Slot
from assistant.understanding.templates import Either, Node, Optionally, Phrases, Rule, Sequenced

_OPTIONAL_SHARE = 0.3


class Sampler:
    """Draws sentences from templates."""

    def __init__(self, fillers: Mapping[str, Sequence[str]], seed: int) -> None:
        """Take what slots are filled with, by slot name, and a seed that makes the draw repeatable."""
        self._fillers = fillers
        self._random = Random(seed)  # noqa: S311 - nothing secret

    def draw(self, node: Node) -> str:
        """One sentence of a template."""
        return " ".join(self._words(node))

    def often(self, share: float) -> bool:
        """True in about ``share`` of all calls."""
        return self._random.random() < share

    def choose(self, nodes: Sequence[Node]) -> Node:
        """One of several templates."""
        return self._random.choice(nodes)

    def _words(self, node: Node) -> list[str]:
        match node:
            case Phrases():
                return self._random.choice(node.phrases).split()
            case Sequenced():
                return [word for part in node.parts for word in self._words(part)]
            case Either():
                return self._words(self._random.choice(node.parts))
            case Optionally():
                return self._words(node.part) if self.often(_OPTIONAL_SHARE) else []
            case Rule():
                return self._words(node.part)
            case Slot():
                return self._random.choice(self._fillers[node.name]).split()
            case _:
                return []
