"""The wordings of changes, compiled: what ``changes.yaml`` says, as matchers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from assistant.errors import ContentError
from assistant.library.yaml_reading import load_yaml
from assistant.understanding.notation import NotationError
from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.edit_file import AskedOtherwise, ChangeFile, VerbGroup
from assistant.understanding.times.edit_pieces import PieceWords, compiled_pieces
from assistant.understanding.times.wording import Said, Spelling, Wording
from assistant.understanding.times.wording_reading import WordingReader

_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class VerbWording:
    """One wording of a verb."""

    family: Family
    wording: Wording
    but_not: Wording | None
    whole: bool
    """Whether it says all that there is to the end of the sentence."""

    def object_after(self, text: str, at: int) -> int | None:
        """Where its object begins when it stands at a word of a sentence; None where it does not stand there."""
        said = self.wording.whole(text, at) if self.whole else self.wording.at(text, at)
        if said is None or (self.but_not and self.but_not.whole(text, at)):
            return None
        return None if said.starts and text.startswith(",", said.before_slot) else said.before_slot


@dataclass(frozen=True, slots=True)
class Rephrasing:
    """Sentences that ask for what another one asks for."""

    wording: Wording
    but_not: Wording | None
    asks: str
    forms: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, str]

    def asked_by(self, text: str, words: frozenset[str]) -> str | None:
        """The sentence that a plain sentence asks for; None where it is none of these.

        Slots without words leave nothing behind.

        Args:
            text: the sentence.
            words: its words, from ``words_of``.
        """
        said = self.wording.whole(text) if self.wording.may_stand_in(words) else None
        if said is None or (self.but_not and self.but_not.whole(text)):
            return None
        return " ".join(_SLOT.sub(lambda slot: self._words(said, slot[1]), self.asks).split())

    def _words(self, said: Said, slot: str) -> str:
        words = said.kept.get(slot, "")
        return self.forms[slot][words] if slot in self.forms else words


@dataclass(frozen=True, slots=True)
class EditWords:
    """Every wording, ready to be looked for."""

    opener: re.Pattern[str]
    before_the_verb: Wording
    verbs: Mapping[str, tuple[VerbWording, ...]]
    """By the first word, in the order in which they are written."""

    said_otherwise: tuple[Rephrasing, ...]
    said_turned: tuple[Rephrasing, ...]
    reason: Wording
    never_told: Wording
    asked: Wording
    may_ask: Wording
    spared: Wording
    and_following: Wording
    all_future: str
    """What ``and_following`` asks for."""

    pieces: PieceWords
    not_plural: tuple[str, ...]


@cache
def edit_words(language: str = "en") -> EditWords:
    """The wordings of one language, read once.

    Raises:
        ContentError: the file is not as it should be.
    """
    with as_file(files("assistant") / "content" / language / "changes.yaml") as path:
        return read_edit_words(path)


def read_edit_words(path: Path) -> EditWords:
    """Read a file of wordings.

    Raises:
        ContentError: the file is not as it should be; says where.
    """
    file = load_yaml(path, ChangeFile)
    try:
        return _compiled(file)
    except NotationError as error:
        message = f"{path.name}: {error}"
        raise ContentError(message) from error


def _compiled(file: ChangeFile) -> EditWords:
    opened = {name: words.as_open() for name, words in file.open.items()}
    rules = {**file.rules, **{name: f"({'|'.join(forms)})" for name, forms in file.forms.items()}}
    spoken = WordingReader(rules, opened, Spelling.SPOKEN)
    canonical = WordingReader(rules, opened, Spelling.CANONICAL)
    return EditWords(
        opener=_opener(file),
        before_the_verb=canonical.read(file.before_the_verb),
        verbs=_by_first_word(canonical, file.verbs),
        said_otherwise=tuple(_rephrasing(spoken, group, file.forms) for group in file.said_otherwise),
        said_turned=tuple(_rephrasing(spoken, group, file.forms) for group in file.said_turned),
        reason=spoken.read(*file.reasons.said),
        never_told=spoken.read(*file.reasons.never_told),
        asked=spoken.read(file.reasons.asked),
        may_ask=spoken.read(file.may_ask),
        spared=spoken.read(*file.spared),
        and_following=spoken.read(file.and_following.said),
        all_future=file.and_following.asks,
        pieces=compiled_pieces(canonical, file.words),
        not_plural=file.not_plural,
    )


def _opener(file: ChangeFile) -> re.Pattern[str]:
    alone, before_comma = "|".join(file.openers), "|".join(file.openers_before_a_comma)
    return re.compile(rf"(?:(?:{alone})[, ]+|(?:{before_comma}), )+")


def _by_first_word(reader: WordingReader, groups: tuple[VerbGroup, ...]) -> Mapping[str, tuple[VerbWording, ...]]:
    by_first: dict[str, list[VerbWording]] = {}
    for group in groups:
        but_not = reader.read(*group.but_not) if group.but_not else None
        for text in group.wordings:
            wording = reader.read(text)
            if wording.first is None:
                message = f"a verb begins with a word of its own: {text!r}"
                raise NotationError(message)
            verb = VerbWording(group.asks, wording, but_not, group.whole or "{" in text)
            for word in wording.first:
                by_first.setdefault(word, []).append(verb)
    return {word: tuple(verbs) for word, verbs in by_first.items()}


def _rephrasing(reader: WordingReader, group: AskedOtherwise, forms: Mapping[str, Mapping[str, str]]) -> Rephrasing:
    for slot in _SLOT.findall(group.asks):
        lacking = next((text for text in group.wordings if f"{{{slot}}}" not in text), None)
        if lacking:
            message = f"{{{slot}}} of {group.asks!r} is missing in {lacking!r}"
            raise NotationError(message)
    but_not = reader.read(*group.but_not) if group.but_not else None
    return Rephrasing(reader.read(*group.wordings), but_not, group.asks, forms, group.examples)
