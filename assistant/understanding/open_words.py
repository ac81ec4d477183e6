"""Open words in a sentence that no template matched: a name, an activity, a place, what to be reminded of.

What stands around them is known better than they are: the words of the command, the time, the person who is told.
What is left over is taken, if it is one run of words.
"""

from collections.abc import Iterator

from assistant.understanding.lattice import Capture, Lattice
from assistant.understanding.templates import Node
from assistant.understanding.wordlists import word_set

_BESIDE_NAME = word_set(
    "i we you he she it they me us him her them my your our his its their am is are was were be been being the a an "
    "and or but so to as by of for with from on in at that this these those there here now then not no yes okay "
    "please just actually really also too only can could may might shall will would should must let want wants wish "
    "like likes prefer prefers love have has had do does did go goes get got give gives put set save keep make "
    "change update use say says said tell tells know knows known call calls called calling name names named rename "
    "renamed naming answer answers respond responds listen refer referred address introduce meet partner husband "
    "wife boyfriend girlfriend fiance fiancee spouse missus other half better person one two everyone everybody "
    "people friends mates folks family first last nickname short real full new old hearthside assistant instead "
    "another other something anything nothing everything someone somebody anyone anybody nobody none any some "
    "different nice nicer good best bad funny silly proper correct "
    "right wrong pronounce pronounced word words enough still talking else nobody's down up hello hi hey again "
    "speaking today "
    "what who how when if about think thinks perhaps maybe "
    "sorry bit i'm mine yours hers henceforth onwards gonna going way yo spelled pronounced s m re"
)
_NAME_WORDS = 2

_BESIDE_WHAT = word_set(
    "i we you us me him her them both please can could would will might may shall should must have has need needs "
    "to that about of for the a an it is if when just also again remind reminds reminded reminding reminder "
    "reminders tell nudge ping prompt alert notify alarm note set put make create add give leave shout shoot holler "
    "bug poke warn buzz forget forgetting do not let never be sure remember remembers want wants like love great "
    "good grateful nice help so then and or okay hearthside at on in by every say says time there up out day from "
    "now before after don't another new one little quick friendly daily weekly"
)
_SHORTEST_WHAT = 1

_BESIDE_PLACE = word_set(
    "i we you us our my your the country region land location place area state home nation is are am was be being "
    "been to in at as from of for with on set change switch update use assume put make correct down over live lives "
    "living moved move moving based reside now here please could can would might that it this so by way just "
    "recently actually happen happens happened and numbers number help helpline helplines emergency lines should "
    "not wrong right because since we're i'm old currently yo then okay hearthside stay staying located find "
    "found has have changed different again today want need like think thinks where somewhere both two people if know "
    "known phone telephone note noted kindly put down there them instead says said say reference purposes purpose go "
    "using everything all any do don't does will me us he she they"
)
_TO_PLACE = word_set("in to is from use into for as")
"""Words straight after which a place is named."""

_ARTICLES = word_set("the a an our my your his her their that this")
_PARTICLES = word_set("off out up down back forward just only for")
_ATTACHING = word_set("with in at of off from")
"""Words that attach where or with whom an activity is to its name."""

_ASKING = word_set(
    "cancel call scrap delete remove drop ditch axe bin skip miss leave move shift push postpone reschedule bring put "
    "delay change switch swap book schedule plan pencil"
)
_PLACE_WORDS = 3

COMMAND_WORDS = word_set(
    "i we you he she it us me him her them the a an our my your his their its this that these those there then to "
    "next for on at of and but or so if is are was be been can could will would shall should may might must let do "
    "does did have has had having not no don't going gonna go put get got make book schedule scheduling plan "
    "planning cancel cancelling move moving skip skipping push want wants need like likes love wish please when "
    "what which how with without from by about into off up down back over new add adding set take drop leave "
    "leaving change changing shift delete remove mind appointment calendar diary write enter note pencil slot sort "
    "arrange organize block reserve reschedule postpone delay bump shove shunt slide rejig flip switch swap "
    "transfer drag bring carry knock kick chuck axe bin scrap strike erase wipe clear call bail pull plug decided "
    "against doing miss missing omit pass jump give just only instead again more less any some every each all both "
    "time same once regular weekly daily monthly hot quiet kindly grateful possible perhaps maybe rather sorry "
    "unfortunately something came keep rest better suit suits hour moved pushed cancelled skipped later earlier "
    "longer shorter forward because actually honestly anyway really well fine bad good turns usual normal series "
    "others stays stay done rid gone it's we've we'd i'd "
    "we're i'm s d ve re ll couples' when's before after until till "
    "whack stick pop fix define start begin hold lose can't won't able"
)
_OF_ACTIVITY = word_set("in to at of on about by with for")
_NO_PLACE_OF_ACTIVITY = word_set(
    "calendar diary schedule agenda plan plans us me two both good once now it that this next then later instead "
    "time week weekend day evening morning"
)
_WHERE_PLANS_ARE = word_set("calendar diary schedule agenda planner books")
_WITH_OUT = word_set("dinner lunch brunch breakfast night evening day meal supper")
_LEAVING = word_set("leave left take cut miss sit let leaving")
_HEAD_NOUNS = word_set(
    "thing practice class course club group session lesson lessons tasting party meeting training rehearsal tournament"
)
"""What an activity's name may end with after a word that is one by itself: "dancing practice"."""

_REACH = 2
_HEARD = 0.2
"""A dearer match is a word that only sounds like it."""


def name_in(lattice: Lattice) -> Capture | None:
    """A name: the last run of one or two words that say nothing else."""
    spots = [spot for spot in lattice.spots if spot.kind == "name"]
    if spots:
        return Capture("name", spots[-1].start, spots[-1].end)
    runs = [run for run in _runs(lattice, _BESIDE_NAME) if run[1] - run[0] <= _NAME_WORDS]
    runs = [run for run in runs if _word_before(lattice, run) != "not"]
    return Capture("name", *runs[-1]) if runs else None


def what_in(lattice: Lattice) -> Capture | None:
    """What to be reminded of: the longest stretch beside the time, without the words of the command at its ends."""
    best: tuple[int, int] | None = None
    for start, stop in _runs(lattice, frozenset()):
        first, end = start, stop
        while first < end and lattice.word(first) in _BESIDE_WHAT:
            first += 1
        while end > first and lattice.word(end - 1) in _BESIDE_WHAT:
            end -= 1
        if end - first >= _SHORTEST_WHAT and (best is None or end - first > best[1] - best[0]):
            best = first, end
    return Capture("what", *best) if best else None


def place_in(lattice: Lattice) -> Capture | None:
    """A country or a state: the last run of words that say nothing else, rather where one is named ("in", "to")."""
    runs = _places(lattice)
    return place_named(lattice) or (Capture("region", *runs[-1]) if runs else None)


def place_named(lattice: Lattice) -> Capture | None:
    """The last place that stands after a word like "in" or "to"."""
    runs = [run for run in _places(lattice) if _word_before(lattice, run) in _TO_PLACE]
    return Capture("region", *runs[-1]) if runs else None


def _places(lattice: Lattice) -> list[tuple[int, int]]:
    runs = [run for run in _runs(lattice, _BESIDE_PLACE) if run[1] - run[0] <= _PLACE_WORDS]
    return [run for run in runs if _word_before(lattice, run) != "not"]


def _before_article(lattice: Lattice, run: tuple[int, int]) -> str:
    """The word before a run, its articles and its particle: "call" of "call off the"."""
    at = run[0] - 1
    while lattice.word(at) in _ARTICLES | _PARTICLES:
        at -= 1
    return lattice.word(at)


def _word_before(lattice: Lattice, run: tuple[int, int]) -> str:
    """The word before a run and its article."""
    at = run[0] - 1
    return lattice.word(at - 1 if lattice.word(at) in _ARTICLES else at)


def beginner_in(lattice: Lattice) -> Capture | None:
    """Who goes first: the word before "goes first", "talk first", "to start first"."""
    for at in range(2, len(lattice)):
        if lattice.word(at) == "first" and lattice.word(at - 1) in _BEGINNING:
            who = at - 2 - (lattice.word(at - 2) in _BEFORE_BEGINNING)
            named = who >= 0 and lattice.word(who) not in _NOBODY
            return Capture("first_speaker", who, who + 1) if named else None
    return None


def open_end_in(lattice: Lattice) -> list[Capture]:
    """An end that is no time of the clock: "until the baby sleeps"."""
    at = next((at for at in range(len(lattice)) if lattice.word(at) == "until"), None)
    return [] if at is None or len(lattice) - at < _SHORTEST_END else [Capture("when", at, len(lattice))]


_BEGINNING = word_set("go goes talk talks speak speaks start starts begin begins going speaking talking starting")
_BEFORE_BEGINNING = word_set("to can will should may could")
_NOBODY = word_set("who and we us you it that let the a both one then so please which they")
_SHORTEST_END = 3
"""So many words has "until he leaves"."""


def activity_in(lattice: Lattice, activity_word: Node | None) -> Capture | None:
    """What a couple plans: the words around one that is surely an activity."""
    if activity_word is None:
        return None
    for at in range(len(lattice) - 1, -1, -1):
        if at in lattice.timed:
            continue
        ends = [
            end.at
            for end in activity_word.ends(lattice, at)
            if end.at > at and end.cost < _HEARD and end.at - 1 not in lattice.timed
        ]
        if ends:
            start = at
            while start and at - start < _REACH and _belongs(lattice, start - 1):
                start -= 1
            end = max(ends)
            while end > start + 1 and lattice.word(end - 1) in _ARTICLES:
                end -= 1
            if end > at + 1 and _leads_to_the_calendar(lattice, end - 1):
                end -= 1
            return Capture("outing", *_whole_run(lattice, start, _with_rest(lattice, end)))
    return None


def _leads_to_the_calendar(lattice: Lattice, at: int) -> bool:
    """Whether a word that could close a name says where it is put: "date night in the calendar"."""
    place = at + 1
    while lattice.word(place) in _ARTICLES:
        place += 1
    return lattice.word(at) in _OF_ACTIVITY and lattice.word(place) in _WHERE_PLANS_ARE


def _whole_run(lattice: Lattice, start: int, end: int) -> tuple[int, int]:
    """The run that an activity's word only closes: "dominoes with the old men from church" for "church"."""
    for run in _joined(lattice, list(_runs(lattice, COMMAND_WORDS))):
        closes = run[0] < start < run[1] and any(lattice.word(at) in _ATTACHING for at in range(run[0], start))
        if closes and end <= run[1] and _head(lattice, run) <= _REACH + 1:
            return run
    return start, end


def rest_in(lattice: Lattice) -> Capture | None:
    """The one run of words that is neither time nor command; None if there is none, or more than one.

    Where there are more, it is the one that a command's verb, or the sentence itself, begins with.
    """
    runs = _joined(lattice, list(_runs(lattice, COMMAND_WORDS)))
    if len(runs) > 1:
        runs = [run for run in runs if _before_article(lattice, run) in _ASKING] or [
            run for run in runs if run[0] - (lattice.word(run[0] - 1) in _ARTICLES) == 0
        ]
    fits = len(runs) == 1 and _head(lattice, runs[0]) <= _REACH + 1
    return Capture("outing", *runs[0]) if fits else None


def _joined(lattice: Lattice, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs with those that belong to them: "dominoes" with "the neighbors"."""
    joined: list[tuple[int, int]] = []
    for run in runs:
        between = [lattice.word(at) for at in range(joined[-1][1], run[0])] if joined else []
        belongs = between and between[0] in _ATTACHING and set(between[1:]) <= _ARTICLES
        if belongs and not any(at in lattice.timed for at in range(joined[-1][1], run[0])):
            joined[-1] = joined[-1][0], run[1]
        else:
            joined.append(run)
    return joined


def _head(lattice: Lattice, run: tuple[int, int]) -> int:
    """How many words stand before the first "with" or "in" of a run."""
    return next((at - run[0] for at in range(*run) if lattice.word(at) in _ATTACHING), run[1] - run[0])


def _with_rest(lattice: Lattice, end: int) -> int:
    """The end of an activity with what belongs to it: "together", "out", "in the park"."""
    if lattice.word(end) == "out" and lattice.word(end - 1) in _WITH_OUT and _LEAVING.isdisjoint(lattice.words.words):
        end += 1
    if lattice.word(end) in _OF_ACTIVITY and end not in lattice.timed:
        after = end + 1
        if lattice.word(after) in {"the", "a", "an", "our"}:
            after += 1
        place = lattice.word(after)
        if place and after not in lattice.timed and place not in _NO_PLACE_OF_ACTIVITY | COMMAND_WORDS:
            end = after + 1
    for ahead in (end, end + 1):
        if lattice.word(ahead) in _HEAD_NOUNS and all(_belongs(lattice, at) for at in range(end, ahead + 1)):
            end = ahead + 1
            break
    while lattice.word(end) == "together" or (_belongs(lattice, end) and lattice.word(end) in {"time", "day", "trip"}):
        end += 1
    return end


def _belongs(lattice: Lattice, at: int) -> bool:
    word = lattice.word(at)
    return bool(word) and word not in COMMAND_WORDS and at not in lattice.timed


def _runs(lattice: Lattice, beside: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Every run of words that are neither of a time nor of those that stand beside."""
    start = None
    for at in range(len(lattice) + 1):
        inside = at < len(lattice) and at not in lattice.timed and lattice.word(at) not in beside
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            yield start, at
            start = None
