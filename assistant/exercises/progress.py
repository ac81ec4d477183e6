"""Where an unfinished exercise stopped: which exercise, which form, which step, and nothing else.

Why: nothing of what was said may be kept, so neither names nor drawn questions stand here; a step that is continued
begins from its first word.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from assistant.errors import StoreError
from assistant.library.exercise import Exercise, Variant

KEPT_FOR = timedelta(days=7)
"""Older progress is erased."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A place to continue from."""

    exercise_id: str
    step: int
    """From 1."""

    variant: Variant
    saved_at: datetime
    """Timezone-aware."""


class ProgressStore(Protocol):
    """Remembers where one unfinished exercise stopped; there is never more than one."""

    def save(self, progress: Progress) -> None:
        """Remember this in place of whatever was remembered.

        Raises:
            StoreError: it could not be written.
        """
        ...

    def load(self) -> Progress | None:
        """What is remembered, however old it is."""
        ...

    def clear(self) -> None:
        """Erase it; no error if there is nothing."""
        ...


@dataclass(frozen=True, slots=True)
class ForgivingProgress:
    """What is kept of another store where that can be: nothing that runs ends because its place cannot be written."""

    kept: ProgressStore

    def save(self, progress: Progress) -> None:
        """Remember this, if that can be."""
        with suppress(StoreError):
            self.kept.save(progress)

    def load(self) -> Progress | None:
        """What is remembered."""
        return self.kept.load()

    def clear(self) -> None:
        """Erase it, if that can be."""
        with suppress(StoreError):
            self.kept.clear()


def recall(store: ProgressStore, now: datetime) -> Progress | None:
    """What can still be continued; erases what is older than seven days, or comes from a clock that was set back."""
    progress = store.load()
    if progress is None:
        return None
    if timedelta(0) <= now - progress.saved_at <= KEPT_FOR:
        return progress
    store.clear()
    return None


def still_fits(progress: Progress, script: Exercise) -> bool:
    """Whether the exercise still has that form and that step; a couple may have changed their own file since."""
    form = script.form(progress.variant)
    return form is not None and 1 <= progress.step <= len(form.steps)
