"""How long words take when they are spoken.

Source: FACTS 5.1 and 5.2: about 150 words a minute; half a second between sentences, 0.8 s after a rule, 1.1 s before
a hand-over to a named person.
"""

from collections.abc import Iterable

WORDS_A_MINUTE = 150
BETWEEN_SENTENCES_SECONDS = 0.5
AFTER_A_RULE_SECONDS = 0.8
BEFORE_A_NAME_SECONDS = 1.1


def words_in(sentence: str) -> int:
    """How many words a sentence has; a name counts as one."""
    return sum(any(sign.isalnum() for sign in word) for word in sentence.split())


def speaking_seconds(sentences: Iterable[str], pause: float = BETWEEN_SENTENCES_SECONDS) -> float:
    """How long sentences take, with a pause in seconds after each but the last."""
    said = tuple(sentences)
    return sum(words_in(sentence) for sentence in said) * 60 / WORDS_A_MINUTE + pause * max(0, len(said) - 1)
