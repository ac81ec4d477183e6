"""What the two are called."""

from assistant.household.household import Household, Place


def names_of(household: Household, unnamed: tuple[str, str]) -> tuple[str, str]:
    """What the two are called where they are spoken to; ``unnamed`` for whoever gave no name."""
    first, second = household.partners
    return first.name or unnamed[0], second.name or unnamed[1]


def spoken_name(words: str) -> str:
    """A name as it is written: "mary ann" becomes "Mary Ann"."""
    return " ".join(part[:1].upper() + part[1:] for part in words.split())


def place_of(household: Household, which: str, name: str) -> Place:
    """Which of the two a name belongs to: whoever has it already, else the free place, else who was meant."""
    first, second = household.partners
    for place, partner in ((Place.FIRST, first), (Place.SECOND, second)):
        if partner.name.lower() == name.lower():
            return place
    meant = Place.SECOND if which == "partner" else Place.FIRST
    if household.partner(meant).name and not household.partner(meant.other).name:
        return meant.other
    return meant
