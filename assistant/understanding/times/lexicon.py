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
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
    )
}

TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}

ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
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
    "previous": "last",
    "tonite": "tonight",
    "tmrw": "tomorrow",
    "tomorow": "tomorrow",
    "@": "at",
    "apart": "except",
    "excluding": "except",
    "weeknight": "weeknight",
    "nights": "nights",
}
CANONICAL |= {
    wrong: right
    for right, spellings in {
        "tuesday": "tuseday teusday",
        "wednesday": "wensday wendsday wednsday wedensday wednesay",
        "thursday": "thirsday thrusday thurday thusday",
        "friday": "firday fridy",
        "saturday": "saterday satuday saturdy",
        "january": "janurary janary",
        "february": "febuary feburary",
        "september": "septmber",
        "tomorrow": "tommorow tommorrow tomorrrow tomoz tmr 2moro",
        "tonight": "tonigt 2nite",
        "quarter": "qtr",
    }.items()
    for wrong in spellings.split()
}
"""Other spellings of the words that the grammar knows. Units of time lose their plural; weekdays keep it."""

UNSURE_SHORT_FORMS = {"sat", "sun", "wed", "mon", "mar", "sec", "second", "min"}
"""Short forms that are words of their own: read as times only where the words around them say so."""

SINGLE_LETTER_UNITS = {"h": "hour", "d": "day", "w": "week", "m": "minute", "s": "second"}
"""Read as units only straight after a number ("2h")."""

FILLERS = {"uh", "um", "uhm", "er", "erm", "hmm", "mm", "ah", "please"}
"""Words that say nothing about a time, wherever they stand."""

APPROXIMATELY = r"(?:around|about|approximately|roughly|exactly|just|say|like)"

CORRECTING = (
    r"(?:no|sorry|wait|actually|rather|oops|pardon(?: me)?|excuse me|correction|hang on|hold on|scratch that|"
    r"forget that|i mean|i meant|or rather|or better|better|my mistake|make it|make that|let 's make (?:it|that))"
)
"""What takes back the words before it."""

BESIDE_CORRECTING = (
    r"(?:,|oh|well|but|then|or|a (?:second|moment|minute)|1 (?:second|moment)|i think|let 's say|in fact|it 's|that 's|"
    r"should be|will be|on|at|for|in|by|around|about|until|to|from|the)"
)
"""What may stand between a correction and the words that are right."""

CORRECTORS = frozenset(
    {"no", "sorry", "wait", "actually", "rather", "oops", "pardon", "excuse", "correction", "hang", "hold", "scratch"}
    | {"forget", "i", "or", "better", "my", "make", "let", "but"}
)
"""The words with which a correction, or another choice, can begin."""

_OTHER_STARTERS = """
a about actually advent after afternoon afternoons all alternate alternating an annually another any
anytime approximately april around as asap ascension ash at bar bastille bed before begin beginning
besides between black bonfire boxing breakfast bright burns but by canada candlemas christmas close
closest cob columbus coming commencing corpus current cyber daily day dinner during each earlier
early earth easter effective end ending entire eod epiphany evening evenings every except fat father
fathers final first following for from good groundhog guy half halfway hallowe'en halloween hogmanay
holy hour i ides in independence indigenous international juneteenth just labor labour last late
later leap leaving less lunch make mardi martin maundy memorial mid middle midnight midsummer mlk
monthly morning mornings mother mothering mothers nearest new next nicholas night nights no noon now
on once other over palm pancake past patrick pentecost per president presidents quarter rather
remembrance rest right roughly saint same save shrove silvester skipping sometime sorry st start
starting supper thanksgiving the this three thrice through throughout to today tomorrow tonight
trinity twelfth twice until up upcoming valentine valentines veteran veterans wait washington week
weekday weekdays weekend weekends weekly weeknights whit whitsun whole within without women workdays
yearly yesterday
"""
STARTERS = frozenset(
    {*WEEKDAYS, *(f"{day}s" for day in WEEKDAYS), *MONTHS, ",", "and", *_OTHER_STARTERS.split()},
)
"""The words with which a part of a time can begin, besides figures; at all others nothing is tried."""
