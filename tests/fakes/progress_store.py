"""Progress kept in memory."""

from assistant.exercises.progress import Progress


class ProgressInMemory:
    """One place, or none."""

    def __init__(self) -> None:
        self.kept: Progress | None = None

    def save(self, progress: Progress) -> None:
        self.kept = progress

    def load(self) -> Progress | None:
        return self.kept

    def clear(self) -> None:
        self.kept = None
