"""Times that name no moment: "in a bit", "later", "soon". They are never part of what to be reminded of."""

import re

_A_WHILE = r"(?:a (?:(?:little|short) )?(?:bit|while|moment)|(?:little )?(?:bit|while))"
_AT_SOME_TIME = (
    rf"(?:(?:in|after) (?:just )?{_A_WHILE}|(?:a (?:bit|little|while) |some ?time )?later(?: on)?"
    r"|(?:(?:some ?time|quite|very|really) )?soon)"
)
_FIRST = re.compile(rf"(?:{_AT_SOME_TIME}|{_A_WHILE}) (?:to|about|that) ")
"""Before the words themselves; the "in" may have been taken for the command's."""

_LAST = re.compile(rf"(?<!\bor)(?<!\bno)(?<!\bthan)(?<!\buntil)(?<!\btill)(?<!\bfor)(?<!\byou) {_AT_SOME_TIME}$")
"""After them; "sooner or later" and "see you later" say something else."""

_BROKEN_OFF = re.compile(r" (?:in|after)$")
_GOES_ON = re.compile(rf"(?:just )?{_A_WHILE}\b")


def without_vague_time(what: str, after: str = "") -> str:
    """What to be reminded of, without a vague time before or after it; as it is where nothing else would be left.

    Args:
        what: words, as they were said.
        after: what was said after them; a vague time may reach into it.
    """
    what = _FIRST.sub("", what, count=1) if _FIRST.match(what) else what
    return (_BROKEN_OFF if _GOES_ON.match(after) else _LAST).sub("", what)
