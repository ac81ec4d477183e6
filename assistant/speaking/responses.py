"""The written responses: their schema, and how they are read from ``content/<language>/responses``."""

from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from pydantic import BaseModel, ConfigDict, Field, RootModel, field_validator, model_validator

from assistant.errors import ContentError
from assistant.library.yaml_reading import load_yaml
from assistant.speaking.ports import Pace

FORMATS = frozenset(
    {"", "date_time", "date", "whole_date", "clock", "how_far", "recurrence", "about", "exactly", "list"},
)  # fmt: skip
"""What may stand behind the colon of a placeholder; ``speaking/phrasing.py`` says what each gives."""


class Response(BaseModel):
    """One response as a writer writes it: one or more ways to say the same, with how it is said.

    In YAML a bare text or a list of texts stands for a response without options.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    say: tuple[str, ...] = Field(min_length=1)
    """Variants; placeholders as ``{name}`` or ``{name:format}``, the same names in each."""

    pause_before: float = Field(default=0.0, ge=0, le=10)
    """Seconds of silence before it, where something was said before it in the same breath."""

    pause_after: float | None = Field(default=None, ge=0, le=15)
    """Seconds of silence after it; without it as long as between any two sentences."""

    pace: Pace = Pace.NORMAL

    fixed: bool = False
    """It never varies: exactly one way to say it."""

    @model_validator(mode="before")
    @classmethod
    def _bare_texts(cls, data: object) -> object:
        return {"say": data} if isinstance(data, str | list) else data

    @field_validator("say", mode="before")
    @classmethod
    def _one_text(cls, data: object) -> object:
        return [data] if isinstance(data, str) else data

    @field_validator("say")
    @classmethod
    def _clean_texts(cls, texts: tuple[str, ...]) -> tuple[str, ...]:
        for text in texts:
            if not text.strip():
                message = "a response must not be empty"
                raise ValueError(message)
            for name, form in placeholders(text):
                if form not in FORMATS:
                    message = f"{{{name}:{form}}} has no such format; there are {', '.join(sorted(FORMATS - {''}))}"
                    raise ValueError(message)
        return tuple(" ".join(text.split()) for text in texts)

    @model_validator(mode="after")
    def _variants_agree(self) -> "Response":
        if self.fixed and len(self.say) > 1:
            message = "a fixed response has exactly one way to say it"
            raise ValueError(message)
        named = {frozenset(name for name, _ in placeholders(text)) for text in self.say}
        if len(named) > 1:
            message = "every variant needs the same placeholders"
            raise ValueError(message)
        return self

    @property
    def needs(self) -> frozenset[str]:
        """The names of the values that fill it."""
        return frozenset(name for name, _ in placeholders(self.say[0]))


class _ResponseFile(RootModel[dict[str, Response]]):
    """A file of responses by key."""


def placeholders(text: str) -> tuple[tuple[str, str], ...]:
    """The placeholders of a written text, in order, as name and format.

    Raises:
        ValueError: a brace is not closed, or a placeholder is not a plain name.
    """
    found = []
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or conversion:
            message = f"a placeholder is a plain name, not {{{name}}}"
            raise ValueError(message)
        found.append((name, form or ""))
    return tuple(found)


def load_responses(folder: Path) -> Mapping[str, Response]:
    """Read every ``*.yaml`` of a folder.

    Raises:
        ContentError: the folder or a file is not as it should be, or a key stands twice.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        message = f"There are no responses in {folder.name}; the installation is not whole."
        raise ContentError(message)
    responses: dict[str, Response] = {}
    for file in files:
        for key, response in load_yaml(file, _ResponseFile).root.items():
            if key in responses:
                message = f"{file.name}: '{key}' stands in another file already."
                raise ContentError(message)
            responses[key] = response
    return responses
