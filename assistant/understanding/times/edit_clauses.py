"""A change behind its reason: "we're worn out, skip the next two walks" gives a reason and then asks."""

from assistant.understanding.times.edit_words import edit_words


def asked_after_reason(text: str) -> str | None:
    """What is asked for behind a reason; None where no reason leads to it.

    Args:
        text: a whole sentence, lower case.
    """
    words = edit_words()
    asked = words.asked.find(text, 1)
    while asked:
        reason = text[: asked.start - 1]
        if words.reason.whole(reason.rstrip(",")) and not words.never_told.find(reason):
            return text[asked.start :]
        asked = words.asked.find(text, asked.start + 1)
    return None


def may_ask(text: str) -> bool:
    """Whether a verb that could ask for a change stands anywhere behind the first word."""
    return edit_words().may_ask.find(text, 1) is not None
