"""A moment of the timetable as lines of a reply, with names and questions in their places.

Response keys, each with the placeholder ``text``: ``exercise.rule``, ``exercise.words``, ``exercise.question``,
``exercise.closing``, ``exercise.halfway``, ``exercise.thanks``.
"""

from dataclasses import replace
from types import MappingProxyType

from assistant.exercises.turns import Partners
from assistant.library.pacing import speaking_seconds
from assistant.library.timetable import Moment, Part
from assistant.messages.speech import Line, Passage, Reply

_KEYS = {
    Part.RULES: "exercise.rule",
    Part.WORDS: "exercise.words",
    Part.QUESTION: "exercise.question",
    Part.CLOSING: "exercise.closing",
    Part.HALFWAY: "exercise.halfway",
    Part.THANKS: "exercise.thanks",
}


def words_of(moment: Moment, partners: Partners, question: str | None) -> Reply:
    """What is said at one moment; empty for a chime or a step without words.

    Args:
        moment: from the timetable.
        partners: whose names are said.
        question: the question that was drawn for this step.
    """
    lines: list[Line] = []
    for part, sentences in moment.parts:
        said = (question,) if part is Part.QUESTION and question else sentences
        filled = partners.fill(said)
        if part is Part.RULES:
            lines += [_line(part, (rule,)) for rule in filled]
        elif filled:
            lines.append(_line(part, filled))
    return Reply(lines=tuple(lines))


def timed(words: Reply, seconds: float, written: int) -> Reply:
    """The same words in another time: a length in them is told as long as it is.

    Args:
        words: of one step.
        seconds: how long there is for it now.
        written: how long it is as it is written.
    """

    def retimed(line: Line) -> Line:
        text = line.values.get("text")
        if not isinstance(text, Passage):
            return line
        told = replace(text, share=seconds / written, longest=written)
        return Line(line.key, MappingProxyType({**line.values, "text": told}))

    return Reply(lines=tuple(retimed(line) for line in words.lines))


def seconds_of(words: Reply) -> float:
    """About how long it takes to say what of the exercise itself stands in a reply."""
    texts = (line.values.get("text") for line in words.lines)
    return sum(speaking_seconds(text.sentences) for text in texts if isinstance(text, Passage))


def _line(part: Part, sentences: tuple[str, ...]) -> Line:
    return Line(_KEYS[part], MappingProxyType({"text": Passage(sentences)}))
