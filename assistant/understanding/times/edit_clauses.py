"""A change beside other clauses: its reason before it, or what it is about before its verb.

"We're worn out, skip the next two walks" gives a reason and then asks; "friday's dinner, can we push it to eight"
names its object first and points back at it. Both ask for what the sentence with its verb in front asks for.
"""

import re

from assistant.understanding.wordlists import word_set

_VERB = (
    r"(?:skip|cancel|call off|drop|scrap|ditch|leave out|miss|move|push|shift|postpone|delay|reschedule|bump|bring|"
    r"put|make|take|give|extend|shorten|cut|pause|end|stop|keep)"
)
_POLITE = (
    r"(?:(?:so|then|please|just|maybe|can we|could we|can you|could you|shall we|should we|let's|lets|we should|"
    r"we'll have to|we have to|we need to|we'd better|better|i'd like to|we'd like to|i want to|we want to) )*"
)
_SUBJECT = (
    r"(?:i|we|he|she|they|it|that|there|something|someone|somebody|nobody|everyone|(?:my|our|his|her|the|their) [a-z]+|"
    r"(?!let|what|how|if|when)[a-z]+)"
)
_SAYS = (
    r"(?:'s|'re|'m|'ve|'ll|'d| is| are| am| was| were| has| have| had| got| can't| cannot| can not| won't|"
    r" don't| didn't| doesn't| isn't| aren't| couldn't| need| needs| feel| came| comes| will)"
)
_REASON = re.compile(
    rf"{_SUBJECT}{_SAYS} .*?(?P<last>[a-z']+),?(?P<joint> "
    rf"(?:(?:so|and|but) )?{_POLITE})"
)
_ASKED = re.compile(rf"(?<= )(?:{_VERB}|(?:do|have)(?= .+ instead$)) ")
_MAY_ASK = re.compile(rf" (?:{_VERB}|\w+ing|no|not|don't|let's) ")
_GOES_ON = word_set(
    "to the a an my our his her their your of in on at by for with from than he she they i we you it who which how "
    "never not did do does don't didn't can can't could will won't would should must may might doesn't wouldn't "
    "couldn't i'll we'll he'll she'll they'll that and or but if when"
)
"""Words after which a verb belongs to what was said before it: "he can move", "to put"."""

_REPORTED = re.compile(r"\b(?:said|says|told|tells|asked|asks|wanted|wants|if|when|remind|reminds)\b")

_OBJECT_FIRST = re.compile(
    r"^(?:(?:about|as for|regarding) )?"
    r"(?P<object>(?:(?:the|our|my|that|this|next|tomorrow's|tonight's|today's) |[a-z]+day's )[a-z' ]+?|"
    r"(?:date|movie|game) night(?: [a-z' ]+?)?),? "
    rf"{_POLITE}(?P<verb>{_VERB}) (?:it|that|this|that one|this one|them|those)(?P<rest>(?: .*)?)$"
)
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can|can't|could|should|must|and|i|we|he|she|they|you)\b")


def asked_after_reason(text: str) -> str | None:
    """What is asked for behind a reason; None where no reason leads to it.

    Args:
        text: a whole sentence, lower case.
    """
    for asked in _ASKED.finditer(text):
        reason = _REASON.fullmatch(text[: asked.start()])
        if reason and reason["last"] not in _GOES_ON and not _REPORTED.search(reason[0]):
            return text[asked.start() :]
    return None


def may_ask(text: str) -> bool:
    """Whether a verb that could ask for a change stands anywhere behind the first word."""
    return bool(_MAY_ASK.search(text))


def object_behind_verb(text: str) -> str | None:
    """What "the walk on friday, cancel it" asks for, with the verb in front; None for other sentences.

    Args:
        text: a whole sentence, lower case.
    """
    match = _OBJECT_FIRST.match(text)
    if match is None or _CLAUSE.search(match["object"]):
        return None
    return f"{match['verb']} {match['object']}{match['rest']}"
