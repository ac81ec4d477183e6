"""Words that must never be brushed aside: which tier of danger an utterance speaks of.

Plain rules from ``content/<language>/safety``, looked at before anything else. A rule names what people say, what
makes the same words harmless, and whether a negation undoes it. The past counts like the present, and a question
like a statement. Nothing is kept.

Source: FACTS 4.2 (triggers), 3.4 (ambiguous phrases).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.errors import ContentError
from assistant.library.yaml_reading import load_yaml
from assistant.understanding.normalizing import normalize
from assistant.understanding.safety_patterns import CORE, Notation, Pattern

Kind = Literal[
    "emergency_request",
    "implied_danger",
    "self_harm_under_way",
    "medical",
    "sign",
    "unclear",
    "unclear_life",
    "misuse",
    "self_harm",
    "reported",
    "with_threat",
    "harm",
    "child_at_risk",
    "professional",
]
"""What decides the reply within a tier."""

TIER_OF_SIGNS = 1
_URGENCY = (0, 2, 1, 3, 4)
"""Which tier counts where several are heard."""

_NEGATION_WORDS = 7
"""How far before the heart of a wording its negation may stand."""

_SPOKEN_PLAINLY = frozenset({"self_harm_under_way", "medical", "self_harm", "reported"})
"""Kinds that are answered plainly, unless a sign of violence, fear or coercion was heard in the same breath."""


@dataclass(frozen=True, slots=True)
class Danger:
    """What an utterance speaks of."""

    tier: int
    """0 at once; 1 violence, fear, coercion; 2 suicide and self-harm; 3 harm to others; 4 needs a professional."""

    kind: Kind


def _split_lines(text: object) -> object:
    return tuple(line for raw in text.splitlines() if (line := raw.strip())) if isinstance(text, str) else text


Lines = Annotated[tuple[str, ...], BeforeValidator(_split_lines)]


class Family(BaseModel):
    """One family of wordings, as a writer writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    kind: Kind
    say: Lines = Field(min_length=1)
    """One pattern a line, in the notation of ``safety_patterns.py``."""

    unless: Lines = ()
    """Wordings that make it harmless where they overlap with what was found."""

    unless_anywhere: Lines = ()
    """Wordings that make it harmless wherever they stand."""


class TierFile(BaseModel):
    """``tier<n>.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tier: int = Field(ge=0, le=4)
    families: tuple[Family, ...] = Field(min_length=1)


class WordFile(BaseModel):
    """``words.yaml``: what the rules share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: dict[str, Lines]
    same: dict[str, Lines]
    """Words that count as one, by the one that stands for all."""

    common: Lines
    """Words that stand in most sentences."""

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


@dataclass(frozen=True, slots=True)
class _Rule:
    """A family, compiled."""

    danger: Danger
    patterns: tuple[Pattern, ...]
    unless: Pattern | None
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
        self._new_thought = frozenset(notation.one_for(word) for word in (*shared.breaks, *shared.joins))
        self._negation = notation.read_any(shared.negations)
        self._empty_negation = notation.read_any(shared.empty_negations)
        self._denial = notation.read_any(shared.denials, at_the_end=True)
        self._fiction = notation.read_any(shared.fiction)
        self._real = notation.read_any(shared.real)
        self._rules = tuple(
            _Rule(
                danger=Danger(file.tier, family.kind),
                patterns=tuple(notation.read(pattern) for pattern in family.say),
                unless=notation.read_any(family.unless) if family.unless else None,
                unless_anywhere=notation.read_any(family.unless_anywhere) if family.unless_anywhere else None,
            )
            for file in sorted(tiers, key=lambda file: _URGENCY.index(file.tier))
            for family in file.families
        )

    def tier(self, text: str) -> int | None:
        """The tier of an utterance, 0 to 4, or None; the most urgent where there are several."""
        danger = self.assess(text)
        return danger.tier if danger is not None else None

    def assess(self, text: str) -> Danger | None:
        """What an utterance speaks of, or None.

        Args:
            text: as it was heard or typed, in any case and punctuation.
        """
        words = [self._one_for(word) for word in normalize(text).words]
        spoken = "".join(f"{word} " for word in words)
        known = frozenset(words)
        found = [rule.danger for rule in self._rules if self._speaks(rule, spoken, known)]
        if not found or (self._fiction.regex.search(spoken) and not self._real.regex.search(spoken)):
            return None
        worst = found[0]
        with_sign = worst.kind in _SPOKEN_PLAINLY and any(danger.tier == TIER_OF_SIGNS for danger in found)
        with_threat = any(danger.tier == worst.tier and danger.kind == "with_threat" for danger in found)
        return Danger(worst.tier, "with_threat") if with_sign or with_threat else worst

    def _speaks(self, rule: _Rule, spoken: str, known: frozenset[str]) -> bool:
        return any(
            not self._is_undone(found, spoken)
            and not _is_harmless(found, rule.unless, spoken)
            and not (rule.unless_anywhere is not None and rule.unless_anywhere.regex.search(spoken))
            for pattern in rule.patterns
            if pattern.may_stand_in(known)
            for found in _all_of(pattern, spoken)
        )

    def _is_undone(self, found: re.Match[str], words: str) -> bool:
        if found.groupdict().get(CORE) is None:
            return False
        if self._denial.regex.search(words[: found.start()]):
            return True
        start = found.start(CORE)
        before = words[0 if start == found.start() else found.start() : start].split()[-_NEGATION_WORDS:]
        last_break = max((index for index, word in enumerate(before) if index and word in self._new_thought), default=0)
        thought = "".join(f"{word} " for word in before[last_break:])
        if not self._negation.regex.search(thought):
            return False
        return not self._empty_negation.regex.search(thought + words[start:])


def _all_of(pattern: Pattern, spoken: str) -> Iterator[re.Match[str]]:
    """Every match, also those that overlap."""
    at = 0
    while (found := pattern.regex.search(spoken, at)) is not None:
        yield found
        at = found.start() + 1


def _is_harmless(found: re.Match[str], unless: Pattern | None, spoken: str) -> bool:
    return unless is not None and any(
        other.start() < found.end() and other.end() > found.start() for other in _all_of(unless, spoken)
    )


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
