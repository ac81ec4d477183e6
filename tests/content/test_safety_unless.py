"""What makes a sign of danger harmless belongs to it: no word from elsewhere in the sentence hushes it."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import assistant
from assistant.errors import ContentError
from assistant.library.yaml_reading import load_yaml
from assistant.understanding.safety import Family, TierFile, WordFile, load_safety_rules

CONTENT = Path(assistant.__file__).parent / "content" / "en"
RULES = load_safety_rules(CONTENT)
SHARED = load_yaml(CONTENT / "safety" / "words.yaml", WordFile)
URGENT = sorted((CONTENT / "safety").glob("tier[012]*.yaml"))
ONE_FOR = {word: one for one, others in SHARED.same.items() for word in others}

DANGERS = [
    "he's collapsed and he won't wake up",
    "she passed out on the floor",
    "he's choking on something",
    "she stopped breathing",
    "his lips are turning blue",
    "she's unconscious",
    "i've taken an overdose",
    "he's got me by the throat",
    "he's got a knife",
    "he hit me",
    "she checks my phone every night",
    "he won't let me see my friends",
    "she hides my passport from me",
    "i keep a spare phone hidden in the flour so he doesn't find it",
    "i'm scared of him",
    "he said he'd kill me",
    "he forced me to have sex",
    "i want to die",
]
HARMLESS = [
    "at christmas",
    "on my birthday",
    "in front of the telly",
    "after the night shift",
    "on sundays",
    "getting ready for school",
    "on the trip",
    "at the airport",
    "and she's snoring",
    "near the speaker",
    "by the screen",
    "on holiday",
    "and the landlord knows",
    "after football",
    "and there is ice cream",
    "after boxing class",
    "before the exam",
    "and the parcel is here",
    "last year it was fine",
]


@pytest.mark.parametrize(("danger", "harmless"), list(product(DANGERS, HARMLESS)))
def test_no_harmless_words_beside_it_hush_a_danger(danger: str, harmless: str) -> None:
    heard = {RULES.tier(f"{danger} {harmless}"), RULES.tier(f"we were {harmless} and {danger}")}
    assert None not in heard


def words_of(pattern: str) -> Iterator[str]:
    for sign in re.findall(r"<\w+>|[a-z'*]+", pattern):
        if sign.startswith("<"):
            for wording in SHARED.words[sign[1:-1]]:
                yield from words_of(wording)
        else:
            yield ONE_FOR.get(sign, sign)


def tellings_of(patterns: tuple[str, ...]) -> set[str]:
    return {word for pattern in patterns for word in words_of(pattern)} - set(SHARED.common)


def alternatives_of(line: str) -> list[str]:
    lone = re.fullmatch(r"\(([^()\[\]{}]+)\)|<(\w+)>", line)
    if lone is None:
        return [line]
    return lone[1].split("|") if lone[1] else [each for one in SHARED.words[lone[2]] for each in alternatives_of(one)]


def are_alike(one: str, other: str) -> bool:
    return one == other or any(a.endswith("*") and b.startswith(a[:-1]) for a, b in ((one, other), (other, one)))


def strangers_in(family: Family) -> list[str]:
    """What shares no telling word with what it is to make harmless."""
    said = tellings_of(family.say)
    return [
        each
        for line in family.unless_sharing
        for each in alternatives_of(line)
        if not any(are_alike(word, other) for word in tellings_of((each,)) for other in said)
    ]


@pytest.mark.parametrize("file", URGENT, ids=lambda file: file.stem)
def test_what_makes_a_danger_harmless_has_a_word_of_it(file: Path) -> None:
    found = {family.name: strangers_in(family) for family in load_yaml(file, TierFile).families}
    assert {name: strangers for name, strangers in found.items() if strangers} == {}


@pytest.mark.parametrize("tier", [0, 1, 2])
def test_nothing_makes_an_urgent_danger_harmless_from_anywhere(tier: int, tmp_path: Path) -> None:
    (tmp_path / "safety").mkdir()
    (tmp_path / "safety" / f"tier{tier}.yaml").write_text(
        f"tier: {tier}\nfamilies:\n  - {{name: blows, kind: sign, say: he hit me, unless_anywhere: christmas}}\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match="unless_anywhere"):
        load_safety_rules(tmp_path)
