"""Words of the regions of Britain and Ireland, of Nigeria and of haste, as the standard words they stand for.

Only what looks for danger reads so. Rules and second opinion are written and learned in standard words, and "he's
batterin me", "i cannae go on" or "i'll kill meself" must not be brushed aside for how they are said. Where nothing of
the kind is said, the words stay as they are.

Why: of the signs of a writer of many dialects whom nobody had read, rules and second opinion found 69 %; of a writer of
standard English as hard and as oblique, 78 %.
"""

import re
from collections.abc import Sequence

from assistant.understanding.normalizing import Words
from assistant.understanding.wordlists import word_set

_STANDS_FOR = {
    one: standard
    for standard, others in {
        "myself": "meself mesel mesell masel maself masell mysel miself",
        "himself": "himsel hisself hissel hisel himsen",
        "herself": "hersel hersell hersen",
        "themselves": "themsel themsels theirselves theirself",
        "yourself": "yersel yerself yoursel",
        "ourselves": "oursels oursel",
        "can not": "cannae canna cannie",
        "could not": "couldnae couldna",
        "do not": "dinnae dinna divvent",
        "does not": "doesnae doesna",
        "did not": "didnae didna",
        "will not": "willnae winnae willna",
        "would not": "wouldnae wouldna widnae",
        "should not": "shouldnae shouldna",
        "is not": "isnae isna isny",
        "are not": "arenae",
        "was not": "wasnae wasna wisnae wisna wasny",
        "were not": "werenae werena",
        "has not": "hasnae hasna hasny",
        "have not": "havenae havena havnae",
        "had not": "hadnae hadna",
        "am not": "amnae amnt",
        "give": "gie gies giz",
        "with": "wi wae wiv",
        "to": "tae",
        "from": "frae fae",
        "out": "oot",
        "down": "doon",
        "about": "aboot",
        "round": "roond roon",
        "house": "hoose",
        "home": "hame",
        "head": "heid",
        "off": "aff",
        "hands": "haunds hauns",
        "hand": "haund haun",
        "nothing": "nowt nuffin nuthin nothin",
        "anything": "owt",
        "something": "summat sumfin somethin sommat",
        "before": "afore",
        "old": "owd auld",
        "you": "ye ya yous youse yall y'all",
        "your": "yer yir",
        "no": "naw nae",
        "night": "nicht",
        "little": "wee",
        "kid": "bairn wean pikin",
        "kids": "bairns weans pikins",
        "mother": "maw mammy mamma momma",
        "father": "da pa",
        "gran": "granda granpa gramps grampa papaw mamaw nanna",
        "partner": "fella feller missis oga hubbie bf gf",
        "police": "polis gardai garda popo",
        "scared": "feart frit afeard feared",
        "slapped": "skelped backhanded",
        "slaps": "skelps backhands",
        "hit": "clattered clobbered walloped clouted leathered lamped",
        "hits": "clatters clobbers wallops clouts leathers",
        "beat": "whupped",
        "punched": "chinned",
        "throwing": "flinging flingin chucking chuckin",
        "threw": "flung chucked",
        "throws": "flings chucks",
        "crying": "greetin",
        "going to": "gonnae finna",
        "trying to": "tryna",
        "because": "coz cuz",
        "dead": "deid",
        "leave": "comot",
        "knife": "cutlass",
        "please": "abeg",
        "them": "em",
        "kill myself": "kms",
    }.items()
    for one in others.split()
}

_MY = word_set("me ma")
_MINE = word_set(
    "neck throat chest jaw ribs wrist wrists hair stomach mouth teeth fingers mum mam mammy maw mother dad da daddy "
    "father gran nan nana granda sister brother aunt cousin kids children bairn bairns wean weans son daughter husband "
    "wife missus fella partner phone purse cards wages pension pills tablets inhaler insulin passport keys clothes"
)
"""Before these "me" is "my": "he's got me by the neck" stays, "on me neck" does not."""

_MINE_IN_PLACE = word_set("face head heid arm arms hand hands back leg legs heart life eye eyes nose bag bike car own")
"""The same, but these may also be what is done ("call me back"): only where they are a place or the first word."""

_PLACING = word_set("on in of round around up down at with over to off from out against through and under behind all")
_GIVING = word_set("give gave gives giving show showed tell told tells ask asked buy bought sent send let make makes")

_ENDS_IN_IN = word_set(
    "again akin assassin attain aspirin basin begin bargain berlin bobbin brain britain bulletin cabin cain captain "
    "catkin certain chagrin chain chaplain chin coffin coin colin complain constrain contain cousin cretin cumin "
    "curtain detain disdain dolphin domain drain dublin dustbin entertain explain fountain gain gelatin gherkin "
    "goblin grain gremlin griffin grin groin hairpin heroin hussain insulin jain javelin join keratin latin login "
    "main maintain mandarin mandolin mannequin margin marlin melatonin merlin moccasin mountain muffin muslin "
    "napkin obtain origin pain penguin penicillin plain plugin porcelain protein puffin pumpkin raisin rain refrain "
    "regain rein rejoin remain resin restrain retain robin ruin saccharin satin sequin serotonin shin skin slain "
    "spain spin stain statin strain sustain terrain terrapin thin toxin train turin twain twin uncertain urchin "
    "vain valentin vein vermin villain violin virgin vitamin warfarin wherein within zeppelin alvin amin austin "
    "baldwin benjamin caitlin calvin darwin devin dustin edwin erin erwin franklin gavin iain irwin justin karin "
    "kelvin kevin kristin larkin marin martin marvin melvin putin quentin roisin rubin tobin yasmin"
)
"""Words that are whole with "in"; any other has lost the last letter of "-ing"."""

_DROPPED_G = re.compile(r"[a-z]*[aeiouy][a-z]*in$")
_SHORTEST = 4

_MODAL = word_set("will would can could did do does should must")
_BEING = word_set("am is are was were")
_ONE = word_set("i he she they we you")
_NOT_DONE = word_set("let able allowed fit safe right well eat sleep")


def plain(words: Sequence[str]) -> tuple[str, ...]:
    """The words as somebody of no region would say them.

    Args:
        words: normalised, contractions opened.
    """
    read = (_read(words, at) for at in range(len(words)))
    return tuple(word for standard in read for word in standard.split())


def in_plain_words(words: Words) -> str:
    """One utterance for whoever looks at what it means: as it was spoken, but in plain words if it was in others."""
    read = plain(words.words)
    return words.text if read == words.words else " ".join(read)


def _read(words: Sequence[str], at: int) -> str:
    """What one word stands for, beside those around it; one or two words, or none."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    before = words[at - 1] if at else ""
    if word == "no":
        return _read_no(words[at - 2 : at] if at > 1 else (), following)
    if word == "fit" and before == "no":
        return "not"
    if word == "dey" and following:
        return "" if before == "no" else "is"
    if word == "don" and before in _ONE and following:
        return "have" if before == "i" else "has"
    if word in _MY and before not in _GIVING:
        is_mine = following in _MINE or (following in _MINE_IN_PLACE and (not at or before in _PLACING))
        return "my" if is_mine else word
    return _standard(word)


def _read_no(before: Sequence[str], following: str) -> str:
    """What "no" stands for: in "he'll no let me" and "i'm no allowed" another word than in "i have no idea"."""
    if following == "fit":
        return "can"
    if not before:
        return "no"
    is_undone = following in _NOT_DONE or following.endswith(("ing", "ed")) or _has_dropped_g(following)
    if before[1] in _MODAL or (before[1] in _BEING and before[0] in _ONE and is_undone):
        return "not"
    return "no"


def _has_dropped_g(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in _ENDS_IN_IN and _DROPPED_G.match(word) is not None


def _standard(word: str) -> str:
    if (known := _STANDS_FOR.get(word)) is not None:
        return known
    return f"{word}g" if _has_dropped_g(word) else word
