"""What a writer writes about how people ask for changes: ``content/<language>/changes.yaml``."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.understanding.sentences import Lines
from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.wording_reading import Open


def _split_words(text: object) -> object:
    """A line of words as its words; anything else as it is, for pydantic to name."""
    return tuple(text.split()) if isinstance(text, str) else text


Words = Annotated[tuple[str, ...], BeforeValidator(_split_words)]


class OpenWords(BaseModel):
    """Open words of which some are barred."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    most: int | None = Field(default=None, ge=1)
    """How many words at most."""

    not_first: Words = ()
    never: Words = ()

    def as_open(self) -> Open:
        """The same for the reader of wordings."""
        return Open(self.most, self.not_first, self.never)


class VerbGroup(BaseModel):
    """Verbs that ask for the same."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    asks: Family
    wordings: Lines = Field(min_length=1)
    """Each ends where its object begins: at its slot, or at its own end."""

    but_not: Lines = ()
    """Whole sentences, from the verb on, that look like it."""

    whole: bool = False
    """Whether nothing may follow, where there is no slot."""


class AskedOtherwise(BaseModel):
    """Whole sentences that ask for what another one asks for with its verb in front."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    asks: str = Field(min_length=1)
    """That sentence, with the slots of the wordings."""

    wordings: Lines = Field(min_length=1)
    but_not: Lines = ()
    examples: dict[str, str] = Field(min_length=1)
    """Sentences, and what each asks for; the checks read them."""


class Reasons(BaseModel):
    """A change behind its reason."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    said: Lines
    """What stands before the change."""

    never_told: Words
    """Words of which none stands in a reason."""

    asked: str
    """What the change begins with."""


class AndFollowing(BaseModel):
    """Words within a sentence that stand for others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    said: str
    asks: str


class ChangeFile(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: dict[str, str]
    open: dict[str, OpenWords]
    forms: dict[str, dict[str, str]]
    """For a slot whose words are asked for in another form: each of them, and that form."""

    openers: Words
    openers_before_a_comma: Words
    before_the_verb: str
    verbs: tuple[VerbGroup, ...] = Field(min_length=1)
    said_otherwise: tuple[AskedOtherwise, ...]
    said_turned: tuple[AskedOtherwise, ...]
    reasons: Reasons
    may_ask: str
    spared: Lines = Field(min_length=1)
    and_following: AndFollowing
    words: dict[str, Lines]
    """What each is for stands in ``edit_pieces.py``."""

    not_plural: Words
