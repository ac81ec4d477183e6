"""The tree of errors.

::

    AssistantError                 the world is wrong; str() is one plain sentence that says what to do
    ├── SettingsError              a setting cannot be used
    ├── ContentError               a content file cannot be used (names the file and the line)
    ├── RequestUnclear             a command's words do not say all that it needs
    ├── FileUnwritable             a file that was asked for cannot be written
    ├── HearingError
    │   ├── MicrophoneUnavailable  no microphone, or it went away
    │   ├── RecordingUnreadable    a file is missing, empty, truncated or not audio
    │   ├── ModelUnavailable       a recogniser's or detector's weights are not there
    │   └── RecognitionFailed      the engine failed in the middle of its work
    ├── SpeakingError
    │   ├── SpeakerUnavailable     no output device, or it went away
    │   └── VoiceUnavailable       a voice's engine or weights are not there
    ├── StoreError
    │   ├── StoreInUse             another ``hearthside run`` owns this data
    │   ├── StoreDamaged           the database cannot be read
    │   ├── StoreFull              no space left to write
    │   └── NotErased              something that was to be forgotten is still there
    └── CalendarError
        ├── CalendarUnreadable     a calendar file is not iCalendar
        ├── CalendarUnreachable    a calendar server did not answer
        ├── CalendarRefused        a calendar server said no
        ├── CalendarOutdated       somebody else changed an event on the server meanwhile
        └── CalendarEmptied        a calendar is suddenly empty, and nobody said that it should be

``ValueError`` means that the caller is wrong; an ``AssistantError`` means that the world is. *Not understood* is
an intent (``None``), not an error.
"""


class AssistantError(Exception):
    """Something outside the program is wrong. ``str()`` is one plain sentence for the screen, never for the voice."""

    code = "assistant"
    """Stable identifier for logs, tests and the response ``failed.CODE``; it carries nothing that anybody said."""


class SettingsError(AssistantError):
    """A setting cannot be used; the message names the key and the allowed values."""

    code = "settings"


class ContentError(AssistantError):
    """A content file cannot be used; the message names the file and, where known, the line."""

    code = "content"


class RequestUnclear(AssistantError):
    """The words that were given to a command do not say all that it needs; the message says what is missing."""

    code = "request-unclear"


class FileUnwritable(AssistantError):
    """A file that was asked for cannot be written; the message names it."""

    code = "file-unwritable"


class HearingError(AssistantError):
    """Sound could not be turned into words."""

    code = "hearing"


class MicrophoneUnavailable(HearingError):
    """There is no microphone, or it went away."""

    code = "microphone-unavailable"


class RecordingUnreadable(HearingError):
    """A recording is missing, empty, truncated or not audio."""

    code = "recording-unreadable"


class ModelUnavailable(HearingError):
    """The weights of a recogniser or detector are not where they should be."""

    code = "model-unavailable"


class RecognitionFailed(HearingError):
    """A recogniser failed in the middle of its work."""

    code = "recognition-failed"


class SpeakingError(AssistantError):
    """Words could not be turned into sound."""

    code = "speaking"


class SpeakerUnavailable(SpeakingError):
    """There is no output device, or it went away."""

    code = "speaker-unavailable"


class VoiceUnavailable(SpeakingError):
    """A voice's engine or weights are not where they should be."""

    code = "voice-unavailable"


class StoreError(AssistantError):
    """Something could not be remembered."""

    code = "store"


class StoreInUse(StoreError):
    """Another ``hearthside run`` owns this data directory."""

    code = "store-in-use"


class StoreDamaged(StoreError):
    """The database cannot be read."""

    code = "store-damaged"


class StoreFull(StoreError):
    """There is no space left to write."""

    code = "store-full"


class NotErased(StoreError):
    """Something that was to be forgotten is still there; the message names it."""

    code = "not-erased"


class CalendarError(AssistantError):
    """A calendar outside Hearthside could not be read or written."""

    code = "calendar"


class CalendarUnreadable(CalendarError):
    """A calendar file is not iCalendar."""

    code = "calendar-unreadable"


class CalendarUnreachable(CalendarError):
    """A calendar server did not answer."""

    code = "calendar-unreachable"


class CalendarRefused(CalendarError):
    """A calendar server answered, and said no."""

    code = "calendar-refused"


class CalendarOutdated(CalendarError):
    """Somebody else changed an event on the server meanwhile, so it was not overwritten."""

    code = "calendar-outdated"


class CalendarEmptied(CalendarError):
    """A calendar is suddenly empty, and nobody said that it should be; nothing was deleted."""

    code = "calendar-emptied"
