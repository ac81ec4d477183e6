"""What two people tell of themselves in free words, and what they tell of others in the same words."""

import pytest

from assistant.messages.speech import Expectation, Running
from tests.unit.understanding.conftest import Understand

TOLD = [
    ("i had a fight with my wife about nothing really", "fight"),
    ("it all kicked off between us at dinner", "fight"),
    ("we're mid argument here and i'm getting cross", "fighting_now"),
    ("i'm wrecked after the shift i've had", "bad_day"),
    ("my interview went really well", "good_day"),
    ("i've been taking my bad day out on her", "taking_it_out"),
    ("he's been distant lately", "distant"),
    ("it's like living with a lodger", "distant"),
    ("she never tells me anything any more", "never_talk"),
    ("we don't laugh together any more", "distant"),
    ("he spends money like water and i worry", "money"),
    ("we've been over this a thousand times and we're no further", "same_fight"),
    ("i don't know how to tell him i'm unhappy with it", "bring_up"),
    ("talking to him is like talking to a brick wall", "shut_down"),
    ("i was bang out of order last night", "apology"),
    ("i do everything round here and nobody says thanks", "unappreciated"),
    ("he doesn't do a hand's turn around the house", "need_help"),
    ("she thinks one thing and i think another about the wedding", "disagreement"),
    ("his mother comes round every day without asking", "in_laws"),
    ("there's no spark in the bedroom any more", "intimacy"),
    ("we got the house we're buzzing", "excited"),
    ("i'm dreading the results next week", "scared"),
    ("should we go and talk to somebody", "see_someone"),
    ("he's always on his phone", "screens"),
    ("we're not getting on", "tension"),
]


@pytest.mark.parametrize(("said", "situation"), TOLD)
def test_how_things_are_is_understood_in_free_words(understand: Understand, said: str, situation: str) -> None:
    heard = understand(said)
    assert (heard.name, dict(heard.slots)) == ("Situation", {"situation": situation})


@pytest.mark.parametrize(
    "said",
    [
        "my sister and her husband had a massive row at christmas",
        "the neighbours never talk to each other",
        "he's been off sick all week",
        "the dog's been really quiet lately",
        "she doesn't talk much that new girl",
        "we had a fight with the parking man",
        "he never helps himself to the good biscuits",
        "i'm afraid i can't come",
        "i'm scared of spiders",
        "they broke up in the second season",
        "we need to talk to the plumber",
        "she's on her phone to the bank",
        "i need help with this jar",
        "his mother rang about sunday lunch",
    ],
)
def test_what_is_told_of_others_or_of_everyday_things_is_none(understand: Understand, said: str) -> None:
    assert understand(said).name is None


def test_a_partner_may_be_called_by_name(understand: Understand) -> None:
    for said in ("ana's been really quiet lately", "ana has been so cold to me"):
        assert dict(understand(said).slots) == {"situation": "distant"}
    assert understand("berlin's been really quiet lately").name is None


def test_nothing_is_told_inside_a_turn(understand: Understand) -> None:
    assert understand("he's been distant lately", Expectation(running=Running.TURN)).name is None
