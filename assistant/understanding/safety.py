"""Words that must never be brushed aside: which tier of danger an utterance speaks of.

Plain rules from ``content/<language>/safety``, looked at before anything else. A rule names what people say, what
makes the same words harmless, and whether a negation undoes it. The past counts like the present, and a question
like a statement. Nothing is kept.

Source: FACTS 4.2 (triggers), 3.4 (ambiguous phrases).
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.errors import ContentError
from assistant.library.yaml_reading import load_yaml
from assistant.messages.danger import Danger, DangerKind
from assistant.understanding.dialect import plain
from assistant.understanding.normalizing import normalize
from assistant.understanding.safety_patterns import CORE, Notation, Pattern, cues_of, named_places

TIER_OF_SIGNS = 1
_LAST_URGENT = 2
"""The last tier in which a false alarm is better than a miss."""

_URGENCY = (0, 2, 1, 3, 4)
"""Which tier counts where several are heard."""

_STATING_ENDINGS = ("ing", "ed")
"""How a word ends before which "the baby's" is short for "the baby is"; ``states`` holds the others."""

_WHO_DOES = frozenset({"he", "she", "partner", "dad"})
"""After whom a verb carries its ending, as the words stand once those of a kind are made one."""

_HELPER_WORDS = 3
"""How far before a bare verb the word may stand that makes it right."""

_NEGATION_WORDS = 7
"""How far before the heart of a wording its negation may stand."""

_GOES_ON_AFTER_A_BAR = re.compile(r"\|\n +")
_GOES_ON = re.compile(r"\n +")
"""A line that is indented goes on with the one before."""

_SPOKEN_PLAINLY = frozenset(
    {DangerKind.SELF_HARM_UNDER_WAY, DangerKind.MEDICAL, DangerKind.SELF_HARM, DangerKind.REPORTED}
)
"""Kinds that are answered plainly, unless a sign of violence, fear or coercion was heard in the same breath."""


def _split_lines(text: object) -> object:
    if not isinstance(text, str):
        return text
    whole = _GOES_ON_AFTER_A_BAR.sub("|", text)
    return tuple(line for raw in _GOES_ON.sub(" ", whole).splitlines() if (line := raw.strip()))


Lines = Annotated[tuple[str, ...], BeforeValidator(_split_lines)]


class Family(BaseModel):
    """One family of wordings, as a writer writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    kind: DangerKind
    say: Lines = Field(min_length=1)
    """One pattern a line, in the notation of ``safety_patterns.py``; an indented line goes on with the one before."""

    unless: Lines = ()
    """Wordings that make it harmless where they overlap with what was found."""

    unless_sharing: Lines = ()
    """Wordings that make it harmless where they hold a telling word of it, and a part of it stands nowhere else."""

    unless_anywhere: Lines = ()
    """Wordings that make it harmless wherever they stand; not in tiers 0 to 2, where no mere noun may hush a danger."""


class TierFile(BaseModel):
    """``tier<n>.yaml``, or ``tier<n>_<meaning>.yaml`` where one file would be too long to read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tier: int = Field(ge=0, le=4)
    families: tuple[Family, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _hushes_no_urgent_danger_from_afar(self) -> Self:
        if self.tier <= _LAST_URGENT and any(family.unless_anywhere for family in self.families):
            message = f"unless_anywhere stands in tier {self.tier}; write unless or unless_sharing"
            raise ValueError(message)
        return self


class WordFile(BaseModel):
    """``words.yaml``: what the rules share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: dict[str, Lines]
    same: dict[str, Lines]
    """Words that count as one, by the one that stands for all."""

    common: Lines
    """Words that stand in most sentences."""

    joined: dict[str, str]
    """Words that a recogniser writes apart, and how they are read: "my self", "myself"."""

    bare: dict[str, str]
    """What a verb is read as right after "he" or "she", where somebody leaves its ending out: "he take"."""

    helpers: Lines
    """Words near before "he" or "she" after which the bare verb is right: "did he take"."""

    states: Lines
    """Words before which "the baby's" is short for "the baby is" or "has", beside those in -ing and -ed."""

    breaks: Lines
    """Words that begin another thought: no gap and no negation reaches over them."""

    joins: Lines
    """Words that a gap passes over but a negation does not: "he never listens and hits me"."""

    negations: Lines
    empty_negations: Lines
    """Negations that undo nothing: "never stops", "not only"."""

    denials: Lines
    """What undoes the words that follow it at once: "it's not true that"."""

    fiction: Lines
    """Talk about a film, a book or the news; nothing in such an utterance counts."""

    real: Lines
    """What makes it real again."""

    meant: Lines
    """What makes a harmless wording mean harm: "on purpose"."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A family, compiled."""

    danger: Danger
    patterns: tuple[Pattern, ...]
    unless: Pattern | None
    unless_sharing: Pattern | None
    unless_anywhere: Pattern | None


class SafetyRules:
    """Reads utterances one by one; keeps nothing."""

    def __init__(self, shared: WordFile, tiers: tuple[TierFile, ...]) -> None:
        """Compile the rules.

        Raises:
            ContentError: a pattern is not well written.
        """
        notation = Notation(shared.words, breaks=shared.breaks, same=shared.same, common=shared.common)
        self._one_for = notation.one_for
        self._is_telling = notation.is_telling
        self._joined = shared.joined
        self._bare = shared.bare
        self._helpers = frozenset(shared.helpers)
        self._states = frozenset(shared.states)
        self._new_thought = frozenset(notation.one_for(word) for word in (*shared.breaks, *shared.joins))
        self._negation = notation.read_any(shared.negations)
        self._empty_negation = notation.read_any(shared.empty_negations)
        self._denial = notation.read_any(shared.denials, at_the_end=True)
        self._fiction = notation.read_any(shared.fiction)
        self._real = notation.read_any(shared.real)
        self._meant = notation.read_any(shared.meant)
        self._rules = tuple(
            _Rule(
                danger=Danger(file.tier, family.kind),
                patterns=tuple(notation.read(pattern) for pattern in family.say),
                unless=notation.read_any(family.unless) if family.unless else None,
                unless_sharing=notation.read_any(family.unless_sharing) if family.unless_sharing else None,
                unless_anywhere=notation.read_any(family.unless_anywhere) if family.unless_anywhere else None,
            )
            for file in sorted(tiers, key=lambda file: _URGENCY.index(file.tier))
            for family in file.families
        )
        self._by_cue: dict[str, list[tuple[int, int]]] = {}
        for index, rule in enumerate(self._rules):
            for number, pattern in enumerate(rule.patterns):
                for cue in pattern.cues:
                    self._by_cue.setdefault(cue, []).append((index, number))

    def tier(self, text: str) -> int | None:
        """The tier of an utterance, 0 to 4, or None; the most urgent where there are several."""
        danger = self.assess(text)
        return danger.tier if danger is not None else None

    def assess(self, text: str) -> Danger | None:
        """What an utterance speaks of, or None.

        Args:
            text: as it was heard or typed, in any case and punctuation.
        """
        words = self._words_of(text)
        spoken = "".join(f"{word} " for word in words)
        found = [self._rules[index].danger for index in self._spoken_of(spoken, cues_of(words))]
        if not found or (self._fiction.stands_in(spoken) and not self._real.stands_in(spoken)):
            return None
        worst = found[0]
        with_sign = worst.kind in _SPOKEN_PLAINLY and any(danger.tier == TIER_OF_SIGNS for danger in found)
        with_threat = any(danger.tier == worst.tier and danger.kind == DangerKind.WITH_THREAT for danger in found)
        return Danger(worst.tier, DangerKind.WITH_THREAT) if with_sign or with_threat else worst

    def _words_of(self, text: str) -> list[str]:
        heard = " ".join(plain(normalize(text).words))
        for apart, joined in self._joined.items():
            heard = heard.replace(apart, joined)
        words: list[str] = []
        for word, following in pairwise((*heard.split(), "")):
            words.append(self._one_for(self._with_its_ending(word, words)))
            if word.endswith("'s") and (following in self._states or following.endswith(_STATING_ENDINGS)):
                words[-1:] = [self._one_for(word.removesuffix("'s")), "is"]
        return words

    def _with_its_ending(self, word: str, before: list[str]) -> str:
        """The verb as somebody says it who has learned English from childhood: "he take" as "he takes"."""
        if word not in self._bare or not before or before[-1] not in _WHO_DOES:
            return word
        return word if self._helpers.intersection(before[-_HELPER_WORDS:]) else self._bare[word]

    def _spoken_of(self, spoken: str, cues: frozenset[str]) -> list[int]:
        """Which rules an utterance speaks of, most urgent first."""
        near = {place for cue in cues for place in self._by_cue.get(cue, ())}
        found: list[int] = []
        for index, number in sorted(near):
            rule = self._rules[index]
            pattern = rule.patterns[number]
            if index not in found[-1:] and pattern.may_stand_in(cues) and self._speaks(rule, pattern, spoken):
                found.append(index)
        return found

    def _speaks(self, rule: _Rule, pattern: Pattern, spoken: str) -> bool:
        return any(
            not self._is_undone(found, spoken)
            and (self._meant.stands_in(spoken) or not self._is_harmless(found, rule, pattern, spoken))
            for found in pattern.found_in(spoken)
        )

    def _is_undone(self, found: re.Match[str], words: str) -> bool:
        if found.groupdict().get(CORE) is None:
            return False
        if self._denial.stands_in(words[: found.start()]):
            return True
        start = found.start(CORE)
        before = words[0 if start == found.start() else found.start() : start].split()[-_NEGATION_WORDS:]
        last_break = max((index for index, word in enumerate(before) if index and word in self._new_thought), default=0)
        thought = "".join(f"{word} " for word in before[last_break:])
        if not self._negation.stands_in(thought):
            return False
        return not self._empty_negation.stands_in(thought + words[start:])

    def _is_harmless(self, found: re.Match[str], rule: _Rule, pattern: Pattern, spoken: str) -> bool:
        if rule.unless_anywhere is not None and rule.unless_anywhere.stands_in(spoken):
            return True
        if rule.unless is not None and any(
            other.start() < found.end() and other.end() > found.start() for other in rule.unless.found_in(spoken)
        ):
            return True
        if rule.unless_sharing is None:
            return False
        excused = (place for other in rule.unless_sharing.found_in(spoken) for place in named_places(other))
        telling = frozenset(place for place in excused if self._is_telling(spoken[place:].split(maxsplit=1)[0]))
        return pattern.would_lack_a_part(found, spoken, telling)


def load_safety_rules(content: Path) -> SafetyRules:
    """Load the rules of one language.

    Args:
        content: the folder of that language, with ``safety/``.

    Raises:
        ContentError: a file is missing or cannot be used.
    """
    folder = content / "safety"
    tiers = tuple(load_yaml(path, TierFile) for path in sorted(folder.glob("tier*.yaml")))
    if not tiers:
        message = f"There are no safety rules in {folder.name}; the installation is not whole."
        raise ContentError(message)
    return SafetyRules(load_yaml(folder / "words.yaml", WordFile), tiers)
