import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.messages.speech import Line, Passage, Reply, reply
from assistant.messages.times import Recurrence, SpokenTime
from assistant.speaking.phrasing import BETWEEN_SENTENCES, Phrasing, words
from assistant.speaking.ports import Pace, Sentence
from assistant.speaking.responses import Response

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 19, 0, tzinfo=ZONE)
FRIDAY = datetime(2026, 11, 27, 19, 30)  # noqa: DTZ001 - wall time


def phrasing(**responses: str | Response) -> Phrasing:
    return Phrasing({key: Response(say=(said,)) if isinstance(said, str) else said for key, said in responses.items()})


def said(text: str, **values: object) -> str:
    return words(phrasing(it=text).phrase(reply("it", **values), NOW))  # type: ignore[arg-type]


def test_each_sentence_stands_alone_with_a_pause_between_any_two() -> None:
    speech = phrasing(it="Sam, you listen. Ready? Go!").phrase(reply("it"), NOW)
    assert speech == (
        Sentence("Sam, you listen.", pause_after=BETWEEN_SENTENCES, fixed=True),
        Sentence("Ready?", pause_after=BETWEEN_SENTENCES, fixed=True),
        Sentence("Go!", pause_after=0.0, fixed=True),
    )


def test_only_a_sentence_without_a_slot_may_be_kept_on_disk() -> None:
    speech = phrasing(it="Thank you, {name}. Good night.").phrase(reply("it", name="Ana"), NOW)
    assert [(sentence.text, sentence.fixed) for sentence in speech] == [
        ("Thank you, Ana.", False),
        ("Good night.", True),
    ]


def test_a_passage_brings_its_own_sentences_and_none_of_them_is_kept_on_disk() -> None:
    passage = Passage(("Know each other's world.", "It changes, so ask again."))
    speech = phrasing(it="{title}. {text} Shall I go on?").phrase(reply("it", title="love maps", text=passage), NOW)
    assert [(sentence.text, sentence.fixed) for sentence in speech] == [
        ("Love maps.", False),
        ("Know each other's world.", False),
        ("It changes, so ask again.", False),
        ("Shall I go on?", True),
    ]


def test_a_slot_is_never_cut_in_two() -> None:
    speech = phrasing(it="I wrote down {what}.").phrase(reply("it", what="call dr. best! soon"), NOW)
    assert [sentence.text for sentence in speech] == ["I wrote down call dr. best! soon."]


def test_the_pauses_and_the_pace_that_the_content_asks_for_are_kept() -> None:
    both = phrasing(
        safety=Response(say=("Stay with them.",), pause_after=2, pace=Pace.SLOW),
        hand_over=Response(say=("Sam, your turn.",), pause_before=1.1),
        last=Response(say=("Breathe out.",), pause_after=6),
    )
    speech = both.phrase(Reply((Line("safety"), Line("hand_over"), Line("last"))), NOW)
    assert [(sentence.pause_after, sentence.pace) for sentence in speech] == [
        (2, Pace.SLOW),
        (BETWEEN_SENTENCES, Pace.NORMAL),
        (6, Pace.NORMAL),
    ]
    speech = both.phrase(Reply((Line("hand_over"), Line("hand_over"))), NOW)
    assert [sentence.pause_after for sentence in speech] == [1.1, 0.0]


def test_variants_come_in_turn_and_never_twice_in_a_row() -> None:
    some = phrasing(thanks=Response(say=("Thank you both.", "Thanks, you two.", "Thank you.")))
    heard = [words(some.phrase(reply("thanks"), NOW)) for _ in range(6)]
    assert heard[:3] == ["Thank you both.", "Thanks, you two.", "Thank you."]
    assert all(one != following for one, following in itertools.pairwise(heard))


def test_silence_has_no_sentences() -> None:
    assert phrasing().phrase(Reply(()), NOW) == ()


def test_lists_are_joined_as_people_join_them() -> None:
    assert said("{x:list}.", x=("walks",)) == "Walks."
    assert said("{x:list}.", x=("walks", "tea")) == "Walks and tea."
    assert said("{x:list}.", x=("walks", "tea", "films")) == "Walks, tea and films."


@pytest.mark.parametrize(
    ("number", "word"),
    [(0, "zero"), (13, "thirteen"), (20, "twenty"), (42, "forty-two"), (99, "ninety-nine"), (100, "100"), (-3, "-3")],
)
def test_small_numbers_are_said_in_words(number: int, word: str) -> None:
    assert said("There are {x} of them.", x=number) == f"There are {word} of them."


def test_about_seven_minutes_is_not_four_hundred_and_fifty_seconds() -> None:
    exactly_seven = said("Take {x:exactly}.", x=420)
    assert "seven minutes" in exactly_seven
    assert said("Take {x:about}.", x=timedelta(seconds=450)) == exactly_seven.replace("Take", "Take about")
    assert said("Take {x:about}.", x=451) == said("Take about {x:exactly}.", x=480)
    assert said("Take {x:about}.", x=43) == said("Take about {x:exactly}.", x=45)
    assert said("Take {x:about}.", x=1) == said("Take about {x:exactly}.", x=5)
    assert said("Take {x}.", x=timedelta(seconds=90)) == said("Take {x:exactly}.", x=90)


def test_a_moment_is_told_with_its_weekday_its_day_and_its_time() -> None:
    text = said("Date night, {start:date_time}.", start=FRIDAY)
    assert "Friday" in text
    assert text == said("Date night, {start:date_time}.", start=SpokenTime(start=FRIDAY))
    assert text == said("Date night, {start}.", start=SpokenTime(start=FRIDAY))
    assert "Friday" in said("It is on {start:date}.", start=FRIDAY)
    assert "Friday" not in said("It starts at {start:clock}.", start=FRIDAY)
    assert said("That is {start:how_far}.", start=FRIDAY).startswith("That is in ")


def test_an_instant_is_told_in_the_households_own_time() -> None:
    instant = FRIDAY.replace(tzinfo=ZONE).astimezone(ZoneInfo("America/New_York"))
    assert said("{x:date_time}.", x=instant) == said("{x:date_time}.", x=FRIDAY)


def test_a_repeating_time_is_told_as_it_repeats() -> None:
    weekly = SpokenTime(recurrence=Recurrence("FREQ=WEEKLY;BYDAY=FR", dtstart=FRIDAY))
    assert "every" in said("Date night, {x:recurrence}.", x=weekly).lower()
    assert "Friday" in said("It begins on {x:date}.", x=weekly)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{x:date_time}", "friday"),
        ("{x:list}", "walks"),
        ("{x:list}", ()),
        ("{x:about}", "long"),
        ("{x}", ("a", "b")),
        ("{x}", FRIDAY),
        ("{x:list}", FRIDAY),
        ("{x:recurrence}", FRIDAY),
        ("{x:how_far}", SpokenTime(duration_seconds=60)),
    ],
)
def test_a_value_that_does_not_fit_its_placeholder_is_refused(text: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"'it' cannot be filled: \{x"):
        said(text, x=value)


def test_an_unknown_key_and_a_missing_value_are_refused_without_showing_anybodys_words() -> None:
    with pytest.raises(ValueError, match="no response 'nothing'"):
        phrasing().phrase(reply("nothing"), NOW)
    with pytest.raises(ValueError, match=r"'it' needs a value for \{name\}") as caught:
        said("Hello, {name}.", title="Secret walk")
    assert "Secret" not in str(caught.value)


def test_the_fixed_sentences_are_those_that_phrasing_makes_without_slots() -> None:
    some = phrasing(
        hello=Response(say=("Hello. It is late, {name}.", "Hi there. It is late, {name}."), pace=Pace.SLOW),
        again="Hello.",
        bye="{name}. Good night.",
    )
    assert [(sentence.text, sentence.pace) for sentence in some.fixed_sentences()] == [
        ("Hello.", Pace.SLOW),
        ("Hi there.", Pace.SLOW),
        ("Hello.", Pace.NORMAL),
        ("Good night.", Pace.NORMAL),
    ]
    assert [sentence.text for sentence in some.fixed_sentences({"bye"})] == ["Good night."]
    spoken = some.phrase(reply("bye", name="Ana"), NOW)
    assert [sentence.fixed for sentence in spoken] == [False, True]


def test_a_title_that_ends_in_a_question_mark_brings_no_second_stop() -> None:
    assert said("{title}. It takes a while.", title="Is it us?") == "Is it us? It takes a while."
