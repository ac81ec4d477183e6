import pytest

from assistant.skills.naming_reminders import doing, ways_to_name


@pytest.mark.parametrize(
    ("verb", "named"),
    [
        ("call", "calling"),
        ("put", "putting"),
        ("take", "taking"),
        ("water", "watering"),
        ("pay", "paying"),
        ("fix", "fixing"),
        ("see", "seeing"),
        ("tie", "tying"),
        ("plan", "planning"),
        ("open", "opening"),
        ("be", "being"),
        ("forget", "forgetting"),
        ("begin", "beginning"),
        ("submit", "submitting"),
        ("regret", "regretting"),
        ("reset", "resetting"),
        ("repair", "repairing"),
        ("return", "returning"),
        ("renew", "renewing"),
        ("beat", "beating"),
        ("read", "reading"),
        ("visit", "visiting"),
        ("offer", "offering"),
        ("use", "using"),
        ("argue", "arguing"),
    ],
)
def test_what_is_to_be_done_is_named_by_the_doing_of_it(verb: str, named: str) -> None:
    assert doing(verb) == named


def test_only_what_was_dictated_has_a_second_name() -> None:
    assert ways_to_name("call the babysitter") == ("call the babysitter", "calling the babysitter")
    assert ways_to_name("Date night") == ("date night",)
    assert ways_to_name("pills") == ("pills",)
