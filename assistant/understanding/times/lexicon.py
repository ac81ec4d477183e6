"""The words that times are made of, and what they stand for."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

UNITS = ("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century", "millennium")

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
    )
}

TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}

ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30}

CANONICAL = {
    "mon": "monday",
    "tue": "tuesday",
    "tues": "tuesday",
    "wed": "wednesday",
    "weds": "wednesday",
    "thu": "thursday",
    "thur": "thursday",
    "thurs": "thursday",
    "fri": "friday",
    "sat": "saturday",
    "sun": "sunday",
    "jan": "january",
    "feb": "february",
    "mar": "march",
    "apr": "april",
    "jun": "june",
    "jul": "july",
    "aug": "august",
    "sep": "september",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
    "secs": "seconds",
    "min": "minute",
    "mins": "minute",
    "minutes": "minute",
    "hr": "hour",
    "hrs": "hour",
    "hours": "hour",
    "days": "day",
    "weeks": "week",
    "wk": "week",
    "wks": "week",
    "fortnights": "fortnight",
    "months": "month",
    "years": "year",
    "yr": "year",
    "yrs": "year",
    "decades": "decade",
    "centuries": "century",
    "millenniums": "millennium",
    "millennia": "millennium",
    "quarters": "quarter",
    "midday": "noon",
    "noontime": "noon",
    "til": "until",
    "till": "until",
    "thru": "through",
    "each": "every",
    "xmas": "christmas",
    "oclock": "oclock",
    "tonite": "tonight",
    "tmrw": "tomorrow",
    "tomorow": "tomorrow",
    "@": "at",
    "apart": "except",
    "excluding": "except",
    "weeknight": "weeknight",
    "nights": "nights",
}
"""Other spellings of the words that the grammar knows. Units of time lose their plural; weekdays keep it."""

UNSURE_SHORT_FORMS = {"sat", "sun", "wed", "mon", "mar", "sec", "second", "min"}
"""Short forms that are words of their own: read as times only where the words around them say so."""

SINGLE_LETTER_UNITS = {"h": "hour", "d": "day", "w": "week", "m": "minute", "s": "second"}
"""Read as units only straight after a number ("2h")."""

FILLERS = {"uh", "um", "uhm", "er", "erm", "hmm", "mm", "ah", "please"}
"""Words that say nothing about a time, wherever they stand."""
