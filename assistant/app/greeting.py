"""What ``run`` says first, unasked."""

from datetime import datetime

from assistant.app.changes import is_first_run, note_settings
from assistant.app.house import Conversation
from assistant.messages.speech import reply
from assistant.skills.ports import Outcome, say
from assistant.skills.welcome import Welcome
from assistant.speaking.ports import Earcon


def _left(now: datetime) -> Outcome:
    """What is answered where nobody wants their calendar read."""
    del now
    return say(reply("calendar.left"))


def greet(conversation: Conversation, wake_phrase: str, *, sounds: bool) -> None:
    """The first five minutes; later one small sound, and a sentence only where a setting changed for both.

    Args:
        conversation: begins.
        wake_phrase: what wakes it; empty where nothing does.
        sounds: whether it is heard.
    """
    house = conversation.house
    now = house.clock.now()
    is_first = is_first_run(house)
    changed = note_settings(house)
    if is_first:
        welcome = Welcome(house.households, conversation.manager.ask, wake_phrase)
        conversation.pipeline.follow(conversation.manager.begin(welcome.begin(), now))
    elif changed:
        sentence = say(reply("household.changed_since", settings=changed))
        conversation.pipeline.follow(conversation.manager.begin(sentence, now))
    elif not house.households.load().is_quiet(now) and (asked := conversation.agreement.ask_first(_left)):
        conversation.pipeline.follow(conversation.manager.begin(asked, now))
    elif sounds:
        conversation.pipeline.signal(Earcon.LISTENING)
