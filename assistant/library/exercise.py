"""What an exercise file says, and how to write one.

One exercise is one YAML file, named for its id: ``unload_the_day.yaml``. Look at that one first, then write yours
beside it, and run ``hearthside exercises check FILE`` until it finds nothing.

**What is spoken.** ``title``, ``why``, ``rules``, each step's ``say`` and ``halfway``, ``closing`` and ``questions``.
All else is for finding and suggesting the exercise and is never said.

* One idea a sentence: 8 to 14 words, never more than 20. One question at a time. No brackets, symbols or figures:
  "about seven minutes", never "450 seconds".
* Names only as ``{A}`` and ``{B}``, never "he" or "she". Name first, what to do next, time last: "{A}, tell {B}
  about the hardest part of today. Take about seven minutes." Who is ``{A}`` changes from evening to evening.
* Invite ("you could", "if you like"). No "must", no "should", no praise, no verdict, nothing about being calm.
* At most 15 percent of the whole time is speech: at 150 words a minute, 20 minutes leave about 450 words.

**Time.** A step's ``seconds`` begin with its first word, so the words lie inside. All steps together are exactly
``minutes``, with the closing question and the thanks inside the last one. Nothing is said afterwards.

**Steps.** ``who`` is ``both``, ``A``, ``B``, ``each_alone`` or ``solo``. The ``kind`` follows from it and is written
only where it differs:

* ``turn`` (the default for A and B): this partner speaks. Only control words are listened for; a chime sounds fifteen
  seconds before the end (in turns of half a minute or more), and the hand-over waits until it is quiet.
* ``talk`` (the default for both and solo): they talk or do something that can be heard.
* ``quiet`` (the default for each_alone): apart, in silence, or busy with something else (a walk, a breath, a dance).
  It may be as long as it likes without a sound, and may have no words of its own.

Beside these a step may have ``question: new`` (a question from ``questions`` is said after the words) or ``question:
same`` (it is about the question of the step before; say so in your words, it is not read again), ``optional: true`` (to
pass is fine: say so), ``halfway`` (soft words at half its time; in quiet steps only) and ``waits: true`` (it asks
something and goes on only when somebody answers; time does not end it).

**Rules** are said once, before the words of the first step, or of the step with ``rules: true``. Each is short; all
together are what the listener does not do.

**Closing.** ``closing.question`` is said after the words of the last step. Where the last step first does something
else, ``after`` says how many seconds into it the question comes; ``step`` names another step than the last.
``thanks`` is said in the last seconds.

**Other forms.** ``short`` has its own ``minutes`` and ``steps`` (and its own ``closing`` if it ends otherwise);
``apart`` is for two who are not in one place, ``no_touch`` the version without touch. Leave out what there is not.

Facts, timings, gates and sources come from the fact sheet; the words are our own.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Level = Literal[
    "love_maps",
    "fondness_and_admiration",
    "turn_towards",
    "positive_perspective",
    "manage_conflict",
    "life_dreams",
    "shared_meaning",
    "trust",
    "commitment",
]
Intimacy = Literal["emotional", "intellectual", "spiritual", "recreational", "physical"]
Intensity = Literal["light", "medium", "deep", "first_aid"]
GateName = Literal["consent", "consent_each", "calm", "sober", "unhurried", "touch"]
Who = Literal["both", "A", "B", "each_alone", "solo"]
Kind = Literal["talk", "turn", "quiet"]
Variant = Literal["full", "short", "apart", "no_touch"]
"""The forms that one exercise may have; ``full`` is the file's own steps."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def split_sentences(text: object) -> object:
    """Text, or a list of texts, as a list with one sentence an entry; anything else as it is, for pydantic to name."""
    if isinstance(text, str):
        return [sentence for sentence in _SENTENCE_END.split(" ".join(text.split())) if sentence]
    if isinstance(text, list) and all(isinstance(part, str) for part in text):
        return [sentence for part in text for sentence in _SENTENCE_END.split(" ".join(part.split())) if sentence]
    return text


Text = Annotated[str, Field(min_length=1)]
Sentences = Annotated[tuple[str, ...], BeforeValidator(split_sentences)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Step(_Part):
    """One step: who does what, for how long."""

    who: Who
    seconds: Annotated[int, Field(ge=5, le=7200)]
    """From the first word of its prompt to its end."""

    kind: Kind = "talk"
    """Left out of a file, it follows from ``who``."""

    say: Sentences = ()
    """The prompt."""

    question: Literal["new", "same"] | None = None
    optional: bool = False
    halfway: Sentences = ()
    waits: bool = False
    rules: bool = False
    """The exercise's rules are said here."""

    @model_validator(mode="before")
    @classmethod
    def _kind_follows_from_who(cls, data: object) -> object:
        if not isinstance(data, dict) or "kind" in data:
            return data
        kinds = {"A": "turn", "B": "turn", "each_alone": "quiet"}
        return {**data, "kind": kinds.get(str(data.get("who")), "talk")}

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.kind == "turn" and self.who not in {"A", "B"}:
            message = "a 'turn' belongs to one partner: 'who' must be A or B."
            raise ValueError(message)
        if self.halfway and self.kind != "quiet":
            message = "'halfway' stands in quiet steps only: nobody's talk is interrupted."
            raise ValueError(message)
        if not self.say and not self.rules and self.question != "new" and self.kind != "quiet":
            message = "this step has no words: 'say' is missing."
            raise ValueError(message)
        return self


class Closing(_Part):
    """How an exercise ends, inside its time."""

    question: Text
    thanks: Text
    """Said in the last seconds."""

    step: Annotated[int, Field(ge=1)] | None = None
    """The step that asks the question; the last one if left out."""

    after: Annotated[int, Field(ge=0)] = 0
    """Seconds into that step; 0 means straight after its words."""


class Form(_Part):
    """Another way through the same exercise."""

    minutes: Annotated[int, Field(ge=1, le=180)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    closing: Closing | None = None
    """Only where it ends otherwise than the exercise itself."""


class Exercise(_Part):
    """One exercise, in all its forms."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Text
    also_known_as: tuple[Text, ...] = ()
    """Other names and what people say when they want it, lower case; never spoken."""

    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    """Levels and walls of the house that it practises, the main one first."""

    intimacy: Annotated[tuple[Intimacy, ...], Field(min_length=1)]
    intensity: Intensity
    gates: tuple[GateName, ...]
    """What is asked before it starts, in order."""

    minutes: Annotated[int, Field(ge=1, le=180)]
    why: Text
    """What it is for: one spoken line."""

    rules: Annotated[tuple[Text, ...], Field(max_length=3)] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    closing: Closing
    questions: tuple[Text, ...] = ()
    """The bank that ``question: new`` draws from."""

    cadence: Text
    """How often; for suggestions."""

    when: Text
    when_not: Text
    sources: tuple[Annotated[str, Field(pattern=r"^([RGTHLV]\d+[a-z]?|A|GK|own)$")], ...]
    """Tags of the sources file; ``GK``: general knowledge, ``A``: the source article, ``own``: a couple's own."""

    alone: bool = False
    """For one person."""

    short: Form | None = None
    apart: Form | None = None
    no_touch: Form | None = None

    def form(self, variant: Variant = "full") -> Form | None:
        """One way through it, with its closing; None if there is no such form."""
        if variant == "full":
            return Form(minutes=self.minutes, steps=self.steps, closing=self.closing)
        form: Form | None = getattr(self, variant)
        if form is None or form.closing is not None:
            return form
        return form.model_copy(update={"closing": self.closing})

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The forms that it has."""
        every: tuple[Variant, ...] = ("full", "short", "apart", "no_touch")
        return tuple(variant for variant in every if self.form(variant) is not None)

    @property
    def first_step_apart(self) -> int | None:
        """Where a time-out enters: the number of the first step that each spends alone; None if there is none."""
        return next((number for number, step in enumerate(self.steps, start=1) if step.who == "each_alone"), None)
