"""The rules of danger, loaded once for all who listen for it: whoever makes words of sound, and intents of words."""

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from assistant.app.content import CONTENT
from assistant.hearing.readings import Expected
from assistant.library.yaml_reading import load_yaml
from assistant.understanding.safety import SafetyRules, load_safety_rules


@cache
def safety_rules() -> SafetyRules:
    """The rules.

    Raises:
        ContentError: a file is missing or cannot be used.
    """
    return load_safety_rules(CONTENT)


class ExpectedWords(BaseModel):
    """What the recogniser is told to expect when it looks again, as written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    expected: str = Field(min_length=1)


@cache
def expected_danger() -> Expected:
    """What a recogniser that is unsure looks again for.

    Raises:
        ContentError: a file is missing or cannot be used.
    """
    words = load_yaml(CONTENT / "safety" / "expected.yaml", ExpectedWords)
    return Expected(words.expected, lambda text: safety_rules().assess(text) is not None)
