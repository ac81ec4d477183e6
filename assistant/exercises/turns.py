"""The two partners of one evening, who is A and who is B, and the values that the guide answers with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from assistant.library.exercise import Step, Who
from assistant.messages.speech import Manner, Reply, Saying

_NAME = re.compile(r"\{([AB])\}")


@dataclass(frozen=True, slots=True)
class Partners:
    """Who is ``{A}`` and who is ``{B}`` tonight, as they are spoken of."""

    a: str
    b: str

    def swapped(self) -> "Partners":
        """The other way round."""
        return Partners(a=self.b, b=self.a)

    def beginning_with(self, name: str | None) -> "Partners":
        """With this partner as A; as they are if the name is None or nobody's."""
        if name is not None and name.casefold() == self.b.casefold() and self.a.casefold() != self.b.casefold():
            return self.swapped()
        return self

    def name_of(self, who: Who) -> str | None:
        """Who a step belongs to; None if to both or to nobody by name."""
        return {"A": self.a, "B": self.b}.get(who)

    def fill(self, sentences: Iterable[str]) -> tuple[str, ...]:
        """Sentences with the names in them."""
        names = {"A": self.a, "B": self.b}
        return tuple(_NAME.sub(lambda found: names[found.group(1)], sentence) for sentence in sentences)


@dataclass(frozen=True, slots=True)
class Cue:
    """Something for the one mouth: words, or the chime."""

    reply: Reply
    """Empty for the chime."""

    manner: Manner
    """``CUE`` for a line of the exercise, ``CHIME``, or ``REPLY`` for an answer to a control word."""

    step: int
    """The step it belongs to, from 1."""

    @property
    def saying(self) -> Saying:
        """As the mouth takes it."""
        return Saying(self.reply, self.manner)


@dataclass(frozen=True, slots=True)
class Remaining:
    """How long is left."""

    turn: timedelta | None
    """Of this partner's turn; None outside turns."""

    whole: timedelta
    """Of the whole exercise."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the exercise stands."""

    step: int
    of: int
    name: str | None
    """Whose step it is; None if it belongs to both."""

    next_name: str | None = None
    """Whose step comes after this one; None if no partner's step follows."""


def next_turn(steps: Iterable[Step]) -> Step | None:
    """The first of these steps that belongs to one partner."""
    return next((step for step in steps if step.who in {"A", "B"}), None)
