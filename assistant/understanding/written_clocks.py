"""Clock times that a recogniser writes without their colon: "move it to 645", "friday 730", "1030 tonight"."""

import re

_CLOCK = r"(?P<hour>[1-9]|1[0-2])(?P<minute>[0-5][05])(?<!00)"
_LEADS = (
    r"(?<![a-z])(?:at|to|by|from|until|till|around|about|for|before|after|between|and|or|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|morning|afternoon|evening|night) "
)
_FOLLOWS = r" ?(?:(?:am|pm)(?![a-z])|(?:today|tonight|tomorrow|in the (?:morning|afternoon|evening))(?![a-z]))"
_COUNTED = r" (?:second|minute|hour|day|week|month|year|time|step|question|pound|euro|dollar|percent|people|page|mile)"
_AFTER_A_LEAD = re.compile(rf"(?P<lead>{_LEADS}){_CLOCK}(?![\d:.,]*\d|{_COUNTED})")
_BEFORE_A_FOLLOWER = re.compile(rf"(?P<lead>(?<![\d:.,a-z])){_CLOCK}(?={_FOLLOWS})")


def with_colons(text: str) -> str:
    """A lower-case sentence in which every clock time has its colon; other numbers stay as they are.

    Only whole five minutes are taken for a clock, so that "call 911" and "call 112" stay what they are, and only where
    the words beside them speak of a time and count nothing.
    """
    for pattern in (_AFTER_A_LEAD, _BEFORE_A_FOLLOWER):
        text = pattern.sub(r"\g<lead>\g<hour>:\g<minute>", text)
    return text
