"""How a word sounds, roughly: two words with the same key are easily taken for each other.

Source: the idea of Metaphone (Lawrence Philips, 1990), cut down to English consonants. Voiced and voiceless
pairs are one sound here, since that is what noise and recognisers confuse most; vowels count only at the beginning.
"""

import re

_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[^a-z]", ""),
        (r"^[kgp]n", "n"),
        (r"^wr", "r"),
        (r"^wh", "w"),
        (r"^x", "s"),
        (r"mb$", "m"),
        (r"ough$", "o"),
        (r"(au|ou|ei|ai|i)ght", r"\1t"),
        (r"gh(?=[aeiou])", "g"),
        (r"gh", ""),
        (r"tch|ch", "C"),
        (r"tion|sion|cian", "Sn"),
        (r"sh|sch", "S"),
        (r"th", "T"),
        (r"ph", "f"),
        (r"ck|cq", "k"),
        (r"dg(?=[eiy])", "C"),
        (r"c(?=[eiy])", "s"),
        (r"g(?=[eiy])", "C"),
        (r"[cq]", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"j", "C"),
        (r"g", "k"),
        (r"b", "p"),
        (r"d", "t"),
        (r"v", "f"),
        (r"^[aeiouy]+", "A"),
        (r"h(?=[^aeiou]|$)", ""),
        (r"(?<!^)[aeiouyw]", ""),
        (r"(.)\1+", r"\1"),
    )
)


def sound_key(text: str) -> str:
    """The sounds of a word or phrase, word by word, without the gaps between the words."""
    return "".join(_word_key(word) for word in text.split())


def _word_key(word: str) -> str:
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word
