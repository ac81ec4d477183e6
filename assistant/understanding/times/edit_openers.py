"""The words that open a sentence and ask for nothing, in one place for every pattern of a change."""

import re

from assistant.understanding.wordlists import word_list

_OPENERS = word_list(
    "ok okay so well sorry hey hearthside actually and but then oh please yes right look ugh um uh anyway"
)
_OPENER = re.compile(rf"(?:(?:{'|'.join(_OPENERS)})[, ]+|no, )+")


def plain(text: str) -> str:
    """A sentence in lower case, with straight apostrophes and without the marks at its ends."""
    return text.lower().replace("\u2019", "'").strip(" .!?,")


def without_openers(text: str) -> str:
    """A plain sentence from its first word that says something; "no" alone may be all that it says."""
    opener = _OPENER.match(text)
    return text[opener.end() :] if opener else text
