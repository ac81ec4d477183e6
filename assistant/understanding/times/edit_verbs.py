"""The verbs that change something planned."""

import re
from dataclasses import dataclass
from enum import Enum, auto


class Family(Enum):
    """Verbs whose sentences are read alike."""

    CANCEL = auto()
    SKIP = auto()
    MOVE = auto()
    BRING = auto()
    """As move, but a length means earlier."""

    MAKE = auto()
    """For "make it longer", "make it friday", "make it every other week"."""

    EXTEND = auto()
    SHORTEN = auto()
    LAST = auto()
    """For "the walk should last an hour"."""

    PAUSE = auto()
    RESUME = auto()
    END = auto()
    SNOOZE = auto()
    STOP = auto()
    RENAME = auto()
    UNDO = auto()


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb found at the beginning of a sentence."""

    family: Family
    start: int
    end: int
    """Where its object begins."""


_OPENING = (
    r"(?:(?:,|please|can|could|would|will|you|we|i|let|'s|us|'d|'ll|'re|like|want|need|have|got|should|must|to|"
    r"actually|ok|okay|no|"
    r"yes|hey|hearthside|just|maybe|and|then|also|so|well|oh|sorry|think|better|may|might|going|rather|it|is|"
    r"there|any|way|"
    r"possible|do|mind|how|about|what|if|time|love|a favour|quickly|go|ahead|shall|hang on|wait|uh|anyway|"
    r"from now on|for now|never mind) )*?"
)
_VERBS: tuple[tuple[str, Family], ...] = (
    (
        (
            r"undo(?: that| it| this| the last (?:change|one|1|thing)| my last change| what i (?:just )?(?:said|"
            r"did))?$"
            r"|(?:take|put|change|move|switch|turn) (?:that|it|things|everything) back(?: again| please| to (?:how|"
            r"what|where|the way) .*)?$"
            r"|(?:revert|reverse) (?:that|it|the last change|the change)$|that was (?:the )?wrong \w+.*"
            r"|(?:forget|scrap|ignore) (?:that|the)(?: last)? change$|never mind that(?: last)? change$|"
            r"go back to how it was$|"
            r"leave (?:it|that|this|things|everything) (?:as|how|where|the way) (?:it|that|they) (?:was|were)$"
        ),
        Family.UNDO,
    ),
    (
        r"snooze|(?:remind|tell|ask|nudge|ping) (?:me|us)(?: again| later|(?= .+ again$))|wake (?:me|us) again",
        Family.SNOOZE,
    ),
    (r"(?:change|set) the (?:name|title) of|rename|retitle|call(?= .+ instead)", Family.RENAME),
    (
        (
            r"cancel|call off|delete|remove|drop|scrap|get rid of|scratch|ditch|clear|forget about|wipe|erase|"
            r"call(?= .+ off(?: |$))|take(?= .+ (?:off|out of) (?:the |our )?(?:calendar|schedule|list|diary))"
        ),
        Family.CANCEL,
    ),
    (
        (
            r"skip|leave out|leave(?= .+ out(?: |$))|miss|sit out|pass on|omit|give(?= .+ a miss)|(?:can 't|"
            r"can not|cannot|won 't|will not|"
            r"couldn 't|can 't really) (?:make it to|do|make|have|manage|face|be at|go to|attend)"
            r"|(?:not|don 't|do not) (?:do|have|be doing|be having)(?= .+(?:this|next|tomorrow|tonight|today|on))|"
            r"not(?!.* but )(?= (?:this|next|tomorrow|tonight|today|on) ?)|"
            r"not(?!.* but )(?= (?:the|our) [a-z ]+ (?:this|next|tomorrow|tonight|today|on)(?: |$))|"
            r"(?:(?:there (?:is|'s|will be) )?"
            r"no(?! later| earlier| sooner)|"
            r"there (?:won 't be|will not be|isn 't|is not) any)"
            r"(?= .+ (?:this|next|tomorrow|tonight|today|on) ?)(?! more)"
        ),
        Family.SKIP,
    ),
    (r"put(?= .+ on hold)|suspend|take a break from|hold off(?: on)?|pause", Family.PAUSE),
    (
        (
            r"resume|restart|unpause|reinstate|pick(?= .+ (?:back )?up(?: again)?)|bring back|start(?= .+ again)|"
            r"take up|continue(?: with)?"
            r"|bring(?= .+ back(?: |$)(?!by|to))"
        ),
        Family.RESUME,
    ),
    (r"(?:change|set|make) the (?:length|duration) of", Family.LAST),
    (r"(?:change|move|set|push) the (?:time|day|date|start|start time) (?:of|for)", Family.MOVE),
    (
        (
            r"give(?: us| me)?(?= .+ (?:another|more|extra))|extend|lengthen|prolong|stretch(?: out)?|add|"
            r"let(?= .+ (?:go on|run|last)(?: for)? (?:another|an extra|a further))"
        ),
        Family.EXTEND,
    ),
    (r"shorten|cut(?: down| short)?|trim|squeeze|reduce|take(?= .+ off )|shave|knock", Family.SHORTEN),
    (r"(?:move|push|pull|put) (?:up|forward)|bring|advance|pull|hurry|prepone", Family.BRING),
    (
        (
            r"move|push|shift|reschedule|postpone|delay|defer|slide|switch|change|swap|put(?! an? )(?= .+ (?:back|"
            r"forward|"
            r"off|to|on|at|by) )|put(?= .+ (?:later|earlier|sooner)$)|let(?! 's)(?= .+ (?:start|begin|"
            r"be) .*(?:later|earlier|sooner)$)|turn(?!.* (?:down|up|off|on)(?: |$))|rearrange|put (?:back|"
            r"forward|off)|"
            r"(?:do|have|hold)(?= .+ instead)|(?:start|begin)(?= .+ (?:earlier|later|sooner|instead))|(?:do|"
            r"have|hold)(?= .+ (?:later|earlier|sooner)(?: (?:tonight|today|tomorrow|this|next|on)(?: .+)?)?$)|"
            r"hold(?= .+ back(?: |$))|bump|"
            r"set(?! (?:an?|the|our|my) (?:alarm|timer|reminder) for)(?= .+ (?:to|back|forward) )"
        ),
        Family.MOVE,
    ),
    (r"(?:do|have|keep|put|move)(?= .+ (?:at|to) (?:the|our) (?:usual|normal|regular|same) time)", Family.MOVE),
    (r"(?:do|have|hold)(?= .+ (?:from now on|instead of ))", Family.MAKE),
    (
        (
            r"make|have(?= .+ (?:start|last|end) )|let(?! 's)(?= .+ last )|get(?= .+ to (?:start|last))|"
            r"keep(?! .*free)(?= .+ to )|limit"
        ),
        Family.MAKE,
    ),
    (r"end(?! of\b)(?! end\b)|finish|conclude|wind up|(?:let|have)(?= .+ (?:end|stop|run until|finish))", Family.END),
    (r"stop(?: doing| having| with)?|quit|no more|give up", Family.STOP),
)
_COMPILED = [(re.compile(f"{_OPENING}(?P<verb>{pattern})(?= |$)"), family) for pattern, family in _VERBS]

_NEGATED = re.compile(r"(?:don 't|do not|never|didn 't|not) (?:\w+ )?$")


def read_verb(text: str) -> Verb | None:
    """The verb that a sentence in canonical words begins with, after its politeness; the one that stands first."""
    best: Verb | None = None
    for pattern, family in _COMPILED:
        match = pattern.match(text)
        if not match or (_NEGATED.search(text[: match.start("verb")]) and family is not Family.SKIP):
            continue
        verb = Verb(family, match.start("verb"), match.end("verb") + 1)
        earlier = best is None or verb.start < best.start or (verb.start == best.start and verb.end > best.end)
        if earlier:
            best = verb
    return best
