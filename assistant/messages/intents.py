"""The names of what can be meant: one name per thing, added where users need one, never renamed."""

from typing import Final, Literal, get_args

IntentName = Literal[
    # moving
    "Next",
    "Previous",
    "Repeat",
    "Pause",
    "Resume",
    "Stop",
    "StartOver",
    "Skip",
    "Swap",
    "Shorter",
    "MoreTime",
    "TimeLeft",
    "WhereAmI",
    "GoToStep",
    # voice
    "Louder",
    "Softer",
    "Faster",
    "Slower",
    "Mute",
    "Unmute",
    # turn
    "Help",
    "Yes",
    "No",
    "Cancel",
    "Undo",
    "Thanks",
    "WhyDidYouSayThat",
    "WhatTimeIsIt",
    "WhatDayIsIt",
    # heat
    "TimeOut",
    # principles
    "ListPrinciples",
    "TellMore",
    "TakeUsThrough",
    "ReadPrinciple",
    "ExplainTopic",
    # exercises
    "ListExercises",
    "StartExercise",
    "SuggestExercise",
    "Situation",
    # couple time
    "ScheduleTime",
    "MoveTime",
    "SkipTime",
    "CancelTime",
    "ListTimes",
    "FindFreeTime",
    "NextTime",
    "PlanWeek",
    "WhatDidIMiss",
    "LinkCalendar",
    "UnlinkCalendar",
    # reminders
    "Remind",
    "Snooze",
    "Hush",
    # household
    "SetName",
    "QuietHours",
    "QuietHoursOff",
    "WhenIsItQuiet",
    "PrivateMode",
    "SharedMode",
    "SetRegion",
    "Limits",
    "WhatChanged",
    "WhatDoYouKnow",
    "ForgetEverything",
    # safety
    "Safety",
]

INTENT_NAMES: frozenset[IntentName] = frozenset(get_args(IntentName))

TALK: Final = "None"
"""What is not meant for Hearthside, as sentence files and learned weights write it."""

Label = IntentName | Literal["None"]
"""What a sentence may be taken for: an intent, or ``TALK``."""
