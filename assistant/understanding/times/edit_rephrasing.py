"""Sentences that ask for a change without its verb in front: "the walk should last an hour", "we're moving dinner"."""

import re

from assistant.understanding.times.edit_openers import plain, without_openers

_REPHRASED = (
    (
        (
            r"(?:(?:should|needs to|has to|must|ought to)(?: just| only)? (?:be|last|take|go on for)|lasts|"
            r"takes)(?: for)?(?: just|"
            r" only| about)? (?P<rest>.*(?:minute|hour|day)s?(?: long)?)$"
        ),
        "make {object} {rest}",
    ),
    (
        (
            r"(?:should|needs to|has to|must|ought to|starts?|begins?|will start|is now|is going to be|"
            r"should be) (?:(?:start|begin|be|happen) )?(?P<rest>(?:at|on|around) .+)$"
        ),
        "move {object} to {rest}",
    ),
    (
        (
            r"(?:starts|begins|(?:will|should|needs to|has to|must|ought to) (?:start|begin|be)) "
            r"(?P<rest>.+ (?:later|earlier|sooner)\b.*)$"
        ),
        "move {object} {rest}",
    ),
    (
        (
            r"(?:(?:should|needs to|has to|must|ought to|can|will) (?:end|stop|finish)|ends?|"
            r"stops?) (?P<rest>(?:after|in|on|at|by|with|next|this|before|when) .+)$"
        ),
        "end {object} {rest}",
    ),
)
_REPHRASING = [
    (
        re.compile(
            r"^(?P<object>(?:the|our|my|this|\w+day's|tomorrow's|tonight's) [a-z' ]+?|"
            rf"(?:date|movie|game) night) {pattern}"
        ),
        sentence,
    )
    for pattern, sentence in _REPHRASED
]


_PROGRESSIVES = {
    "moving": "move",
    "pushing": "push",
    "pulling": "pull",
    "shifting": "shift",
    "switching": "switch",
    "swapping": "swap",
    "changing": "change",
    "rescheduling": "reschedule",
    "postponing": "postpone",
    "delaying": "delay",
    "skipping": "skip",
    "cancelling": "cancel",
    "canceling": "cancel",
    "calling off": "call off",
    "dropping": "drop",
    "scrapping": "scrap",
    "extending": "extend",
    "shortening": "shorten",
    "pausing": "pause",
    "suspending": "suspend",
    "resuming": "resume",
    "restarting": "restart",
    "taking a break from": "take a break from",
    "giving": "give",
    "not doing": "don't do",
    "not having": "don't have",
}
_PROGRESSIVE = re.compile(
    r"^(?:we're|we are|i'm|i am|would you mind|do you mind|how about|what about|fancy)"
    r"(?: just| now| actually| going to be)? "
    rf"(?P<verb>{'|'.join(_PROGRESSIVES)}) (?P<rest>(?:the|our|my|this|that|it|all|every|everything|next|tonight|"
    rf"tomorrow|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:date|movie|game|film) night|breakfast|brunch|lunch|dinner|"
    r"supper|yoga|"
    r"check ?in)(?:'s|s)?(?: .*)?)$",
)


_ASKED_INSTEAD = (
    r",? (?:(?:so|and|but|then|please) )*(?:can|could|may|shall|should|let's|lets|let) (?:we|you|us)? ?"
    r"(?:(?:please|maybe|perhaps|just) )*(?:do|have|move|make|hold|put|shift|push) (?:(?:it|that) |(?=.+ instead$))"
    r"(?:(?:to|on|for) )?(?P<rest>.+?)(?: instead)?$"
)
_NOT_THEN = (
    re.compile(
        r"^(?:(?:the|our) )?(?!\w+day (?:does|do|will|wo|is))"
        r"(?P<object>[a-z' ]+?) (?:doesn't|doesnt|does not|won't|wont|will not|isn't|isnt|is not) "
        r"(?:really )?(?:work|happen|suit|fit|going to work|going to happen|working|possible)"
        rf"(?: out)?(?: for)?(?: us| me)?{_ASKED_INSTEAD}"
    ),
    re.compile(
        r"^(?:we|i) (?:can't|cant|can not|cannot|couldn't|won't) "
        rf"(?:really )?(?:do|make|have|manage|make it to) (?P<object>(?!it\b|that\b)[a-z' ]+?){_ASKED_INSTEAD}"
    ),
)
"""For "next week's walk doesn't work, can we do it friday": which one is said beside what hinders."""


_ASKED = (
    r"^(?:can|could|may|might|should|shall) "
    r"(?P<object>(?!(?:we|you|i|it|that|this|there|they|he|she|someone|anyone|one)\b)[a-z' ]+?) "
    r"(?:be|start|begin|happen|take place|go) "
)
_ASKED_LATER = re.compile(
    rf"{_ASKED}(?P<rest>(?:.+ )?(?:later|earlier|sooner)(?: (?:on|this|next|tomorrow|tonight|today)\b.*)?)(?: please)?$"
)
_ASKED_FOR = re.compile(
    rf"{_ASKED}(?P<rest>(?:at|on|around|tomorrow|tonight|today|next|this|\w+day) .+|"
    r"(?:tomorrow|tonight|today|\w+day))(?: please)?$"
)
"""For "could dinner be at eight"."""

_DAY = r"(?:tonight|tomorrow|today|(?:this |next )?(?:\w+day|week|weekend)(?: (?:morning|afternoon|evening|night))?)"
_DAY_HINDERS = re.compile(
    rf"^(?P<day>{_DAY})(?:'s| is| isn't| won't| will not|"
    rf" does not|"
    r" doesn't| doesnt| wont)? (?:really )?(?:no good|not good|no use|out|impossible|bad|work|suit|possible|"
    r"difficult)"
    r"(?: out)?(?: for (?:us|me)| for (?P<object>[a-z' ]+?))?(?: after all)?,? (?:(?:so|and|but|then|"
    r"please) )*(?:can we|could we|let's|"
    r"lets|shall we|"
    r"how about|what about|should we)(?: please)?(?: (?:do|have|make|try|"
    r"take))?(?: it)?(?: on)? (?P<rest>.+?)(?: instead)?$"
)
"""For "friday's no good, can we do saturday": what was planned for the one day goes to the other."""

_AWAY = re.compile(
    r"^(?:we're|we are|we'll be|we will be|i'm|i am|i'll be) "
    r"(?:away|out|busy|abroad|travelling|not here|not home|on holiday) (?P<when>.+?),? so (?:(?:please|let's|"
    r"just|can you) )*"
    r"(?P<verb>skip|cancel|drop|leave out|call off) (?P<object>.+)$"
)
"""For "we're away next week so skip yoga"."""

_HAS_TO_MOVE = re.compile(
    r"^(?P<object>(?!(?:we|you|i|it|that|this|there|they|he|"
    r"she)\b)[a-z']+(?: [a-z']+){0,3}?)"
    r" (?:needs to|has to|must|should|will have to|can) (?:move|be moved|shift|be shifted|go)"
    r" (?P<rest>(?:to|by|an?|half|\w+ (?:minutes?|hours?|days?)) .+|to \w+day|to tomorrow|to tonight)$"
)
"""For "yoga has to move to wednesday"; what names no time after it is no change."""

_FROM_NOW_ON = re.compile(
    r"^from now on,? (?P<object>[a-z' ]+?) (?:is|are|will be|happens?|starts?|begins?) (?:always )?"
    r"(?P<rest>(?:on|at|every) .+)$"
)
_OFF = (
    r"^(?P<object>(?:the|our|every|all (?:the|our)|\w+day's|tomorrow's) "
    r"[a-z' ]+?)(?:'s| is| are|'re) (?:off|cancelled|canceled|called off|not happening|not on)"
)
_CALLED_OFF = re.compile(
    r"^(?P<object>(?!(?:we|you|i|it|that|this|there|they|he|she|what|who|which|everyone|nothing|something)\b)"
    r"[a-z]+(?: [a-z]+){0,2}?)(?:'s| is| are) (?:cancelled|canceled|called off|not happening)(?P<rest> .+)?$"
)
"""For "movie night's not happening this friday"; what is only "off" may be off in many ways."""

_IS_OFF, _IS_OFF_THEN = re.compile(rf"{_OFF}$"), re.compile(rf"{_OFF} (?P<rest>.+)$")
_LET_START = re.compile(r"^let (?P<object>(?:the|our) [a-z' ]+?) (?:start|begin) (?P<rest>(?:at|on) .+)$")
_INSTEAD_FIRST = re.compile(
    rf"^instead of (?:on )?(?P<day>{_DAY}),? (?:let's|lets|can we|could we|shall we|we'll) (?:do|have|move) "
    r"(?P<object>[a-z' ]+?) (?:on|to) (?P<rest>.+)$"
)
"""For "instead of friday let's do the walk on saturday"."""

_NOUN_FIRST = re.compile(
    r"^(?P<object>(?:the |our |my |(?:this|next) \w+'s )?(?!(?:let|lets|can|could|we|i|you|it|that|this|do|have|"
    r"make|put|is|are|there|he|she|they)\b)[\w']+(?: [\w']+){0,2}?) "
    r"(?P<rest>(?:at|on) .+? (?:(?:instead of|rather than) .+|instead))$"
)


_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    *((pattern, "move {object} to {rest}") for pattern in _NOT_THEN),
    (_AWAY, "{verb} {object} {when}"),
    (_HAS_TO_MOVE, "move {object} {rest}"),
    (_IS_OFF, "cancel {object}"),
    (_IS_OFF_THEN, "cancel {object} {rest}"),
    (_CALLED_OFF, "cancel {object}{rest}"),
    (_LET_START, "move {object} to {rest}"),
    (_INSTEAD_FIRST, "move {object} from {day} to {rest}"),
    (_FROM_NOW_ON, "move {object} to {rest} from now on"),
    (_DAY_HINDERS, "move {object} from {day} to {rest}"),
    (_ASKED_LATER, "move {object} {rest}"),
    (_ASKED_FOR, "move {object} to {rest}"),
    *_REPHRASING,
)
"""What each of them asks for, with the verb in front."""


def verbless(text: str) -> str | None:
    """What "dinner at eight instead of seven" asks for, with the verb in front; None for other sentences."""
    match = _NOUN_FIRST.match(without_openers(plain(text)))
    return _turned(match, "move {object} to {rest}") if match else None


def _turned(match: re.Match[str], sentence: str) -> str:
    said = {name: words or ("" if name == "rest" else "it") for name, words in match.groupdict().items()}
    if "to {rest}" in sentence:
        said["rest"] = re.sub(r"^(?:at|on) ", "", said["rest"])
    return sentence.format_map(said)


def rephrased(text: str) -> str:
    """What "the walk should last an hour" and the like ask for, with the verb in front; other sentences as they are.

    "We're moving the walk to friday" announces a change as "move the walk to friday" asks for it; "we're having dinner
    at eight" does not.
    """
    lowered = without_openers(plain(text))
    progressive = _PROGRESSIVE.match(lowered)
    if progressive:
        verb = _PROGRESSIVES[progressive["verb"]]
        return f"{verb} {progressive['rest']}"
    for pattern, sentence in _SENTENCES:
        match = pattern.match(lowered)
        if match:
            return _turned(match, sentence)
    return text
