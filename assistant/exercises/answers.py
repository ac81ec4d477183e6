"""What is answered when somebody asks how an exercise stands; answers only, nothing that moves it."""

from assistant.exercises.turns import Place, Remaining
from assistant.messages.speech import Reply, reply


def time_left_answer(remaining: Remaining) -> Reply:
    """How long is left of the turn, where there is one, and of the whole."""
    if remaining.turn is None:
        return reply("exercise.time_left", whole=remaining.whole)
    return reply("exercise.time_left_in_turn", turn=remaining.turn, whole=remaining.whole)


def place_answer(place: Place) -> Reply:
    """Which step of how many, whose it is, and who comes after it."""
    here = reply("exercise.place", step=place.step, of=place.of)
    if place.name is not None:
        here = reply("exercise.place_of", step=place.step, of=place.of, name=place.name)
    if place.next_name is None:
        return here
    return Reply(lines=(*here.lines, *reply("exercise.place_next", name=place.next_name).lines))
