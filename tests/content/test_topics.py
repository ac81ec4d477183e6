"""The topics and the situations, as they are spoken, and where they lead."""

import json
from pathlib import Path

import pytest

import assistant
from assistant.library.reading_shelf import load_reading_shelf
from assistant.library.situation import Route, Situation
from assistant.library.topic import Topic
from tests.content.spoken_style import complaints, question_complaints, sentences, words

CONTENT = Path(assistant.__file__).parent / "content" / "en"
SHELF = load_reading_shelf(CONTENT)
TOPICS = [topic.id for topic in SHELF.topics]
SITUATIONS = [situation.id for situation in SHELF.situations]
DEEP = {"hope_underneath", "after_the_storm", "fair_disagreement"}


def routes(situation: Situation) -> tuple[Route, ...]:
    return (situation, *(situation.ask.answers if situation.ask else ()))


@pytest.mark.parametrize("topic", SHELF.topics, ids=TOPICS)
def test_everything_said_keeps_to_the_spoken_style(topic: Topic) -> None:
    for text in (topic.one_breath, topic.one_minute, topic.longer):
        assert complaints(text) == []
    if topic.invitation is not None:
        assert question_complaints(topic.invitation) == []


@pytest.mark.parametrize("topic", SHELF.topics, ids=TOPICS)
def test_each_depth_has_its_length(topic: Topic) -> None:
    assert len(words(topic.one_breath)) <= 20
    assert 100 <= len(words(topic.one_minute)) <= 150
    assert 140 <= len(words(topic.longer)) <= 250


@pytest.mark.parametrize("topic", SHELF.topics, ids=TOPICS)
def test_telling_more_repeats_no_sentence(topic: Topic) -> None:
    longer = sentences(topic.longer)
    assert not set(sentences(topic.one_minute)) & set(longer)
    assert len(longer) == len(set(longer))


@pytest.mark.parametrize("topic", SHELF.topics, ids=TOPICS)
def test_each_topic_names_its_sources(topic: Topic) -> None:
    assert topic.sources


@pytest.mark.parametrize("topic", SHELF.topics, ids=TOPICS)
def test_what_rests_on_the_method_says_whose_work_it_is(topic: Topic) -> None:
    rests_on_it = any(tag[0] in "GT" for tag in topic.sources) and "A1" not in topic.sources
    if rests_on_it and topic.id not in {"apologies", "evidence"}:
        assert "Gottman" in topic.one_minute


@pytest.mark.parametrize(
    "name",
    ["four_horsemen", "criticism", "contempt", "defensiveness", "stonewalling", "antidotes"],
)
def test_a_pattern_is_a_mirror_for_oneself_and_no_name_for_a_partner(name: str) -> None:
    topic = SHELF.topic(name)
    everything = f"{topic.one_minute} {topic.longer}".lower()
    assert any(mirror in everything for mirror in ("your own", "anyone else", "yourself"))
    assert "your partner is" not in everything


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("limits", "I'm not a therapist."),
        ("limits", "I don't judge who is right,"),
        ("limits", "I can't tell if someone is safe."),
        ("limits", "I can't call anyone."),
        ("limits", "In an emergency, use your emergency number."),
        ("gottmans", "Hearthside is independent."),
        ("about_hearthside", "I'm independent,"),
        ("finding_a_professional", "Ask your family doctor."),
    ],
)
def test_what_is_owed_to_the_listener_is_said(name: str, said: str) -> None:
    assert said in SHELF.topic(name).one_minute


@pytest.mark.parametrize("situation", SHELF.situations, ids=SITUATIONS)
def test_a_situation_is_met_in_the_spoken_style(situation: Situation) -> None:
    assert complaints(situation.acknowledge) == []
    assert "?" not in situation.acknowledge
    if situation.ask is not None:
        assert question_complaints(situation.ask.text) == []
        assert len(words(situation.ask.text)) <= 12
    for route in routes(situation):
        assert question_complaints(route.invitation) == []
        assert len(words(route.invitation)) <= 40


@pytest.mark.parametrize("situation", SHELF.situations, ids=SITUATIONS)
def test_a_situation_offers_at_most_two_things_and_never_two_deep_ones(situation: Situation) -> None:
    for route in routes(situation):
        assert route.offer != route.alternative
        assert len({route.offer, route.alternative} & DEEP) <= 1


@pytest.mark.parametrize("situation", SHELF.situations, ids=SITUATIONS)
def test_every_situation_has_a_safety_watch(situation: Situation) -> None:
    assert all(situation.safety_watch)


@pytest.mark.parametrize("name", ["cheated", "breaking_up", "see_someone"])
def test_where_no_exercise_helps_none_is_offered_for_two(name: str) -> None:
    situation = SHELF.situation(name)
    assert situation.ask is None
    assert situation.offer == "finding_a_professional"
    assert situation.alternative in {None, "settle_solo"}


def test_nothing_that_needs_talking_is_offered_while_it_is_hot() -> None:
    fight = SHELF.situation("fight")
    assert fight.ask is not None
    hot, cooled, unclear = (fight.ask.answered_by(text) for text in ("still hot", "it has cooled", "hmm"))
    assert hot is not None
    assert cooled is not None
    assert (hot.offer, cooled.offer, unclear, fight.offer) == ("calm_break", "small_repair", None, "calm_break")
    assert SHELF.situation("fighting_now").offer == "calm_break"


@pytest.mark.parametrize(
    ("name", "answer", "offer"),
    [
        ("fight", "it's not hot any more", "small_repair"),
        ("fight", "it's not over", "calm_break"),
        ("fight", "yes it's still hot", "calm_break"),
        ("distant", "for months", "finding_a_professional"),
        ("distant", "a few weeks", "big_questions_date"),
        ("distant", "only a few days", "catch_small_moments"),
        ("money", "one bill", "workable_middle"),
        ("money", "the same old argument", "hope_underneath"),
        ("same_fight", "no we're both calm", "hope_underneath"),
        ("same_fight", "yes a bit", "calm_break"),
        ("shut_down", "yes we did", "calm_break"),
        ("shut_down", "no we didn't", "settle_solo"),
        ("apology", "not yet", "calm_break"),
        ("apology", "yes we're calm", "small_repair"),
        ("bad_day", "for the two of us", "unload_the_day"),
        ("bad_day", "a few minutes alone", "settle_solo"),
        ("need_help", "with the chores", "week_ahead"),
        ("need_help", "more about feelings", "say_what_you_need"),
        ("closer", "touch", "close_and_easy"),
        ("closer", "time", "tiny_adventure"),
        ("bored", "we'd like to go out", "tiny_adventure"),
    ],
)
def test_an_answer_leads_where_it_should(name: str, answer: str, offer: str) -> None:
    ask = SHELF.situation(name).ask
    assert ask is not None
    given = ask.answered_by(answer)
    assert given is not None
    assert given.offer == offer


def test_every_exercise_that_the_shelf_leads_to_is_there() -> None:
    there = {path.stem for path in (CONTENT / "exercises").glob("*.yaml")}
    assert SHELF.exercises_named <= there


@pytest.mark.shared
def test_every_exercise_of_the_catalogue_can_be_reached_from_the_shelf(shared: Path) -> None:
    catalogue = json.loads((shared / "domain" / "exercises.json").read_text(encoding="utf-8"))
    assert SHELF.exercises_named == {exercise["id"] for exercise in catalogue}
