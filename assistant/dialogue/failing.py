"""What is said when something outside is wrong: a sentence by the error's code, never the error's own words.

Why: those name folders and what a driver said, which is for the screen of whoever looks after the computer and for no
room with other people in it.
"""

from assistant.errors import AssistantError
from assistant.messages.effects import ShowTrouble
from assistant.messages.speech import Reply, Saying, reply
from assistant.skills.ports import Outcome


def failed_reply(error: AssistantError) -> Reply:
    """The reply of an error's code: ``failed.store_full`` for ``store-full``."""
    return reply(f"failed.{error.code.replace('-', '_')}")


def failed(error: AssistantError) -> Outcome:
    """What is said of it, and its own words for the screen."""
    return Outcome(sayings=(Saying(failed_reply(error)),), effects=(ShowTrouble(str(error)),))
