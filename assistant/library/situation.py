"""A situation: what people say about their day or each other, and what Hearthside may offer then.

Why: the offer is written out, word for word, in each file. A sentence put together from an exercise's title
would sound put together, and these are the moments in which that matters most.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.library.reading import Identifier, Phrase, SourceTag, SpokenText


class Route(BaseModel):
    """What is offered: one thing, and perhaps one other."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    offer: Identifier
    """An exercise, or a topic such as ``finding_a_professional``."""

    alternative: Identifier | None = None
    """What "the other one" leads to; the invitation names it. A plain no leads to nothing."""

    nothing_deep: bool = False
    """Whether it is so heavy that no deep exercise begins, or goes on, while the two are still talking about it."""

    invitation: SpokenText
    """What is said to offer it; ends with the one question that it asks. Yes means ``offer``."""


class Answer(Route):
    """Where one answer to the first question leads."""

    words: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    """Any of these, heard as whole words, means it; "yes" and "no" also stand for those intents."""


class Question(BaseModel):
    """The one short question that may come before an offer."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    text: SpokenText
    yes_or_no: bool = False
    """Whether it asks for a yes or a no, and is asked again as such."""

    answers: Annotated[tuple[Answer, ...], Field(min_length=2)]
    """What may be answered; anything else leads to the situation's own route."""

    def answered_by(self, text: str) -> Answer | None:
        """The answer that was given.

        The longest words that are heard decide, so that "not over" is not taken for "over".

        Args:
            text: what was said, lower case.
        """
        heard = f" {text} "
        found = [
            (len(words.split()), -position, answer)
            for position, answer in enumerate(self.answers)
            for words in answer.words
            if f" {words} " in heard
        ]
        return max(found, key=lambda each: each[:2])[2] if found else None


class Situation(Route):
    """One situation. Its own route is the offer where no question is asked, or where the answer was none of its own."""

    id: Identifier

    phrases: Annotated[tuple[Phrase, ...], Field(min_length=3)]
    """How people say it."""

    acknowledge: SpokenText
    """Said first: it takes no side, guesses no mood and names no cause."""

    ask: Question | None = None

    safety_watch: Annotated[tuple[str, ...], Field(min_length=1)]
    """What must be looked at before this is matched at all; for writers and reviewers, never spoken."""

    sources: tuple[SourceTag, ...] = ()

    @property
    def offered(self) -> frozenset[str]:
        """Every exercise and topic that it can lead to."""
        routes: tuple[Route, ...] = (self, *(self.ask.answers if self.ask else ()))
        named = {route.offer for route in routes} | {route.alternative for route in routes}
        return frozenset(name for name in named if name is not None)
