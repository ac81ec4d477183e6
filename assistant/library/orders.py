"""Tells a reminder from an order to the other person.

Source: FACTS 4.2: a reminder more often than daily at one person, or one about where somebody must be, what they must
obey or how often they did something, is refused.
"""

import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import ContentError
from assistant.library.yaml_reading import load_yaml

FILE_NAME = "orders.yaml"


class OrderFile(BaseModel):
    """``orders.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    someone: str
    """The words for one person who is not the speaker."""

    orders: tuple[str, ...] = Field(min_length=1)


class Orders:
    """The wordings of orders."""

    def __init__(self, file: OrderFile) -> None:
        """Prepare the wordings.

        Raises:
            ContentError: one of them is not well written.
        """
        try:
            self._someone = _words(file.someone)
            self._orders = _words("|".join(order.replace("<someone>", file.someone) for order in file.orders))
        except re.error as error:
            message = f"{FILE_NAME}: a wording is not well written ({error})"
            raise ContentError(message) from error

    def is_order(self, what: str, *, when_is_more_than_daily: bool) -> bool:
        """Whether a reminder would be an order.

        Args:
            what: what to remind of, in the words that were spoken, lower case, pronouns unchanged.
            when_is_more_than_daily: whether it would be said more than once a day.
        """
        if self._orders.search(what):
            return True
        return when_is_more_than_daily and self._someone.search(what) is not None


def load_orders(content: Path) -> Orders:
    """Load the wordings of one language.

    Args:
        content: the folder of that language.

    Raises:
        ContentError: the file is missing or cannot be used.
    """
    return Orders(load_yaml(content / FILE_NAME, OrderFile))


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])")
