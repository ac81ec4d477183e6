from datetime import time, timedelta

from assistant.scheduling.intention import EVERY_DAY, Hours, Intention, Ritual
from tests.unit.scheduling.planning import Planning

SUNDAY = 6
DATE = Ritual("date", "Date night", timedelta(hours=2), Hours(time(9), time(22)), time(19), per_week=7)


def test_what_was_ruled_out_is_kept_before_there_is_anything_they_want() -> None:
    home = Planning()
    home.planner.rule_out(Intention((DATE,)).on_days(EVERY_DAY - {SUNDAY}), home.now)
    assert home.planner.intention is None
    assert home.planner.limits == Intention((), days=EVERY_DAY - {SUNDAY})


def test_a_wish_that_comes_later_keeps_off_the_days_that_were_ruled_out() -> None:
    wanted = Intention((), days=EVERY_DAY - {SUNDAY}).wanting(DATE)
    assert [(each.days, each.per_week) for each in wanted.rituals] == [(EVERY_DAY - {SUNDAY}, 6)]


def test_a_week_lies_within_the_days_and_hours_that_are_left() -> None:
    early = Hours(time(0), time(9))
    limits = Intention((), (early,), EVERY_DAY - {SUNDAY})
    week = Intention((DATE,), (early,)).within(limits)
    assert (week.forbidden, week.days) == ((early,), EVERY_DAY - {SUNDAY})
    assert week.rituals[0].per_week == 6
