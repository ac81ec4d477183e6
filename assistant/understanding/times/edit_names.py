"""Where the name of an appointment ends in a change: "the walk" of "push the walk back to friday"."""

from collections.abc import Iterator

from assistant.understanding.times.dates import Day
from assistant.understanding.times.edit_pieces import PieceWords
from assistant.understanding.times.edit_words import edit_words
from assistant.understanding.times.part_kinds import Found
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.wording import Said


def end_of_name(scene: Scene, at: int, parts: list[Found]) -> int:
    """Where the words of the name that begins at ``at`` end, before any words that belong to none."""
    words = edit_words().pieces
    before_times = _before_times(words, scene.text, at, parts)
    end = min(_before_other_words(words, scene.text, at, before_times), before_times)
    name = scene.text[at:end]
    while words.particle_last.ends(name, 1) and not words.keeps_particle.ends(name):
        name = name[: name.rindex(" ")]
    return at + len(name)


def ends_name(text: str, at: int) -> bool:
    """Whether what stands at a word of the sentence, or nothing, is no part of a name."""
    words = edit_words().pieces
    return at >= len(text) or bool(words.ends_name.at(text, at) or words.ends_sentence.whole(text, at))


def name_may_follow(text: str, at: int) -> bool:
    """Whether a word that could belong to a name stands there: none that leads on, and no figure."""
    return text[at : at + 1].isalpha() and not edit_words().pieces.goes_on.at(text, at)


def _before_other_words(words: PieceWords, text: str, at: int, before_times: int) -> int:
    for said in _other_words(words, text, at):
        kept = words.keeps_particle.ends(text[at : said.before_slot - 1])
        if not kept and not _begins_name(words, text, at, said) and not _closes_name(words, text, said, before_times):
            return max(at, said.start - 1)
    return len(text)


def _other_words(words: PieceWords, text: str, at: int) -> Iterator[Said]:
    said = words.ends_name.find(text, at)
    while said:
        yield said
        said = words.ends_name.find(text, said.before_slot)
    last = words.ends_sentence.ends(text, at)
    if last:
        yield last


def _begins_name(words: PieceWords, text: str, at: int, said: Said) -> bool:
    """For "our run", where the word that could end a name is the name."""
    named = said.start == at and words.noun_too.whole(text[said.start : said.end - 1])
    return bool(named and words.before_name.ends(text[: at - 1]))


def _closes_name(words: PieceWords, text: str, said: Said, before_times: int) -> bool:
    """For "the park run": nothing follows that it could do, and nobody lets it do anything."""
    if not words.noun_too.whole(text[said.start : said.end - 1]) or words.lets_do.find(text[: said.start - 1]):
        return False
    return said.end - 1 == min(before_times, len(text)) or ends_name(text, said.end)


def _before_times(words: PieceWords, text: str, at: int, parts: list[Found]) -> int:
    first = next((part for part in parts if part.start >= at and not _is_named(text, at, part, parts)), None)
    if first is None:
        return len(text)
    check_in = words.check_in.at(text, max(at, first.start - len("check ")))
    begin = check_in.end if check_in and check_in.end > first.start else first.start
    return max(at, begin - 1)


def _is_named(text: str, at: int, part: Found, parts: list[Found]) -> bool:
    """For "friday dinners", where a part of a time begins the name."""
    if part.start != at or not name_may_follow(text, part.end):
        return False
    if isinstance(part.value, Repeat):
        return True
    followed = any(other.start == part.end for other in parts) or ends_name(text, part.end)
    return isinstance(part.value, Day) and part.value.weekday_only and not followed
