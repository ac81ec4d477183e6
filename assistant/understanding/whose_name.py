"""Whose name a sentence tells, where no template says so: by its persons, before what wordings taught."""

import re

from assistant.understanding.normalizing import Words

_MINE = re.compile(
    r"\b(?:my (?:\w+ )?(?:name|nickname)|(?:call|calls|calling|address|know|knows|name) me|i (?:am|go by|answer to|"
    r"prefer|could be|would be)|(?:for|to|with) me|myself)\b"
)
_YOURS = re.compile(
    r"\b(?:your (?:\w+ )?name|(?:call|calling|name|rename) (?:you|yourself|hearthside)|you (?:are|will be) (?:called|"
    r"named|now)|you (?:are|will be) \w+ (?:now|from now on))\b"
)
_THEIRS = re.compile(
    r"\b(?:he|she|him|her|his|hers|himself|herself|my (?:\w+ )?(?:partner|husband|wife|boyfriend|girlfriend|fiance|"
    r"fiancee|spouse|half|missus|man|woman))\b"
)


def whose_name(words: Words) -> str | None:
    """``speaker``, ``partner`` or ``assistant`` where exactly one of them is spoken of; else None."""
    text = " ".join(words.words)
    found = [
        which for which, said in (("speaker", _MINE), ("assistant", _YOURS), ("partner", _THEIRS)) if said.search(text)
    ]
    return found[0] if len(found) == 1 else None
