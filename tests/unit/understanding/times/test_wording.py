import pytest

from assistant.understanding.notation import NotationError
from assistant.understanding.times.wording import Spelling, Wording, words_of
from assistant.understanding.times.wording_reading import Open, WordingReader

RULES = {"day": "(friday|saturday)", "object": "*", "own": "<day> ['s]", "round": "<round>"}
OPENED = {"name": Open(), "short": Open(most=2, not_first=("it", "that"), never=("is",))}


def spoken(*wordings: str) -> Wording:
    return WordingReader(RULES, OPENED, Spelling.SPOKEN).read(*wordings)


def canonical(*wordings: str) -> Wording:
    return WordingReader(RULES, OPENED, Spelling.CANONICAL).read(*wordings)


@pytest.mark.parametrize("text", ["go back", "go back a step", "move back one step"])
def test_alternatives_and_options_match(text: str) -> None:
    assert spoken("(go|move) back [(a|one) step]").whole(text)


@pytest.mark.parametrize("text", ["go", "back", "go back one", "go backwards", "ergo back"])
def test_what_is_not_written_does_not_match(text: str) -> None:
    assert spoken("(go|move) back [(a|one) step]").whole(text) is None


def test_what_stands_at_a_word_may_go_on_but_not_in_the_middle_of_a_word() -> None:
    found = canonical("call off").at("please call off yoga", 7)
    assert found is not None
    assert (found.start, found.end) == (7, 16)
    assert canonical("call off").at("call offside") is None


def test_a_slot_is_kept_with_the_place_where_its_words_begin() -> None:
    found = canonical("call {object} off [*]").whole("call the walk off today")
    assert found is not None
    assert found.kept == {"object": "the walk"}
    assert found.starts == {"object": len("call ")}


def test_a_slot_may_stand_in_several_wordings() -> None:
    wording = spoken("skip {name}", "leave {name} out")
    assert wording.slots == {"name"}
    assert [found.kept["name"] for text in ("skip yoga", "leave yoga out") if (found := wording.whole(text))] == [
        "yoga",
        "yoga",
    ]


def test_some_words_are_at_least_one() -> None:
    assert spoken("put * off").whole("put off") is None
    assert spoken("put * off").whole("put it all off")


@pytest.mark.parametrize("text", ["so then skip it", "skip it", "so so so skip it"])
def test_what_is_repeated_may_be_said_more_than_once(text: str) -> None:
    assert spoken("[so|then]... skip it").whole(text)


def test_a_comma_may_stand_behind_any_spoken_word() -> None:
    assert spoken("so please skip it").whole("so, please, skip it")


@pytest.mark.parametrize(("text", "fits"), [("date night", True), ("date, night", False), ("dinner for 2", False)])
def test_open_words_hold_no_comma_and_no_figure(text: str, *, fits: bool) -> None:
    assert bool(spoken("<name>").whole(text)) == fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [("yoga", True), ("date night", True), ("one two three", False), ("it all", False), ("he is", False)],
)
def test_open_words_keep_to_their_limits(text: str, *, fits: bool) -> None:
    assert bool(spoken("<short>").whole(text)) == fits


@pytest.mark.parametrize("text", ["friday's off", "friday is off"])
def test_a_word_that_begins_with_an_apostrophe_is_joined_to_the_one_before_it(text: str) -> None:
    assert spoken("<day> ('s|is) off").whole(text)


def test_canonical_words_are_spelled_as_sentences_are() -> None:
    assert canonical("can't do one walk").whole("can 't do 1 walk")
    assert canonical("the next few minutes").whole("the next few minute")


def test_what_is_found_anywhere_and_at_the_end() -> None:
    found = canonical("for good").find("skip it for good then")
    assert found is not None
    assert found.start == len("skip it ")
    assert canonical("for good").ends("skip it for good then") is None
    assert canonical("for good").ends("skip it for good")


@pytest.mark.parametrize(
    ("wording", "first"),
    [
        ("(call|put) off", {"call", "put"}),
        ("[there is] no", {"there", "no"}),
        ("can't do", {"can"}),
        ("* off", None),
        ("[so]", None),
    ],
)
def test_the_words_that_a_wording_can_begin_with(wording: str, first: set[str] | None) -> None:
    assert canonical(wording).first == first


@pytest.mark.parametrize(
    ("text", "may"), [("put it back", True), ("put it on", False), ("back it", False), ("get it back now", True)]
)
def test_a_wording_is_looked_for_only_beside_the_words_that_it_needs(text: str, *, may: bool) -> None:
    assert spoken("(put|get) {name} back [now]").may_stand_in(words_of(text)) == may


@pytest.mark.parametrize(
    ("wording", "complaint"),
    [
        ("skip (it", "expected"),
        ("skip <nothing>", "no rule or open words"),
        ("skip {nothing}", "no rule or open words"),
        ("skip <round>", "needs itself"),
        ("skip 2", "cannot stand"),
    ],
)
def test_a_badly_written_wording_is_named(wording: str, complaint: str) -> None:
    with pytest.raises(NotationError, match=complaint):
        spoken(wording)


def test_a_rule_keeps_nothing() -> None:
    reader = WordingReader({"bad": "skip {name}"}, OPENED, Spelling.SPOKEN)
    with pytest.raises(NotationError, match="a rule keeps nothing"):
        reader.read("<bad>")


def test_a_word_that_is_never_left_to_be_read_is_named() -> None:
    with pytest.raises(NotationError, match="'um' is left out"):
        canonical("um skip")
