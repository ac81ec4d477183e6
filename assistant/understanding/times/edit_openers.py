"""The words that open a sentence and ask for nothing, in one place for every pattern of a change."""

from assistant.understanding.times.edit_words import edit_words


def plain(text: str) -> str:
    """A sentence in lower case, with straight apostrophes and without the marks at its ends."""
    return text.lower().replace("\u2019", "'").strip(" .!?,")


def without_openers(text: str) -> str:
    """A plain sentence from its first word that says something; what may be all that it says stays."""
    opener = edit_words().opener.match(text)
    return text[opener.end() :] if opener else text
