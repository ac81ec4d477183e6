"""Sentences that ask for a change without its verb in front: "the walk should last an hour", "we're moving dinner"."""

from assistant.understanding.times.edit_openers import plain, without_openers
from assistant.understanding.times.edit_words import Rephrasing, edit_words
from assistant.understanding.times.wording import words_of


def rephrased(text: str) -> str:
    """What "the walk should last an hour" and the like ask for, with the verb in front; other sentences as they are.

    "We're moving the walk to friday" announces a change as "move the walk to friday" asks for it; "we're having dinner
    at eight" does not.
    """
    return _asked_by(edit_words().said_otherwise, without_openers(plain(text))) or text


def turned(text: str) -> str | None:
    """What "dinner at eight instead of seven" asks for, with the verb in front; None for other sentences.

    Args:
        text: a plain sentence without openers, which asks for nothing as it stands.
    """
    return _asked_by(edit_words().said_turned, text)


def _asked_by(rephrasings: tuple[Rephrasing, ...], text: str) -> str | None:
    words = words_of(text)
    asked = (rephrasing.asked_by(text, words) for rephrasing in rephrasings)
    return next((sentence for sentence in asked if sentence), None)
