import pytest

from assistant.understanding.lattice import Lattice
from assistant.understanding.normalizing import normalize
from assistant.understanding.notation import NotationError
from assistant.understanding.template_reading import read_template
from assistant.understanding.templates import Node, Phrases, Rule, trie_of


def whole(node: Node, text: str) -> bool:
    words = normalize(text)
    lattice = Lattice(words, tuple({word: 0.0} for word in words.words))
    return any(end.at == len(lattice) for end in node.ends(lattice, 0))


@pytest.mark.parametrize("text", ["go back", "go back a step", "move back one step", "go just back one step"])
def test_alternatives_and_options_match(text: str) -> None:
    assert whole(read_template("(go|move) back [(a|one) step]", {}), text)


@pytest.mark.parametrize("text", ["go", "back", "go back one", "go forward"])
def test_what_is_not_written_does_not_match(text: str) -> None:
    assert not whole(read_template("(go|move) back [(a|one) step]", {}), text)


def test_what_goes_on_alike_is_kept_in_memory_once() -> None:
    trie = trie_of(((("go", "back"), 0.0), (("move", "back"), 0.0), (("step", "back"), 0.1)))
    assert trie.branches["go"] is trie.branches["move"]
    assert trie.branches["go"] is not trie.branches["step"]


@pytest.mark.parametrize("phrases", [["go back", "go", "go back"], [""], []])
def test_phrases_are_known_as_they_were_given(phrases: list[str]) -> None:
    assert Phrases([(tuple(phrase.split()), 0.0) for phrase in phrases]).phrases == phrases


def test_a_rule_is_used_by_its_name() -> None:
    rule = Rule("far")
    rule.part = read_template("very far", {})
    assert whole(read_template("go <far>", {"far": rule}), "go very far")


def test_a_gap_takes_up_to_five_words_at_a_price() -> None:
    node = read_template("wait * door", {})
    assert whole(node, "wait there is someone at door")
    assert not whole(node, "wait i think that there must be someone at the door")


def test_open_words_stop_before_words_that_no_activity_holds() -> None:
    assert whole(read_template("cancel {activity}", {}), "cancel date night")
    assert not whole(read_template("cancel {activity}", {}), "cancel what they said")


@pytest.mark.parametrize(
    ("template", "complaint"),
    [("go (back", "expected"), ("go <nowhere>", "no rule"), ("go {nowhere}", "no slot"), ("go 2", "cannot stand")],
)
def test_a_badly_written_template_is_named(template: str, complaint: str) -> None:
    with pytest.raises(NotationError, match=complaint):
        read_template(template, {})


@pytest.mark.parametrize(
    ("template", "complaint"), [("... go", "behind what is repeated"), ("go ...", "repeated in a")]
)
def test_nothing_is_repeated_in_a_template(template: str, complaint: str) -> None:
    with pytest.raises(NotationError, match=complaint):
        read_template(template, {})
