"""A second opinion on what means no command and what no rule of danger found, learned from what writers wrote.

The rules of ``safety.py`` come first and decide alone; this is asked only where nothing was understood, or a situation
was guessed and is not sure. It looks at the sentence's vector, answers the same to the same, and keeps nothing. It is
trained by ``scripts/train-second-opinion`` from the cases of the safety tests and from ``scripts/wordings``.

Measured once on two writers whom nobody had read: of 320 sentences the rules find 225 and both together 251, of 320
harmless ones they take 7 and 11. Of the talk of writers left out it takes 0.8 %, of their 14,802 commands one.

Why it only ever tells of an unclear sign: told apart by tier, it is sure of tier 2 for one sentence in eight, too few
for a reply of their own. So a false alarm costs what a Stop costs, or one soft question where nobody else can hear.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.errors import ContentError
from assistant.messages.danger import Danger, DangerKind
from assistant.understanding.evidence import Floats, Meaning
from assistant.understanding.safety import TIER_OF_SIGNS

LIMIT = 0.62
"""So likely at least; chosen with each writer left out in turn, so that about 1 % of talk is an alarm of either."""

SIGN, HARMLESS = 1, 0
"""The labels that were learned."""


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Asked about one sentence at a time."""

    meaning: Meaning
    """The learned weights, with the labels ``HARMLESS`` and ``SIGN``."""

    def chance(self, vector: Floats) -> float:
        """How likely the sentence speaks of danger, 0 to 1.

        Args:
            vector: the sentence's, as the encoder gives it.
        """
        logits = self.meaning.units(vector) @ self.meaning.labels
        return float(1.0 / (1.0 + np.exp(logits[HARMLESS] - logits[SIGN])))

    def assess(self, vector: Floats) -> Danger | None:
        """An unclear sign, or None; ``vector`` as in ``chance``."""
        return Danger(TIER_OF_SIGNS, DangerKind.UNCLEAR) if self.chance(vector) > LIMIT else None


def load_second_opinion(path: Path) -> SecondOpinion:
    """Read the weights.

    Raises:
        ContentError: the file cannot be read.
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
    except (OSError, ValueError, KeyError) as error:
        message = f"{path.name} cannot be read; train it again with scripts/train-second-opinion"
        raise ContentError(message) from error
    return SecondOpinion(meaning)
