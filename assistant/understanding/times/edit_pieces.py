"""The words by which the pieces of a change are told apart, compiled: what ``words`` in ``changes.yaml`` says."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from assistant.understanding.notation import NotationError
from assistant.understanding.times.wording import Wording
from assistant.understanding.times.wording_reading import WordingReader


@dataclass(frozen=True, slots=True)
class PieceWords:
    """Each looked for in canonical words."""

    # What its new time or length is.
    earlier: Wording
    later: Wording
    back: Wording
    """Words that say later beside a length."""

    compared: Wording
    longer: Wording
    shorter: Wording
    and_then: Wording
    """For "cancel the walk and do it on friday"."""

    leads: Wording
    """Before a part of a time: it says where to, not which."""

    joint: Wording
    """Between which one and where to."""

    elsewhere: Wording
    usual_time: Wording
    a_unit: Wording
    """A length that is none outside a change: "a week"."""

    sized_to: Wording
    """Before a length: it is all of it, not what is added."""

    goes_to: Wording
    to: Wording
    end_of: Wording
    instead_of: Wording
    it_then: Wording
    """For "make it eight": where the number begins."""

    # Which of them are meant.
    all_of_them: Wording
    following: Wording
    rest_of: Wording
    rest_of_time: Wording
    """The rest of a day and the like, which is no rest of a series."""

    several: Wording
    each: Wording
    before_day: Wording
    after_day: Wording

    # What it is about.
    everything: Wording
    pronoun: Wording
    particle: Wording
    alone: Wording
    """Words that stand for one whose name is not said; what stands at ``one_of_then`` is no part of them."""

    all_of: Wording
    determiner: Wording
    next_counted: Wording
    next_few: Wording
    next_one: Wording
    span: Wording
    """What is no appointment after "next"."""

    ends_name: Wording
    """What can stand behind a name and is no part of it; nor is what stands at the slot."""

    ends_sentence: Wording
    """The same, as the last word only."""

    particle_last: Wording
    """What is no last word of a name, except in those of ``keeps_particle``."""

    keeps_particle: Wording
    check_in: Wording
    preposition: Wording
    goes_on: Wording
    """After a part of a time: no name follows."""

    its_determiner: Wording
    noun_too: Wording
    """Words that could end a name and can be one."""

    lets_do: Wording
    """Before a name behind which such a word is what it does: "let the walk end at nine"."""

    before_name: Wording
    beside_name: Wording
    """Between the head of a name and the rest of it."""

    series: Wording
    whole: Wording
    before_amount: Wording
    after_amount: Wording
    """Between a length and what it is added to."""


def compiled_pieces(reader: WordingReader, written: Mapping[str, tuple[str, ...]]) -> PieceWords:
    """Compile all of them.

    Raises:
        NotationError: one is missing, not known or not well written.
    """
    known = {field.name for field in fields(PieceWords)}
    for name in sorted(known - written.keys()):
        message = f"{name!r} is missing under 'words'"
        raise NotationError(message)
    for name in sorted(written.keys() - known):
        message = f"{name!r} is not known under 'words'"
        raise NotationError(message)
    return PieceWords(**{name: reader.read(*wordings) for name, wordings in written.items()})
