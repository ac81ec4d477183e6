"""What a reader who knows the house rules would say about an exercise file, line by line.

``hearthside exercises check FILE`` prints these findings. A file with findings of ``wrong`` is left off the shelf;
the others are advice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.library.exercise import Exercise, Step, Variant
from assistant.library.pacing import words_in
from assistant.library.timetable import Part, Timetable, timetable
from assistant.library.wording import wording_faults
from assistant.library.yaml_reading import Lines, Place, read_text, try_yaml

MOST_SPEECH = 0.15
"""The assistant's share of a session. Source: FACTS 5.7."""

MOST_WORDS_IN_A_RULE = 10
"""Source: FACTS 2.1.5."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to change."""

    line: int
    words: str
    """A plain sentence, without the line."""

    is_wrong: bool = True
    """The file cannot stand on the shelf like this; False is advice."""

    def __str__(self) -> str:
        """As it is printed."""
        return f"line {self.line}: {self.words}"


def check_exercise_file(path: Path) -> tuple[Finding, ...]:
    """Everything that is wrong with a file, in order of line; empty if nothing is.

    Raises:
        ContentError: the file cannot be read at all.
    """
    findings = check_exercise(read_text(path))
    exercise, lines, _faults = try_yaml(read_text(path), Exercise)
    if exercise is not None and path.stem != exercise.id:
        words = f"'id' is '{exercise.id}', but the file is called '{path.name}'."
        findings = (*findings, Finding(lines.of(("id",)), words, is_wrong=False))
    return tuple(sorted(findings, key=lambda finding: finding.line))


def check_exercise(text: str) -> tuple[Finding, ...]:
    """Everything that is wrong with the text of an exercise file, in order of line; empty if nothing is."""
    exercise, lines, faults = try_yaml(text, Exercise)
    found = [Finding(fault.line, fault.words) for fault in faults]
    if exercise is not None:
        found += _whole(exercise, lines)
        for variant in exercise.variants:
            found += _form(exercise, variant, lines)
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.line))


def _whole(exercise: Exercise, lines: Lines) -> Iterator[Finding]:
    yield from _wording(exercise.title, ("title",), lines)
    yield from _wording(exercise.why, ("why",), lines)
    for position, question in enumerate(exercise.questions):
        yield from _wording(question, ("questions", position), lines)
    for position, rule in enumerate(exercise.rules):
        place: Place = ("rules", position)
        yield from _wording(rule, place, lines)
        if words_in(rule) > MOST_WORDS_IN_A_RULE:
            yield Finding(lines.of(place), f"a rule has at most {MOST_WORDS_IN_A_RULE} words.", is_wrong=False)
    for position, name in enumerate(exercise.also_known_as):
        if name != name.lower():
            yield Finding(lines.of(("also_known_as", position)), "other names are written in lower case.")
    yield from _gates(exercise, lines.of(("gates",)))


def _gates(exercise: Exercise, line: int) -> Iterator[Finding]:
    asks = {"consent", "consent_each"} & set(exercise.gates)
    if not asks and not exercise.alone and exercise.intensity != "first_aid":
        yield Finding(line, "nobody is asked whether they want to: 'consent' is missing.")
    if exercise.intensity == "deep" and not {"calm", "sober"} <= set(exercise.gates):
        yield Finding(line, "a deep exercise needs the gates 'calm' and 'sober' as well.")


def _form(exercise: Exercise, variant: Variant, lines: Lines) -> Iterator[Finding]:
    table = timetable(exercise, variant)
    at: Place = () if variant == "full" else (variant,)
    minutes = exercise.minutes if variant == "full" else getattr(exercise, variant).minutes
    if table.seconds != minutes * 60:
        words = f"the steps add up to {table.seconds} seconds, but {minutes} minutes are {minutes * 60}."
        yield Finding(lines.of((*at, "minutes")), words)
    if sum(step.rules for step in table.steps) > 1:
        yield Finding(lines.of((*at, "steps")), "the rules are said once: 'rules: true' stands in one step only.")
    yield from _closing(table, at, lines)
    yield from _questions(exercise, table, at, lines)
    for number, step in enumerate(table.steps, start=1):
        yield from _step(exercise, step, (*at, "steps", number - 1), lines)
        if table.closing_step <= len(table.steps):
            yield from _fits(table, number, (*at, "steps", number - 1), lines)
    if table.closing_step <= len(table.steps) and table.speech_share > MOST_SPEECH:
        words = f"the assistant speaks for {table.speech_share:.0%} of the time; 15% is the most."
        yield Finding(lines.of((*at, "minutes")), words, is_wrong=False)


def _closing(table: Timetable, at: Place, lines: Lines) -> Iterator[Finding]:
    place: Place = (*at, "closing")
    closing = table.closing
    yield from _wording(closing.question, (*place, "question"), lines)
    yield from _wording(closing.thanks, (*place, "thanks"), lines)
    if not closing.question.endswith("?"):
        yield Finding(lines.of((*place, "question")), "the closing question ends with a question mark.")
    if table.closing_step > len(table.steps):
        yield Finding(lines.of((*place, "step")), f"there is no step {closing.step}.")
    elif closing.after >= table.steps[table.closing_step - 1].seconds:
        yield Finding(lines.of((*place, "after")), "the closing question would come after the end of its step.")
    if table.steps[-1].kind == "turn":
        yield Finding(lines.of((*at, "steps", len(table.steps) - 1)), "the last step belongs to both, for the thanks.")


def _questions(exercise: Exercise, table: Timetable, at: Place, lines: Lines) -> Iterator[Finding]:
    drawn = 0
    for position, step in enumerate(table.steps):
        place: Place = (*at, "steps", position, "question")
        if step.question == "new":
            drawn += 1
        elif step.question == "same" and not drawn:
            yield Finding(lines.of(place), "there is no question yet that this could be the same as.")
    if drawn > len(exercise.questions):
        words = f"{drawn} questions are drawn, but 'questions' has {len(exercise.questions)}."
        yield Finding(lines.of((*at, "steps")), words)


def _step(exercise: Exercise, step: Step, place: Place, lines: Lines) -> Iterator[Finding]:
    for name, sentences in (("say", step.say), ("halfway", step.halfway)):
        for position, sentence in enumerate(sentences):
            yield from _wording(sentence, (*place, name, position), lines)
    line = lines.of((*place, "say"))
    if step.kind == "turn" and step.say and not any(f"{{{step.who}}}" in sentence for sentence in step.say):
        yield Finding(line, f"this turn does not say whose it is: {{{step.who}}} is missing.", is_wrong=False)
    if step.optional and not any("pass" in sentence.lower() for sentence in step.say):
        yield Finding(line, "this step is optional: say that to pass is fine.")
    if step.waits and step.kind == "turn":
        yield Finding(line, "a turn does not wait for an answer to the assistant.")
    if exercise.alone != (step.who == "solo"):
        words = "for one person, 'who' is always solo." if exercise.alone else "'solo' needs 'alone: true' at the top."
        yield Finding(lines.of((*place, "who")), words)


def _fits(table: Timetable, number: int, place: Place, lines: Lines) -> Iterator[Finding]:
    moments = table.moments(number)
    asked = 0
    line = lines.of((*place, "say"))
    for moment, end in zip(
        moments, (*(later.at for later in moments[1:]), table.steps[number - 1].seconds), strict=True
    ):
        if moment.at + moment.seconds > end:
            words = (
                f"the words take about {moment.seconds:.0f} seconds; there are {max(0, end - moment.at):.0f} for them."
            )
            yield Finding(line, words)
        asked = sum(part is Part.QUESTION for part, _sentences in moment.parts)
        asked += sum(sentence.endswith("?") for _part, sentences in moment.parts for sentence in sentences)
        if asked > 1:
            yield Finding(line, "one question at a time: this step asks more than one in a breath.")


def _wording(sentence: str, place: Place, lines: Lines) -> Iterator[Finding]:
    for words in wording_faults(sentence):
        yield Finding(lines.of(place), words, is_wrong=False)
