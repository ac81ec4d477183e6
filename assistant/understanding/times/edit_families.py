"""The families of verbs that change something planned."""

from enum import StrEnum


class Family(StrEnum):
    """Verbs whose sentences are read alike."""

    CANCEL = "cancel"
    SKIP = "skip"
    MOVE = "move"
    BRING = "bring"
    """As move, but a length means earlier."""

    MAKE = "make"
    """For "make it longer", "make it friday", "make it every other week"."""

    EXTEND = "extend"
    SHORTEN = "shorten"
    LAST = "last"
    """For "the walk should last an hour"."""

    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    SNOOZE = "snooze"
    STOP = "stop"
    RENAME = "rename"
    UNDO = "undo"
