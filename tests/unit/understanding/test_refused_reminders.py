from collections.abc import Callable

import pytest

from assistant.messages.speech import Intent

Understand = Callable[..., Intent]


@pytest.mark.parametrize(
    "text", ["don't remind me about the exam", "stop reminding me about that row", "do not ever remind us of him"]
)
def test_who_wants_no_reminder_is_not_asked_when_it_shall_be_said(understand: Understand, text: str) -> None:
    assert understand(text).name != "Remind"


def test_a_reminder_is_made_of_not_forgetting_it(understand: Understand) -> None:
    assert understand("don't forget to remind us to buy milk at five").name == "Remind"
