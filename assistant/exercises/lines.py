"""A moment of the timetable as lines of a reply, with names and questions in their places.

Response keys, each with the placeholder ``text``: ``exercise.rule``, ``exercise.words``, ``exercise.question``,
``exercise.closing``, ``exercise.halfway``, ``exercise.thanks``.
"""

from types import MappingProxyType

from assistant.exercises.turns import Partners
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


def _line(part: Part, sentences: tuple[str, ...]) -> Line:
    return Line(_KEYS[part], MappingProxyType({"text": Passage(sentences)}))
