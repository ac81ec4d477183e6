"""Words, written as one would write them on paper."""


def word_set(words: str) -> frozenset[str]:
    """The words of a text that is separated by spaces."""
    return frozenset(words.split())


def word_list(words: str) -> tuple[str, ...]:
    """The words of a text that is separated by spaces, in order."""
    return tuple(words.split())
