"""A name that was misheard is heard again; everything else is left alone."""

from collections.abc import Sequence

import pytest

from assistant.hearing.second_pass import SecondPass, names_nearby
from assistant.messages.audio import AudioChunk
from assistant.messages.speech import Term, TermKind, Transcript, Vocabulary

MAPS = Term(TermKind.PRINCIPLE, "love_maps", ("build love maps", "love maps"))
ANA = Term(TermKind.NAME, "ana", ("ana",))
DATE = Term(TermKind.ACTIVITY, "date night", ("date night",))
NAMES = Vocabulary((MAPS, ANA, DATE))


class TwoReadings:
    """Hears one thing freely and another when it is told names, which it notes."""

    def __init__(self, free: Transcript, told: str) -> None:
        self._free = free
        self._told = told
        self.told_names: list[tuple[str, ...]] = []

    async def transcribe(self, utterance: Sequence[AudioChunk], vocabulary: Vocabulary) -> Transcript:
        del utterance
        if not vocabulary.terms:
            return self._free
        self.told_names.append(tuple(wording for term in vocabulary.terms for wording in term.spoken))
        return Transcript(self._told, 0.7)


async def heard(inner: TwoReadings) -> Transcript:
    return await SecondPass(inner).transcribe((), NAMES)


async def test_a_misheard_name_is_heard_again_and_both_readings_are_kept() -> None:
    inner = TwoReadings(Transcript("read love matt", 0.5), "read love maps")
    assert await heard(inner) == Transcript("read love maps", 0.7, ("read love matt",), (0.0,))
    assert inner.told_names == [("love maps",)]


async def test_what_is_sure_is_not_heard_again() -> None:
    inner = TwoReadings(Transcript("read love matt", 0.9), "read love maps")
    assert await heard(inner) == Transcript("read love matt", 0.9)
    assert inner.told_names == []


@pytest.mark.parametrize("text", ["", "it's going to rain on friday", "when is our date night"])
async def test_without_a_name_nearby_there_is_no_second_pass(text: str) -> None:
    inner = TwoReadings(Transcript(text, 0.4), "anything")
    assert await heard(inner) == Transcript(text, 0.4)
    assert inner.told_names == []


async def test_a_second_reading_without_the_name_does_not_win() -> None:
    inner = TwoReadings(Transcript("read love matt", 0.5), "red love mat")
    assert await heard(inner) == Transcript("read love matt", 0.5, ("red love mat",), (1.5,))


async def test_a_second_reading_that_hears_something_else_does_not_win() -> None:
    inner = TwoReadings(Transcript("he gave me a map of the lovely town", 0.5), "love maps")
    assert (await heard(inner)).text == "he gave me a map of the lovely town"


async def test_all_that_the_first_pass_may_have_heard_is_kept_in_order_of_doubt() -> None:
    first = Transcript("read love matt", 0.5, ("red love matt", "read love maps"), (1.0, 2.5))
    assert await heard(TwoReadings(first, "read love maps")) == Transcript(
        "read love maps", 0.7, ("read love matt", "red love matt"), (0.0, 1.0)
    )


async def test_what_was_feared_is_kept_whichever_reading_wins() -> None:
    first = Transcript("read love matt", 0.5, feared=("he reads my letters",))
    assert (await heard(TwoReadings(first, "read love maps"))).feared == ("he reads my letters",)
    assert (await heard(TwoReadings(first, "red love mat"))).feared == ("he reads my letters",)


def test_each_name_is_offered_once_in_its_nearest_wording() -> None:
    assert names_nearby("read love matt", NAMES) == (Term(TermKind.PRINCIPLE, "love_maps", ("love maps",)),)


def test_only_a_few_names_are_offered() -> None:
    many = Vocabulary(tuple(Term(TermKind.NAME, f"love{at}", (f"love {at}",)) for at in range(20)))
    assert len(names_nearby("read love matt", many)) == 6


class Notes:
    """Hears nothing, and notes what it may listen for."""

    def __init__(self) -> None:
        self.danger: list[bool] = []

    async def transcribe(self, utterance: Sequence[AudioChunk], vocabulary: Vocabulary) -> Transcript:
        del utterance
        self.danger.append(vocabulary.danger)
        return Transcript("")


@pytest.mark.parametrize("danger", [True, False])
async def test_whether_danger_is_listened_for_is_passed_on(danger: bool) -> None:  # noqa: FBT001 - a parameter
    inner = Notes()
    await SecondPass(inner).transcribe((), Vocabulary(danger=danger))
    assert inner.danger == [danger]
