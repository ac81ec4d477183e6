"""An event sink that keeps everything."""

from typing import TypeVar

from assistant.messages.events import Event

E = TypeVar("E")


class KeptEvents:
    """Keeps every event, in order."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def emit(self, event: Event) -> None:
        self.events.append(event)

    def of(self, kind: type[E]) -> list[E]:
        """The events of one kind, in order."""
        return [event for event in self.events if isinstance(event, kind)]
