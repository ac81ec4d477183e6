"""Where the stream of events goes."""

import logging

from assistant.messages.events import Event

_LOG = logging.getLogger("hearthside")


class Silent:
    """Nowhere."""

    def emit(self, event: Event) -> None:
        """Let it go."""
        del event


class Logged:
    """Into the log: names and timings; what is private shows nothing of itself."""

    def emit(self, event: Event) -> None:
        """Log one event."""
        _LOG.info("%r", event)
