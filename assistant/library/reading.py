"""What every text that is read aloud has in common: a title, three depths, and where its facts come from."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]
"""Snake case, the canonical slot value: ``love_maps``."""

SpokenText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Whole sentences, in the order in which they are said; no markup, no digits."""

Phrase = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z' -]*[a-z]$")]
"""Words as people say them: lower case, no punctuation but apostrophe and hyphen."""

SourceTag = Annotated[str, StringConstraints(pattern=r"^[RGTHLVA]\d*[a-z]?$")]
"""A key of ``sources.yaml``: ``R3``, ``T22``; ``A`` is the article that Hearthside grew from."""


class Depth(StrEnum):
    """How far a reading goes; "tell me more" goes one deeper."""

    ONE_BREATH = "one_breath"
    ONE_MINUTE = "one_minute"
    LONGER = "longer"


class Reading(BaseModel):
    """Something that is explained aloud, in three depths that follow each other without saying anything twice."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Identifier
    title: SpokenText
    other_names: tuple[Phrase, ...] = ()
    """What else people call it; no two readings share a name."""

    one_breath: SpokenText
    """One or two sentences, for a list."""

    one_minute: SpokenText
    """About 110 to 150 words; stands alone."""

    longer: SpokenText
    """About 150 to 250 words more; goes on where the minute ended."""

    names: tuple[Identifier, ...] = ()
    """Other readings that the minute names, in its order, so that "the second one" is one of them."""

    exercises: tuple[Identifier, ...] = ()
    """Exercises that practise it, the first one to offer first; the rest in no strict order."""

    sources: tuple[SourceTag, ...] = ()
    """Where its facts come from; never spoken."""

    def at(self, depth: Depth) -> str:
        """The text of one depth."""
        match depth:
            case Depth.ONE_BREATH:
                return self.one_breath
            case Depth.ONE_MINUTE:
                return self.one_minute
            case Depth.LONGER:
                return self.longer

    @property
    def spoken_names(self) -> tuple[str, ...]:
        """Every name that leads here, lower case, the title first."""
        names = (self.title.lower(), self.id.replace("_", " "), *self.other_names)
        return tuple(dict.fromkeys(names))
