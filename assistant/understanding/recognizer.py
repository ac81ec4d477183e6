"""Words to intent: safety, then the open question, then templates, close hearings and evidence, then a refusal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from math import exp
from types import MappingProxyType

from assistant.messages.danger import Danger
from assistant.messages.intents import TALK, IntentName, Label
from assistant.messages.speech import (
    NOT_UNDERSTOOD,
    Asking,
    Expectation,
    Intent,
    Running,
    Transcript,
    Vocabulary,
)
from assistant.understanding.answers import read_answer
from assistant.understanding.circumstances import settings_of
from assistant.understanding.control_words import MOVING, acts_in_a_turn
from assistant.understanding.evidence import Evidence, Floats, SentenceEncoder
from assistant.understanding.grammar import Grammar, Match
from assistant.understanding.guessing import NearestSituation, complete, guess
from assistant.understanding.hearing_again import CloseWords
from assistant.understanding.lattice import Lattice, Spot
from assistant.understanding.mending_times import spot_mends
from assistant.understanding.normalizing import Words, normalize
from assistant.understanding.pointed_times import EditReader, with_edit
from assistant.understanding.scattered_times import gathered
from assistant.understanding.sentences import Sentences
from assistant.understanding.slots import fill
from assistant.understanding.spotting import (
    Spotter,
    TimeFinder,
    spot_bare_hours,
    spot_durations,
    spot_numbers,
    spot_occasions,
    spot_shifts,
    spot_times,
)
from assistant.understanding.two_at_once import first_of_two
from assistant.understanding.wordlists import word_set

Assess = Callable[[str], Danger | None]
"""What danger a sentence speaks of, if any."""

_EDITING: frozenset[IntentName] = frozenset({"MoveTime", "SkipTime", "CancelTime"})
_CLEAR = 0.3
"""A match at most this dear needs no second hearing."""

_RUNNING_DISCOUNT = 0.3
_COST_WEIGHT = 3.0
"""How much a template's price counts against the evidence's logarithms; tuned on the development writers."""

_UNMATCHED_COST = 1.2
_TALK_COST = 0.8
_RUNNING_BONUS = 1.0
_CANDIDATES = 4
_SURE = 0.98
"""So sure of templates and words that the sentence's vector is not asked for."""

_COSTLY: frozenset[IntentName] = frozenset({"ForgetEverything", "SetName"})
"""What changes or asks so much that it is not guessed without being sure."""

_SURE_OF_COSTLY = 0.6

_STEEPNESS = 0.45
_RUNNER_UP = 2.5
"""So many times likelier than the next, and there is nothing to ask."""

_DOUBT_WEIGHT = 0.05
"""How much of an alternative's doubt counts; far less than all, since what can be said makes it likelier."""

_UNKNOWN_DOUBT = 1.5
_SHORT_READING = 3
_SHORT_DOUBT = 1.5
"""A reading of up to so many words hides in anything, and must not be doubted more than this."""

_ANSWERS: frozenset[IntentName] = frozenset({"Yes", "No", "Thanks"})
"""What has to be heard at once where nothing was asked."""

_POINTING = word_set(
    "all both each either neither none some any every one ones two three of them it that this these those the a and "
    "other others another same first second third former latter just only but not"
)
"""Words that point at something that was named before."""

_DANGER_DOUBT = 2.0
"""An alternative this likely is taken at its word when it speaks of danger."""

_LEAST_HEARD = 0.6
"""What was heard, and not typed, needs so much certainty to be acted on."""

_LEAST_OTHERWISE = 0.8
"""What only another reading says needs more: of nine below this two were right with their slots, of 22 above it 17."""


class Recognizer:
    """Understands one utterance at a time; keeps nothing of what was said."""

    def __init__(
        self,
        sentences: Sentences,
        *,
        find_times: TimeFinder,
        read_edit: EditReader | None = None,
        assess: Assess | None = None,
        situations: Mapping[str, Sequence[str]] = MappingProxyType({}),
        evidence: Evidence | None = None,
        encoder: SentenceEncoder | None = None,
    ) -> None:
        """Compile the grammar.

        Args:
            sentences: what people say, by intent.
            find_times: finds spoken times in a sentence.
            read_edit: reads a change to something planned.
            assess: looks for danger before anything else; inside a partner's turn it is not asked.
            situations: for every situation's id the ways people say it.
            evidence: what many wordings taught; without it only templates count.
            encoder: gives sentences their vectors, for the second half of the evidence.

        Raises:
            ContentError: a template is not well written.
        """
        self._grammar = Grammar(sentences, situations)
        self._known = frozenset(self._grammar.vocabulary())
        self._close_words = CloseWords(self._known)
        self._find_times = find_times
        self._read_edit = read_edit
        self._assess = assess
        self._situations = NearestSituation(situations)
        self._evidence = evidence
        self._encoder = encoder
        self._spotter = (Vocabulary(), Spotter(Vocabulary()))

    def recognize(
        self, transcript: Transcript, expectation: Expectation, vocabulary: Vocabulary, now: datetime
    ) -> Intent:
        """What was meant.

        Args:
            transcript: what was heard; its alternatives are considered too.
            expectation: what runs and what is being asked.
            vocabulary: what can be named now.
            now: wall time in the household's zone, naive.

        Returns:
            The intent; ``NOT_UNDERSTOOD`` when it is not sure, or was not meant for us.
        """
        readings = list(_readings(transcript))
        likely = [*(text for text, doubt in readings if doubt <= _DANGER_DOUBT), *transcript.feared]
        dangers = (self._danger(expectation, text) for text in likely)
        danger = next((danger for danger in dangers if danger is not None), None)
        if danger is not None:
            return danger
        spotter = self._spotter_for(vocabulary)
        settings = settings_of(expectation, vocabulary)
        best = NOT_UNDERSTOOD
        for text, doubt in readings:
            belief = exp(-_DOUBT_WEIGHT * doubt)
            if belief <= best.confidence or (doubt > _SHORT_DOUBT and len(text.split()) <= _SHORT_READING):
                continue
            intent = self._recognize(text, expectation, spotter, now, settings)
            if text is not transcript.text and intent.name in _ANSWERS and expectation.asking is None:
                continue
            confidence = round(intent.confidence * belief, 3)
            if text is transcript.text and intent.name is None:
                best = intent
            if confidence > best.confidence and (text is transcript.text or confidence >= _LEAST_OTHERWISE):
                best = replace(intent, confidence=confidence)
        if best.name is not None and transcript.confidence < 1.0 and best.confidence < _LEAST_HEARD:
            best = replace(NOT_UNDERSTOOD, runner_up=replace(best, runner_up=None))
        if best.name is None:
            # What was not understood may be a danger that only another reading tells.
            dangers = (self._danger(expectation, text) for text in transcript.alternatives)
            return next((danger for danger in dangers if danger is not None), best)
        return best

    def _danger(self, expectation: Expectation, text: str) -> Intent | None:
        if self._assess is None or expectation.running is Running.TURN:
            return None
        danger = self._assess(text)
        if danger is None:
            return None
        return Intent("Safety", MappingProxyType({"tier": danger.tier}), danger=danger)

    def _recognize(
        self, text: str, expectation: Expectation, spotter: Spotter, now: datetime, settings: frozenset[str]
    ) -> Intent:
        words = normalize(text)
        if not words.words:
            return NOT_UNDERSTOOD
        if expectation.running is Running.TURN:
            lattice = _lattice(words, [*spot_durations(words), *spot_numbers(words)], settings)
            matches = [match for match in self._grammar.matches(lattice) if acts_in_a_turn(match)]
            return _intent(sorted(matches, key=lambda match: not match.bound), lattice)
        durations = spot_durations(words)
        spots = [*spotter.exact(words), *spot_numbers(words), *durations]
        spots += [*spot_shifts(words, durations), *spot_occasions(words)]
        spots += spot_mends(words, durations, expectation, settings, now)
        spots += spot_times(words, self._find_times, now)
        spots += spot_bare_hours(words, self._find_times, now, settings)
        lattice = _lattice(words, spots, settings)
        matches = self._grammar.matches(lattice)
        bound = _intent([match for match in matches if match.bound and match.cost <= _CLEAR], lattice)
        if bound.name is not None:
            return self._with_edit(bound, words, now)
        is_unclear = words.is_hum if expectation.asking is Asking.CONSENT else words.is_hesitation
        if is_unclear or (expectation.asking is None and _only_points(words) and not matches):
            return NOT_UNDERSTOOD
        if not matches or matches[0].cost > _CLEAR:
            near = Lattice(
                words,
                tuple(self._close_words.readings(word) for word in words.words),
                tuple(spots + spotter.close(words)),
                settings,
            )
            matches = sorted([*matches, *self._grammar.matches(near, alone=True)], key=lambda match: match.cost)
            lattice = near
        intent = gathered(self._choose(matches, lattice, expectation), lattice, self._find_times, now)
        says_yes = any(match.intent == "Yes" and match.cost <= _CLEAR for match in matches)
        if intent.name == "Yes" and expectation.asking is Asking.CONSENT and not says_yes:
            return NOT_UNDERSTOOD  # a guess is no clear yes
        answer = read_answer(lattice, expectation, intent)
        if answer is None:

            def understand(part: str) -> Intent:
                return self._recognize(part, expectation, spotter, now, settings)

            answer = first_of_two(intent, words.text, understand, self._find_times, now)
        return self._with_edit(answer or intent, words, now)

    def _choose(self, matches: list[Match], lattice: Lattice, expectation: Expectation) -> Intent:
        """The intent that templates and evidence together speak for most."""
        costs: dict[Label, Match] = {}
        for match in matches:
            costs.setdefault(match.intent, match)
        if self._evidence is None:
            return _intent(matches, lattice)
        if not matches and not lattice.spots and self._known.isdisjoint(lattice.words.words):
            return NOT_UNDERSTOOD  # what holds no word of ours is no evidence of anything
        intent = self._weighed(costs, matches, lattice, expectation, None)
        if self._encoder is None or (intent.name is not None and intent.confidence >= _SURE):
            return intent
        return self._weighed(costs, matches, lattice, expectation, self._encoder.encode(lattice.words.text))

    def _weighed(
        self,
        costs: Mapping[Label, Match],
        matches: list[Match],
        lattice: Lattice,
        expectation: Expectation,
        vector: Floats | None,
    ) -> Intent:
        if self._evidence is None:
            return NOT_UNDERSTOOD
        running = expectation.running is not Running.NOTHING
        scores: dict[Label, float] = {}
        for label, log_chance in self._evidence.weigh(lattice.words, lattice.spots, vector).items():
            cost = costs[label].cost if label in costs else _UNMATCHED_COST
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

    def _fill(self, name: IntentName, matches: list[Match], lattice: Lattice, vector: Floats | None) -> Intent | None:
        for match in matches:
            filled = fill(complete(name, match.captures, lattice), match.fixed, lattice)
            if filled is not None:
                return Intent(name, filled.slots, times=filled.times)
        detail = self._evidence.detail(name, vector) if self._evidence is not None else None
        if name == "Situation":
            situation = self._situations.nearest(lattice) or detail
            return Intent(name, MappingProxyType({"situation": situation})) if situation else None
        captures = guess(name, lattice, self._grammar.rules.get("activity_word"))
        fixed = (("which", detail or "speaker"),) if name == "SetName" else ()
        filled = fill(captures, fixed, lattice) if captures is not None else None
        return Intent(name, filled.slots, times=filled.times) if filled is not None else None

    def _with_edit(self, intent: Intent, words: Words, now: datetime) -> Intent:
        if intent.runner_up is not None:
            intent = replace(intent, runner_up=self._with_edit(intent.runner_up, words, now))
        if intent.name not in _EDITING | {"ScheduleTime"} or self._read_edit is None:
            return intent
        return with_edit(intent, words, self._read_edit, self._find_times, now)

    def _spotter_for(self, vocabulary: Vocabulary) -> Spotter:
        if self._spotter[0] is not vocabulary and self._spotter[0] != vocabulary:
            self._spotter = (vocabulary, Spotter(vocabulary))
        return self._spotter[1]


def _readings(transcript: Transcript) -> Iterator[tuple[str, float]]:
    """Every reading of what was heard, with how much it is to be doubted."""
    yield transcript.text, 0.0
    doubts = transcript.doubts[: len(transcript.alternatives)]
    yield from zip_longest(transcript.alternatives, doubts, fillvalue=_UNKNOWN_DOUBT)


def _only_points(words: Words) -> bool:
    """Whether the words name nothing ("all of them", "the second one"): they can only be an answer."""
    return _POINTING.issuperset(words.words)


def _lattice(words: Words, spots: list[Spot], settings: frozenset[str] = frozenset()) -> Lattice:
    return Lattice(words, tuple({word: 0.0} for word in words.words), tuple(spots), settings)


def _intent(matches: list[Match], lattice: Lattice) -> Intent:
    for match in matches:
        filled = fill(complete(match.intent, match.captures, lattice), match.fixed, lattice)
        if filled is None:
            continue
        confidence = round(min(1.0, exp(-_STEEPNESS * match.cost)), 3)
        return Intent(match.intent, filled.slots, confidence=confidence, times=filled.times)
    return NOT_UNDERSTOOD
