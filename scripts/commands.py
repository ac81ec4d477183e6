"""The commands that are measured and learned from: what is on the shelf, what time it is, when slots are the same."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from assistant.app.printing import SLOTS
from assistant.library.exercise_shelf import load_exercises
from assistant.library.reading_shelf import load_reading_shelf
from assistant.messages.speech import Term, TermKind, Vocabulary
from assistant.understanding.normalizing import normalize
from assistant.understanding.numerals import CARDINALS
from assistant.understanding.slots import activity
from assistant.understanding.spotting import spot_durations

CONTENT = Path(__file__).resolve().parents[1] / "assistant" / "content" / "en"
NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time of no zone, as the recognizer takes it


def vocabulary() -> tuple[Vocabulary, dict[str, tuple[str, ...]]]:
    """Everything on the shelf, and the phrases of every situation."""
    shelf = load_reading_shelf(CONTENT)
    exercises = load_exercises(CONTENT / "exercises").exercises
    terms = [Term(TermKind.PRINCIPLE, item.id, item.spoken_names) for item in shelf.principles]
    terms += [Term(TermKind.TOPIC, item.id, item.spoken_names) for item in shelf.topics]
    terms += [Term(TermKind.EXERCISE, item.id, (item.title.lower(), *item.also_known_as)) for item in exercises]
    return Vocabulary(tuple(terms)), {item.id: item.phrases for item in shelf.situations}


def canonical(slots: Mapping[str, str], known: Vocabulary) -> dict[str, str | int]:
    """The manifest's spoken slots as the recognizer prints them."""
    names = {
        (term.kind.value, " ".join(normalize(way).words)): term.value
        for term in known.terms
        for way in (*term.spoken, term.value.replace("_", " "))
    }
    numbers = dict(enumerate((term.value for term in known.terms if term.kind is TermKind.PRINCIPLE), start=1))
    found: dict[str, str | int] = {}
    for slot, value in slots.items():
        match slot:
            case "number":
                found["principle"] = numbers[CARDINALS[value]]
            case "name" if "which" not in slots:
                found["principle"] = names.get(("principle", " ".join(normalize(value).words)), value)
            case "exercise" | "topic":
                kinds = ("topic", "principle") if slot == "topic" else (slot,)
                words = " ".join(normalize(value).words)
                found[slot] = next((names[kind, words] for kind in kinds if (kind, words) in names), value)
            case "situation":
                found[slot] = value.replace(" ", "_")
            case "duration":
                found["duration_seconds"] = spot_durations(normalize(value))[0].value
            case "minutes":
                found[slot] = CARDINALS[value]
            case "activity":
                found[slot] = activity(value)
            case _:
                found[slot] = value
    return found


def plain(intent: str | None, slots: Mapping[str, str | int]) -> dict[str, str | int]:
    """Slots without what writers differ in: whether "on" belongs to "friday", "the" to a country, figures or words."""
    small = re.compile(r"^(?:(?:on|at|in) )?(?:the )?")
    written = frozenset({"when", "which", "region"})
    printed = SLOTS.get(intent, frozenset()) if intent else frozenset()
    return {
        slot: " ".join(normalize(small.sub("", str(value))).spoken) if slot in written else value
        for slot, value in slots.items()
        if slot in printed
    }
