"""A second opinion on what means no command and what no rule of danger found, learned from what writers wrote.

The rules of ``safety.py`` come first and decide alone; this is asked only where nothing was understood, or how things
are. It looks at the sentence's words and at its vector, answers the same to the same, and keeps nothing. It is trained
by ``scripts/train-second-opinion`` from the cases of the safety tests and from ``scripts/wordings``.

Measured on two writers whom nobody had read: of 320 sentences the rules find 230 and both together 270, of 320 harmless
ones they take 7 and 13. Of nine writers left out it would know 61 to 84 % of the signs by itself; by vectors alone, and
at more false alarms, it knew 46 to 59 %. Of the talk of writers left out either takes 1.0 %.

Why it only ever tells of an unclear sign: told apart by tier, it is sure of tier 2 for one sentence in eight, too few
for a reply of their own. So a false alarm costs what a Stop costs, or one soft question where nobody else can hear.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ContentError
from assistant.messages.danger import Danger, DangerKind
from assistant.understanding.evidence import Floats, Meaning
from assistant.understanding.phrases import PLACES, phrases
from assistant.understanding.safety import TIER_OF_SIGNS

LIMIT = 0.62
"""So likely at least; chosen with each writer left out in turn, so that about 1 % of talk is an alarm of either."""

LIMIT_OF_SITUATIONS = 0.9
"""The same where a situation is sure. Of writers left out it finds 57 % of the signs that are read as one ("he weighs
me on sundays", as tension), and takes five of 347 sentences that are one, four of them of an affair or of leaving."""

SAID_SHARE = 1.0
"""How much the words count beside the meaning; chosen with each writer in turn left out."""

SIGN, HARMLESS = 1, 0
"""The labels that were learned."""


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Asked about one sentence at a time."""

    meaning: Meaning
    """The learned weights over vectors, with the labels ``HARMLESS`` and ``SIGN``."""

    said: NDArray[np.int8]
    """The learned weights of ``phrases``, shape ``(PLACES,)``; times ``scale``."""

    scale: float
    added: float
    """What is added to them."""

    def chance(self, words: Sequence[str], vector: Floats) -> float:
        """How likely the sentence speaks of danger, 0 to 1.

        Args:
            words: in plain words, as ``dialect.plain`` gives them.
            vector: of the same, as the encoder gives it.
        """
        meant = self.meaning.units(vector) @ self.meaning.labels
        places = phrases(words)
        said = self.said[places].sum(dtype=np.float32) * self.scale / len(places) ** 0.5 + self.added
        return float(1.0 / (1.0 + np.exp(meant[HARMLESS] - meant[SIGN] - SAID_SHARE * said)))

    def assess(self, words: Sequence[str], vector: Floats, *, of_situation: bool) -> Danger | None:
        """An unclear sign, or None.

        Args:
            words: as in ``chance``.
            vector: as in ``chance``.
            of_situation: whether a situation was understood, and is sure.
        """
        limit = LIMIT_OF_SITUATIONS if of_situation else LIMIT
        return Danger(TIER_OF_SIGNS, DangerKind.UNCLEAR) if self.chance(words, vector) > limit else None


def load_second_opinion(path: Path) -> SecondOpinion:
    """Read the weights.

    Raises:
        ContentError: the file cannot be read, or was trained for other phrases.
    """
    try:
        with np.load(path, allow_pickle=False) as kept:
            labels = kept["labels"].astype(np.float32)
            meaning = Meaning(
                kept["hidden"],
                kept["scale"].astype(np.float32),
                kept["threshold"].astype(np.float32),
                labels,
                labels[:, :0],
            )
            opinion = SecondOpinion(meaning, kept["said"], float(kept["said_scale"]), float(kept["said_added"]))
    except (OSError, ValueError, KeyError) as error:
        message = f"{path.name} cannot be read; train it again with scripts/train-second-opinion"
        raise ContentError(message) from error
    if opinion.said.shape != (PLACES,):
        message = f"{path.name} was trained for other phrases; train it again with scripts/train-second-opinion"
        raise ContentError(message)
    return opinion
