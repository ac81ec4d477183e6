"""What an utterance does to what runs, cell by cell."""

import pytest

from assistant.dialogue.interruption import GROUPS, TABLE, Group, Treatment, group_of, treatment
from assistant.messages.intents import IntentName
from assistant.messages.speech import Running

EXPECTED = """
           MOVING  STOP    VOICE   HEAT   ANSWER HELP   DEEPER  BEGIN  ASK
NOTHING    beside  beside  beside  beside beside beside beside  beside beside
READING    control control beside  leave  beside beside control leave  leave
TURN       control control beside  leave  ignore ignore ignore  ignore ignore
STEP       control control beside  leave  control beside pause   pause  pause
PAUSED     control control beside  leave  beside beside beside  beside beside
TIME_OUT   control control beside  control ignore beside ignore beside beside
"""


def cells() -> list[tuple[Running, Group, Treatment]]:
    header, *rows = [line.split() for line in EXPECTED.strip().splitlines()]
    return [
        (Running[name], Group[group], Treatment(cell))
        for name, *row in rows
        for group, cell in zip(header, row, strict=True)
    ]


@pytest.mark.parametrize(("running", "group", "expected"), cells())
def test_each_cell_of_the_table(running: Running, group: Group, expected: Treatment) -> None:
    assert TABLE[running][group] is expected


def test_every_thing_that_can_run_has_a_row() -> None:
    assert set(TABLE) == set(Running)


@pytest.mark.parametrize("intent", ["ListTimes", "Remind", "WhatDoYouKnow", "SetName"])
def test_an_intent_without_a_group_of_its_own_is_a_request(intent: IntentName) -> None:
    assert group_of(intent) is Group.ASK


@pytest.mark.parametrize("intent", sorted(set(GROUPS) - {"Stop", "TimeOut"}))
def test_inside_a_turn_only_control_words_act(intent: IntentName) -> None:
    acts = treatment(Running.TURN, intent) is not Treatment.IGNORE
    assert acts == (group_of(intent) in {Group.MOVING, Group.VOICE})
