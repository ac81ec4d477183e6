"""Numbers in words: digits become words, and words become whole numbers."""

from assistant.understanding.wordlists import word_list

_UNITS = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = word_list("zero ten twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINAL_UNITS = word_list(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_HUNDRED = 100
_TWENTY = 20
_LARGEST = 9999

CARDINALS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS) if value > 1
}
"""Every single word that is a number, and its value."""

ORDINALS = {word: value for value, word in enumerate(_ORDINAL_UNITS)} | {
    word[:-1] + "ieth": 10 * value for value, word in enumerate(_TENS) if value > 1
}
"""Every single word that is an ordinal, and its value."""


def spell(number: int) -> str:
    """A number from 0 to 9999 in words; years in pairs ("twenty twenty six").

    Raises:
        ValueError: out of range.
    """
    if not 0 <= number <= _LARGEST:
        message = f"{number} is not between 0 and {_LARGEST}"
        raise ValueError(message)
    if number < _TWENTY:
        return _UNITS[number]
    if number < _HUNDRED:
        tens, rest = divmod(number, 10)
        return _TENS[tens] + (f" {_UNITS[rest]}" if rest else "")
    high, low = divmod(number, _HUNDRED)
    if high >= 10 and high % 10:  # noqa: PLR2004 - 1100 to 9999 that are no whole thousands are said in pairs
        return f"{spell(high)} {spell(low) if low >= 10 else f'oh {_UNITS[low]}' if low else 'hundred'}"  # noqa: PLR2004
    thousands, hundreds = divmod(high, 10)
    parts = [f"{_UNITS[thousands]} thousand"] if thousands else []
    parts += [f"{_UNITS[hundreds]} hundred"] if hundreds else []
    parts += [spell(low)] if low else []
    return " ".join(parts)


def spell_ordinal(number: int) -> str:
    """An ordinal from 0 to 99 in words.

    Raises:
        ValueError: out of range.
    """
    if not 0 <= number < _HUNDRED:
        message = f"{number} is not between 0 and 99"
        raise ValueError(message)
    if number < _TWENTY:
        return _ORDINAL_UNITS[number]
    tens, rest = divmod(number, 10)
    return f"{_TENS[tens]} {_ORDINAL_UNITS[rest]}" if rest else _TENS[tens][:-1] + "ieth"


def read_number(words: tuple[str, ...]) -> tuple[int, int] | None:
    """The whole number, 0 to 999, at the beginning of ``words``.

    Returns:
        The value and how many words it took; None if the first word is no number.
    """
    if not words:
        return None
    first = CARDINALS.get(words[0])
    if first is None:
        return None
    taken, value = 1, first
    if first >= _TWENTY and len(words) > 1 and 0 < CARDINALS.get(words[1], 0) < 10:  # noqa: PLR2004 - a digit
        value, taken = first + CARDINALS[words[1]], 2
    if words[taken : taken + 1] == ("hundred",):
        value, taken = value * _HUNDRED, taken + 1
        rest = read_number(words[taken + (words[taken : taken + 1] == ("and",)) :])
        if rest is not None:
            taken += (words[taken] == "and") + rest[1]
            value += rest[0]
    return value, taken
