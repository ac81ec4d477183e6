"""The rules of danger, loaded once for all who listen for it: whoever makes words of sound, and intents of words."""

from functools import cache

import yaml

from assistant.app.content import CONTENT
from assistant.hearing.readings import Expected
from assistant.understanding.safety import SafetyRules, load_safety_rules


@cache
def safety_rules() -> SafetyRules:
    """The rules.

    Raises:
        ContentError: a file is missing or cannot be used.
    """
    return load_safety_rules(CONTENT)


def expected_danger() -> Expected:
    """What a recogniser that is unsure looks again for."""
    words = yaml.safe_load((CONTENT / "safety" / "expected.yaml").read_text(encoding="utf-8"))
    return Expected(str(words["expected"]), lambda text: safety_rules().assess(text) is not None)
