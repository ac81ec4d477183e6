"""Templates and evidence together: what an utterance most likely means, and what else it may mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp
from types import MappingProxyType

from assistant.messages.intents import TALK, IntentName, Label
from assistant.messages.speech import NOT_UNDERSTOOD, Intent
from assistant.understanding.control_words import MOVING
from assistant.understanding.evidence import Evidence, Floats, SentenceEncoder
from assistant.understanding.grammar import Match
from assistant.understanding.guessing import NearestSituation, complete, guess, lacks_what_it_needs
from assistant.understanding.lattice import Lattice
from assistant.understanding.marked_slots import FILLED_BY_MARKS, with_marks
from assistant.understanding.slots import fill
from assistant.understanding.templates import Node
from assistant.understanding.whose_name import whose_name

_COST_WEIGHT = 3.0
"""How much a template's price counts against the evidence's natural logarithms.

Like every price and bonus here chosen on the development writers, each left out in turn.
"""

_UNMATCHED_COST = 1.2
"""The price of an intent that no template matches."""

_TALK_COST = 0.8
"""The price of taking it for talk between the two."""

_RUNNING_DISCOUNT = 0.3
"""By how much talk is cheaper while something runs."""

_RUNNING_BONUS = 1.0
"""How much likelier the words that move what runs are then, as a natural logarithm."""

_CANDIDATES = 4
"""So many of the likeliest are tried, until one has all its slots."""

_SURE = 0.98
"""So sure of templates and words that the sentence's vector is not asked for."""

_COSTLY: frozenset[IntentName] = frozenset({"ForgetEverything", "SetName"})
"""What changes or asks so much that it is not guessed without being sure."""

_SURE_OF_COSTLY = 0.6

_RUNNER_UP = 2.5
"""So many times likelier than the next, and there is nothing to ask."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """Chooses by what speaks for each intent."""

    evidence: Evidence
    encoder: SentenceEncoder | None
    """Gives sentences their vectors, for the second half of the evidence; without it words alone count."""

    situations: NearestSituation
    known: frozenset[str]
    """Every word of every template."""

    activity_word: Node | None
    """What may name an activity; None where the grammar has no such rule."""

    def choose(self, matches: Sequence[Match], lattice: Lattice, *, running: bool) -> Intent:
        """The intent that templates and evidence together speak for most.

        Args:
            matches: what templates found, cheapest first.
            lattice: the utterance.
            running: whether an exercise, a reading or a pause is going on.
        """
        costs: dict[Label, float] = {}
        for match in matches:
            costs.setdefault(match.intent, match.cost)
        if not matches and self._says_nothing(lattice):
            return NOT_UNDERSTOOD
        intent = self._weighed(costs, matches, lattice, None, running=running)
        if self.encoder is None or (intent.name is not None and intent.confidence >= _SURE):
            return intent
        return self._weighed(costs, matches, lattice, self.encoder.encode(lattice.words.text), running=running)

    def _says_nothing(self, lattice: Lattice) -> bool:
        """Whether it holds no word of ours, or is a time alone, which can only be an answer."""
        if lattice.spots:
            return any(spot.kind == "time" and spot.end - spot.start == len(lattice) for spot in lattice.spots)
        return self.known.isdisjoint(lattice.words.words)

    def _weighed(
        self,
        costs: Mapping[Label, float],
        matches: Sequence[Match],
        lattice: Lattice,
        vector: Floats | None,
        *,
        running: bool,
    ) -> Intent:
        scores: dict[Label, float] = {}
        for label, log_chance in self.evidence.weigh(lattice.words, lattice.spots, vector).items():
            cost = costs.get(label, _UNMATCHED_COST)
            if label == TALK:
                cost = _TALK_COST - _RUNNING_DISCOUNT * running
            scores[label] = log_chance - _COST_WEIGHT * cost + _RUNNING_BONUS * (running and label in MOVING)
        ranked = sorted(scores, key=scores.__getitem__, reverse=True)
        total = sum(exp(score - scores[ranked[0]]) for score in scores.values())
        best = NOT_UNDERSTOOD
        top = 0.0
        for label in ranked[:_CANDIDATES]:
            chance = exp(scores[label] - scores[ranked[0]]) / total
            if top > _RUNNER_UP * chance or (label == TALK and best.name is not None):
                break
            if label == TALK:
                top = chance
                continue
            if label in _COSTLY and label not in costs and chance < _SURE_OF_COSTLY:
                break
            intent = self._fill(label, [match for match in matches if match.intent == label], lattice, vector)
            if intent is None:
                continue
            intent = replace(intent, confidence=round(chance, 3))
            if top:
                return replace(best, runner_up=intent)
            best, top = intent, chance
        return best

    def _fill(
        self, name: IntentName, matches: Sequence[Match], lattice: Lattice, vector: Floats | None
    ) -> Intent | None:
        spans = self._spans(name, lattice)
        for match in matches:
            captures = with_marks(name, complete(name, match.captures, lattice), lattice, spans, guessed=False)
            filled = fill(captures, match.fixed, lattice)
            if filled is not None:
                return Intent(name, filled.slots, times=filled.times)
        detail = self.evidence.detail(name, vector)
        if name == "Situation":
            situation = self.situations.nearest(lattice) or detail
            return Intent(name, MappingProxyType({"situation": situation})) if situation else None
        captures = guess(name, lattice, self.activity_word)
        captures = with_marks(name, captures, lattice, spans, guessed=True)
        if lacks_what_it_needs(name, captures):
            return None
        fixed = (("which", whose_name(lattice.words) or detail or "speaker"),) if name == "SetName" else ()
        filled = fill(captures, fixed, lattice)
        return Intent(name, filled.slots, times=filled.times) if filled is not None else None

    def _spans(self, name: IntentName, lattice: Lattice) -> Mapping[str, tuple[int, int]]:
        """Where the marks say that things stand, for an intent that is filled by them."""
        marking = self.evidence.marking
        return {} if marking is None or name not in FILLED_BY_MARKS else marking.spans(lattice, name)
