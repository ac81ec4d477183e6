"""The shape of what stands beside a command: a reason that may be passed over, or talk that the words belong to.

"Hold on, someone's at the door" is a command and a reason; "we should pause before we buy another car" is talk in
which a command's word occurs. What tells them apart is whether a new clause begins where the command ends, and
whether a finished one ends where it begins.
"""

from assistant.understanding.lattice import Lattice
from assistant.understanding.wordlists import word_set

CLOSED = 0.4
"""Below this price nothing but a closing ("for us") follows the command."""

IMPOSSIBLE = 99.0
"""A price that nothing can pay."""

_SUBJECTS = word_set("i we he she they someone somebody nobody something it there this that everyone everybody you i'm")
_DETERMINERS = word_set("the my our his her their your a an")
_JOINING = word_set("and so but as while")
_CLEAR_JOINING = word_set("because since")
_DEPENDENT = word_set(
    "to the a an my our his her their your of in on at by for with from into than he she they it who whose which how "
    "never not did do does was were is are am be been has have had will would could should can may might must very "
    "too as about every each some any no another this these those its i we you gets get got goes keep keeps said "
    "says say told tell asked ask runs run went saying called let"
)
_REPORTING = word_set(
    "told said asked says thinks thought believe reckons heard mentioned promised used wanted knew meant shouted "
    "texted called cancelled told forgot remember remembered"
)
_THIRD = word_set("he she they him them his her their mother mum mom dad father sister brother boss neighbors")
_VERBS = word_set(
    "is are was has have had will woke came went got fell left broke needs wants keeps goes rang can just does"
)
_LONG = 14
_CLAUSE_COST = 0.45
_WORD_COST = 0.045
_TALK_COST = 0.5


def _is_verb(word: str) -> bool:
    return word in _VERBS or word.endswith(("ing", "ed"))


def talk(lattice: Lattice) -> float:
    """How much the words sound like talk about other people, as a price."""
    told = sum(word in _REPORTING or word in _THIRD for word in lattice.words.words)
    return _TALK_COST * min(2, told) * 0.5 + max(0, len(lattice) - _LONG) * 0.05


def before(lattice: Lattice, at: int) -> float:
    """What it costs to pass over the words before ``at`` as a clause of their own."""
    if at == 0:
        return 0.0
    if lattice.word(at - 1) in _DEPENDENT:
        return IMPOSSIBLE
    words = lattice.words.words[:at]
    talk = any(word in _REPORTING for word in words)
    return _CLAUSE_COST + _WORD_COST * at + (_TALK_COST if talk else 0.0)


def after(lattice: Lattice, at: int) -> float:
    """What it costs to pass over the words from ``at`` on as a clause of their own."""
    left = len(lattice) - at
    if left == 0:
        return 0.0
    word, following = lattice.word(at), lattice.word(at + 1)
    words = lattice.words.words[at:]
    cost = _CLAUSE_COST + _WORD_COST * left + (_TALK_COST if any(w in _REPORTING for w in words) else 0.0)
    if left == 1:
        return IMPOSSIBLE
    if word in _SUBJECTS or word in _CLEAR_JOINING or word.endswith("'s"):
        return cost
    if word in _DETERMINERS and any(_is_verb(later) for later in words[2:5]):
        return cost + 0.1
    if word in _JOINING and following in _SUBJECTS:
        return cost + 0.45
    return IMPOSSIBLE
