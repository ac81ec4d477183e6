"""Chooses and joins what plans weeks: free times, plans, wishes."""

from datetime import datetime, timedelta

from assistant.app.content import unnamed_partners
from assistant.app.house import House
from assistant.calendar.appointment import NEUTRAL_TITLE
from assistant.messages.times import SpokenTime
from assistant.scheduling.free_time import FreeTime, FreeTimeSettings
from assistant.scheduling.intention import Hours
from assistant.skills.planning import PlanningSkill
from assistant.skills.ports import Skill
from assistant.skills.wishes import Wishes, WishesFirst


def make_free_time(house: House) -> FreeTime:
    """What finds when both are free."""
    settings = house.settings.planning
    found = FreeTimeSettings(
        evenings=Hours(settings.evenings_begin, settings.evenings_end),
        length=timedelta(minutes=settings.free_minutes),
        weekend=frozenset(house.settings.spoken_times.conventions().weekend),
    )
    return FreeTime(house.planner, house.households, found)


def make_planning(house: House) -> PlanningSkill:
    """What plans weeks by voice."""
    never = tuple(each.value() for each in house.settings.planning.never)
    return PlanningSkill(
        house.planner,
        make_free_time(house),
        house.households,
        default_week=house.rituals.default_week.never_in(never),
        unnamed=unnamed_partners(),
        free_title=NEUTRAL_TITLE,
    )


def make_wishes(house: House, plans: Skill, planning: PlanningSkill, default_length: timedelta) -> Skill:
    """The skill for times together, with "a date every week" taken out as a wish."""
    from assistant.understanding.times.reading import find_times  # noqa: PLC0415 - compiled when needed

    conventions = house.settings.spoken_times.conventions()

    def read_times(words: str, wall: datetime) -> list[SpokenTime]:
        return [each.time for each in find_times(words, wall, conventions)]

    wishes = Wishes(house.planner, planning.default_week, planning.wishing, read_times, default_length)
    return WishesFirst(plans, wishes, house.households)
