"""How people name a reminder that is kept as what is to be done: "forget about calling the babysitter"."""

import re

_VOWELS = "aeiou"
_ONE_SYLLABLE = re.compile(rf"[^{_VOWELS}]*[{_VOWELS}][^{_VOWELS}wxy]")
_STRESSED_AT_THE_END = re.compile(
    rf"(ad|be|com|for|in|out|per|re|sub|un|up)[^{_VOWELS}][lr]?[{_VOWELS}][^{_VOWELS}wxy]"
)
"""After such a beginning the last syllable is the loud one, as in "forget" and "begin"."""

_MUTE_E = re.compile(rf".*[{_VOWELS}y].*[^eoy]e")


def ways_to_name(title: str) -> tuple[str, ...]:
    """A title in lower case; of what is to be done also as the doing of it.

    Args:
        title: as it is kept: what was dictated begins with a small letter, a plan with a capital one.
    """
    verb, _, rest = title.partition(" ")
    said = title.lower()
    return (said, f"{doing(verb)} {rest.lower()}") if rest and verb.islower() and verb.isalpha() else (said,)


def doing(verb: str) -> str:
    """A verb with its ending: "putting" of "put", "taking" of "take"."""
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if _MUTE_E.fullmatch(verb):
        return f"{verb[:-1]}ing"
    is_doubled = _ONE_SYLLABLE.fullmatch(verb) or _STRESSED_AT_THE_END.fullmatch(verb)
    return f"{verb}{verb[-1]}ing" if is_doubled else f"{verb}ing"
