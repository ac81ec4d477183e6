"""What a change is about: the words that name the appointment, and which of its occurrences."""

import re
from dataclasses import dataclass

from assistant.messages.changes import Following, NextOnes, Target, Which
from assistant.understanding.times.clocks import Clock
from assistant.understanding.times.dates import Day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.edit_occurrences import run_of_days, side_of_day, weekdays_of, which_part
from assistant.understanding.times.lengths import Length
from assistant.understanding.times.normalise import Phrase
from assistant.understanding.times.part_kinds import Found
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.stretches import Period


@dataclass(frozen=True, slots=True)
class Object:
    """The object of a change."""

    target: str | Target | None
    """The words that name it; None for "it"."""

    start: int
    end: int
    """Where it stands in the canonical words; times after ``end`` are not part of it."""

    which: Which | None = None
    """Which occurrence, where its own words say so ("tomorrow's walk", "the next two walks")."""

    several: bool = False
    """True for "all the walks", "the walks"."""

    said: bool = False
    """True when a pronoun stands for it."""


_DETERMINERS = re.compile(
    r"(?:(?P<all>all(?: of)?(?: the| our| my| these| those)?|every one of(?: the| our)?|both|"
    r"(?:the )?rest of(?: the| our)?|every(?: single)?)"
    r"|(?:the|our|my|just|only|future|remaining|upcoming|further|coming|any|more|your|his|her|their|this|that|a|"
    r"an|for|on|"
    r"of|with|back|up|forward|by|off|to|from|'s|out|short|down) ?(?![a-z]*'))(?= |$) ?",
)
_NEXT_ALONE = re.compile(
    r"(?:next (?P<count>\d+)|(?:1|ones)(?= (?:on|this|next|tomorrow|in|from|after|before)))(?: of (?:them|"
    r"those))?(?= |$)"
)
"""For "the next one", "the next three", "the one on friday", where no word says of what."""

_NEXT = re.compile(
    r"(?:next (?P<count>\d+ |few )?|every (?:other|\d+th) )(?=[a-z])(?!(?:week|month|year|weekend|\w+day)\b)"
)
"""For "the next two walks", and for "every other walk", of which the series would be too much."""

_EVERYTHING = re.compile(
    r"(?:everything|all our plans|all plans|all our appointments|the whole calendar|all of it|everything else)(?= |$)"
)
_PRONOUN = re.compile(
    r"(?:it|that|this|them|these|those|this one|that one|the next one|one|(?:the )?(?:whole |entire )?series|"
    r"(?:the )?lot|both(?: of them)?|them (?:all|both))(?= |$)"
)
_ENDS = re.compile(
    r" (?:to|by|until|from|for(?= \d)|instead|because|while|as|if|since|so|longer|shorter|later|earlier|sooner|"
    r"for good|any ?more|"
    r"altogether|completely|permanently|forever|entirely|again|please|and (?:do|have|put|move|make|schedule|set|"
    r"book|plan)|"
    r"on hold|off(?: the| our)? (?:calendar|schedule|list|diary)|out of (?:the|our) (?:calendar|schedule)|just|"
    r"only|this (?:time|once)|"
    r"from now on|should|last|start|a (?:bit|little|miss)|much|more|go on|at the usual|the (?:whole )?series|we|i|"
    r"they|skip it|"
    r"back(?: by| to| up)?|off$|down(?= to| by)|short(?= |$)|another|an extra|forward|forwards|ahead|the usual|"
    r"into|as|(?:a )?(?:bit|little)|be|run|end|stop|finish|called|going)(?= |$)",
)
_PARTICLE_END = re.compile(
    r" (?:up|out|off|over|down|in|on|for|at|with|of|about|around|the|a|an|our|to|by|until|from|and|off)$"
)
_KEEPS_PARTICLE = re.compile(
    r"(?:(?:check|night|lie|sleep|stay|day|date|evening|eat|dine|dining|eating|dinner|lunch|work|chill|hang|"
    r"tuck) (?:in|out)"
    r"|(?:catch|meet|clean|tidy) up|(?:wind|cool|calm) down|(?:time|day) off)$",
)
_PREPOSITION = re.compile(r"(?:for|in|on|at|by|until|from|to|back) ")
_SINGULAR_S = ("ss", "us", "is", "yes")


def read_object(  # noqa: PLR0917 - the sentence in its three forms
    scene: Scene,
    phrase: Phrase,
    source: str,
    start: int,
    parts: list[Found],
    family: Family,
) -> Object | None:
    """The object that begins at ``start``; None when no words are left for one."""
    if family in {Family.EXTEND, Family.SHORTEN}:
        shifted = _after_amount(scene, start, parts)
        if shifted:
            return _named(scene, phrase, source, shifted, [part for part in parts if part.start >= shifted])
    return _named(scene, phrase, source, start, parts)


_BEFORE_AMOUNT = re.compile(r"(?:(?:us|me|another|an?|extra|more|just|only) )*")


def _after_amount(scene: Scene, start: int, parts: list[Found]) -> int | None:
    """For "add half an hour to the walk", "take ten minutes off dinner": the object stands after the length."""
    if not parts or not _BEFORE_AMOUNT.fullmatch(scene.text[start : parts[0].start]):
        return None
    match = re.compile(r"(?:(?:more|extra) )?(?:to|off|from|onto|on|of|for) ").match(scene.text, parts[0].end)
    return match.end() if match else None


def _named(scene: Scene, phrase: Phrase, source: str, start: int, parts: list[Found]) -> Object | None:
    at, several = start, False
    which: Which | None = None
    everything = _EVERYTHING.match(scene.text, at)
    if everything:
        return Object(Target.EVERYTHING, start, min(everything.end() + 1, len(scene.text)), said=True)
    while True:
        unnamed = _unnamed(scene, at, parts)
        if unnamed:
            return Object(None, start, unnamed[1], unnamed[0] or which, several, said=True)
        determiner = _DETERMINERS.match(scene.text, at)
        counted = _NEXT.match(scene.text, at)
        modifier = next((part for part in parts if part.start == at), None)
        if modifier and _modifies(scene, modifier, start, parts):
            which, at = which_part(scene, modifier) or which, _after_possessive(scene, modifier.end)
        elif modifier and (_PREPOSITION.match(scene.text, at) or modifier.end > len(scene.text)):
            break
        elif counted:
            count = (counted["count"] or "").strip().replace("few", "3")
            which, at = NextOnes(int(count or 1)), counted.end()
        elif determiner:
            several = several or bool(determiner["all"])
            at = determiner.end()
        else:
            break
    end = _end(scene, at, parts)
    while end > at and _PARTICLE_END.search(scene.text[at:end]) and not _KEEPS_PARTICLE.search(scene.text[at:end]):
        end = at + scene.text[at:end].rindex(" ")
    at, end, series = _without_series(scene, at, end)
    several = several or series
    words = _words(phrase, source, at, end) if end > at and scene.text[at:end].strip() else None
    if words is None:
        return Object(None, start, at, which, several, said=bool(which))
    head = re.split(r" (?:with|at|in|for|about|to|of|and|on) ", words)[0]
    plural = bool(re.search(r"[a-z]s$", head)) and not head.endswith(_SINGULAR_S)
    return Object(words, start, min(end + 1, len(scene.text)), which, several or plural)


def _unnamed(scene: Scene, at: int, parts: list[Found]) -> tuple[NextOnes | None, int] | None:
    """Which ones "it" or "the next three" are, and where these words end."""
    alone = _alone(scene, at, parts)
    if alone:
        return None, alone
    match = _NEXT_ALONE.match(scene.text, at)
    if not match or not (match.end() == len(scene.text) or any(part.start == match.end() + 1 for part in parts)):
        return None
    count = match["count"]
    which = NextOnes(int(count)) if count else None
    return which, min(match.end() + 1, len(scene.text))


def _without_series(scene: Scene, at: int, end: int) -> tuple[int, int, bool]:
    """For "the whole yoga series" the name is "yoga", and all of it is meant."""
    series = re.search(r" series$", scene.text[at:end])
    if not series:
        return at, end, False
    whole = re.compile(r"(?:whole|entire) ").match(scene.text, at)
    return (whole.end() if whole else at), at + series.start(), True


def _alone(scene: Scene, at: int, parts: list[Found]) -> int | None:
    """Where a pronoun ends that stands for the whole object."""
    pronoun = _PRONOUN.match(scene.text, at)
    if not pronoun:
        return None
    particle = re.compile(r" (?:off|up|out|down|over|back)(?= |$)").match(scene.text, pronoun.end())
    end = particle.end() if particle else pronoun.end()
    ended = end >= len(scene.text) or _ENDS.match(scene.text, end) or any(part.start == end + 1 for part in parts)
    return min(end + 1, len(scene.text)) if ended else None


def _modifies(scene: Scene, part: Found, start: int, parts: list[Found]) -> bool:
    """True for "tomorrow's walk" and "this week's"; "the friday dinners" keep their name."""
    following = scene.text[part.end :]
    if following.startswith("'s") or scene.text[: part.end - 1].endswith("'s"):
        return True
    if not following or any(other.start == part.end for other in parts):
        return False
    weekday_name = isinstance(part.value, Day) and part.value.weekday_only
    noun = bool(
        re.match(
            r"(?!to\b|by\b|until\b|at\b|for\b|from\b|on\b|and\b|instead\b|please\b|back\b|forward\b|we\b|i\b)[a-z]",
            following,
        )
    )
    preposition = _PREPOSITION.match(scene.text, part.start)
    if isinstance(part.value, (Clock, Length)) and not preposition:
        return noun and scene.text[start : part.start].strip() in {"the", "our", "my", "that", "this"}
    if isinstance(part.value, Repeat) or weekday_name or preposition:
        return False
    return noun and isinstance(part.value, (Day, Period, Part)) and start <= part.start


def _after_possessive(scene: Scene, at: int) -> int:
    return at + 3 if scene.text[at:].startswith("'s") else at


def _end(scene: Scene, at: int, parts: list[Found]) -> int:
    """Where the words of the name end."""
    ends = [len(scene.text)]
    word = _ENDS.search(scene.text, max(0, at - 1))
    while word and (_KEEPS_PARTICLE.search(scene.text[at : word.end()]) or _begins_name(scene, at, word)):
        word = _ENDS.search(scene.text, word.end())
    if word:
        ends.append(max(at, word.start()))
    for part in parts:
        followed = any(other.start == part.end for other in parts) or bool(_ENDS.match(scene.text, part.end - 1))
        weekday = isinstance(part.value, Day) and part.value.weekday_only
        name = weekday and part.start == at and part.end < len(scene.text) and not followed
        plural = isinstance(part.value, Repeat) and part.start == at
        if part.start >= at and not (
            (name or plural)
            and re.match(r"[a-z]", scene.text[part.end :])
            and not _TO_FOLLOWS.match(scene.text, part.end)
        ):
            begin = part.start
            inside = re.compile(r"in ").match(scene.text, begin)
            if inside and scene.text[at : begin + 2].endswith("check in"):
                begin += len("in ")
            ends.append(max(at, begin - 1))
            break
    return min(ends)


_NOUNS_TOO = frozenset({"run", "start", "end", "finish", "last", "stop"})
_BEFORE_NAME = re.compile(r"(?:the|our|my|a|an|your|his|her|their|this|that|'s|next|future|all|every) $")


def _begins_name(scene: Scene, at: int, word: re.Match[str]) -> bool:
    """For "our run", where the word that could end a name is the name."""
    named = word[0].strip() in _NOUNS_TOO and word.start() == at - 1
    return named and bool(_BEFORE_NAME.search(scene.text[:at]))


_TO_FOLLOWS = re.compile(r"(?:to|by|until|at|for|from|on|and|instead|please|back|forward|we|i)(?= |$)")


def _words(phrase: Phrase, source: str, start: int, end: int) -> str:
    first, last = phrase.source_span(start, end)
    return re.sub(r"[^\w' ]+", " ", source[first:last].lower()).strip()


_FOLLOWING = re.compile(
    r"\b(?:from now on|all future|all the following|onwards?|from then on|and all after|"
    r"the rest of the(?! (?:day|week|weekend|month|year|evening))|all (?:the )?remaining)\b"
)


def which_of(scene: Scene, named: Object, parts: list[Found]) -> Which | None:
    """Which occurrence the object's own words, or the times beside it, name."""
    if _FOLLOWING.search(scene.text):
        return Following()
    several = (
        named.several or named.target is Target.EVERYTHING or bool(re.search(r"\b(?:all|every|any)\b", scene.text))
    )
    several = several or bool(weekdays_of(parts))
    said = [(several and side_of_day(scene, part)) or which_part(scene, part) for part in parts]
    days = [which for which, part in zip(said, parts, strict=True) if isinstance(part.value, (Day, Period))]
    later = next((which for which in said if isinstance(which, Following)), None)
    named_here = run_of_days(days) or later or next((which for which in said if which), None)
    if (
        named.several
        and named.target is not Target.EVERYTHING
        and named_here
        and re.search(r"\bevery|all\b", scene.text)
        and not named.which
    ):
        return named_here
    return named.which or named_here
