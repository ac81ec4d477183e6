# ruff: noqa: DTZ001 - spoken times are wall time
from datetime import date, datetime

import pytest

from assistant.messages.changes import EditOperation, Following, Series, SpokenEdit
from assistant.messages.times import Grain, SpokenTime
from assistant.understanding.times.edits import read_edit
from assistant.understanding.times.prediction import edit_fields, which_text

NOW = datetime(2026, 11, 23, 9, 0)
"""A Monday morning."""


def edit(text: str) -> SpokenEdit:
    found = read_edit(text, NOW)
    assert found is not None, text
    return found


def written(found: SpokenEdit) -> tuple[object, object, object]:
    """The operation, the target and which occurrences, as `when` writes them."""
    fields = edit_fields(found)
    return fields["op"], fields["target"], fields["which"]


@pytest.mark.parametrize(
    ("text", "operation", "target", "which"),
    [
        ("cancel date night", "cancel", "date night", "next"),
        ("cancel that", "cancel", None, "next"),
        ("call it off", "cancel", None, "next"),
        ("call date night off", "cancel", "date night", "next"),
        ("take the walk off the calendar", "cancel", "walk", "next"),
        ("cancel friday's date night", "cancel", "date night", "2026-11-27"),
        ("cancel the dinner tomorrow evening", "cancel", "dinner", "2026-11-24"),
        ("cancel everything on saturday", "cancel", "*", "2026-11-28"),
        ("cancel all our plans for the weekend", "cancel", "*", "range:2026-11-28/2026-11-30"),
        ("cancel all date nights", "cancel", "date nights", "all"),
        ("cancel date night for good", "cancel", "date night", "all"),
        ("cancel the whole series", "cancel", None, "all"),
        ("cancel all future walks", "cancel", "walks", "following"),
        ("cancel the check ins from january on", "cancel", "check ins", "following"),
        ("could you please drop the wednesday check in", "cancel", "wednesday check in", "next"),
        ("skip the next check in", "skip", "check in", "next"),
        ("skip the next three check ins", "skip", "check ins", "next:3"),
        ("skip the check in this week", "skip", "check in", "range:2026-11-23/2026-11-30"),
        ("skip it", "skip", None, "next"),
        ("not this week", "skip", None, "range:2026-11-23/2026-11-30"),
        ("we can't make the walk on sunday", "skip", "walk", "2026-11-29"),
        ("no walk tomorrow", "skip", "walk", "2026-11-24"),
        ("give the walk a miss tomorrow", "skip", "walk", "2026-11-24"),
        ("stop the weekly check in", "cancel", "weekly check in", "all"),
        ("have the walk a bit earlier tomorrow", "shift", "walk", "2026-11-24"),
        ("could the walk start later", "shift", "walk", "next"),
        ("we're giving yoga a miss this week", "skip", "yoga", "range:2026-11-23/2026-11-30"),
        ("we're away next week so skip yoga", "skip", "yoga", "range:2026-11-30/2026-12-07"),
        ("we're both worn out, skip the next two check ins", "skip", "check ins", "next:2"),
        ("the babysitter can't come so please cancel saturday's dinner", "cancel", "dinner", "2026-11-28"),
        ("the walk's off tomorrow", "cancel", "walk", "2026-11-24"),
        ("friday's brunch is cancelled", "cancel", "brunch", "2026-11-27"),
        ("we won't make it to yoga on thursday", "skip", "yoga", "2026-11-26"),
        ("not the walk tomorrow please", "skip", "walk", "2026-11-24"),
        ("tomorrow's walk, skip it", "skip", "walk", "2026-11-24"),
        ("the walk on friday cancel it we're away", "cancel", "walk", "2026-11-27"),
        ("cancel the walk on the eighth only", "cancel", "walk", "2026-12-08"),
        ("skip the next three", "skip", None, "next:3"),
        ("skip the one on sunday", "skip", None, "2026-11-29"),
        ("skip the walk twice", "skip", "walk", "next:2"),
        ("cancel only the next walk", "cancel", "walk", "next"),
        ("cancel just this sunday's walk", "cancel", "walk", "2026-11-29"),
        ("cancel the walks for the rest of the month", "cancel", "walks", "range:2026-11-23/2026-12-01"),
        ("cancel this and every following walk", "cancel", "walk", "following"),
        ("cancel all walks before new year's eve", "cancel", "walks", "range:2026-11-23/2026-12-31"),
        ("cancel the walks this week and next week", "cancel", "walks", "range:2026-11-23/2026-12-07"),
        ("cancel saturday and sunday's walk", "cancel", "walk", "range:2026-11-28/2026-11-30"),
        ("skip the walk until the new year", "skip", "walk", "range:2026-11-23/2027-01-01"),
        ("on monday cancel the picnic", "cancel", "picnic", "2026-11-30"),
        ("tomorrow let's skip the picnic", "skip", "picnic", "2026-11-24"),
        ("the week after next no yoga", "skip", "yoga", "range:2026-12-07/2026-12-14"),
        ("ugh let's skip the picnic tomorrow", "skip", "picnic", "2026-11-24"),
        ("i can't face the picnic tomorrow", "skip", "picnic", "2026-11-24"),
        ("game night's not happening this sunday", "cancel", "game night", "2026-11-29"),
        ("leave things as they were", "undo", None, None),
        ("cancel the walk every other friday", "cancel", "walk", "next"),
        ("cancel our walks every second week", "cancel", "walks", "next"),
        ("skip the walk on alternate fridays", "skip", "walk", "next"),
        ("skip every other walk", "skip", "walk", "next"),
        ("cancel yoga on the first friday of every month", "cancel", "yoga", "next"),
        ("cancel yoga every friday", "cancel", "yoga", "all"),
        ("rename the walk to sunday stroll", "rename", "walk", None),
        ("resume date nights", "resume", "date nights", "all"),
        ("make it longer", "extend", None, "next"),
        ("do it at the usual time", "move", None, "next"),
        ("undo that", "undo", None, None),
        ("that was the wrong day", "undo", None, None),
        ("put it back", "undo", None, None),
    ],
)
def test_a_change_names_its_operation_its_target_and_which(
    text: str, operation: str, target: str | None, which: str | None
) -> None:
    found = edit(text)
    assert written(found) == (operation, target, which)
    assert found.when is None


@pytest.mark.parametrize(
    ("text", "operation", "target", "seconds"),
    [
        ("push it back by half an hour", "shift", None, 1800),
        ("bring dinner forward an hour", "shift", "dinner", -3600),
        ("postpone the walk by a week", "shift", "walk", 604_800),
        ("let the walk start ten minutes later", "shift", "walk", 600),
        ("put the walk ten minutes earlier", "shift", "walk", -600),
        ("let the walk go on for another ten minutes", "extend", "walk", 600),
        ("let's start the check in fifteen minutes earlier", "shift", "check in", -900),
        ("could dinner be half an hour later please", "shift", "dinner", 1800),
        ("could dinner be half an hour later", "shift", "dinner", 1800),
        ("can we have dinner half an hour later", "shift", "dinner", 1800),
        ("make it an hour earlier", "shift", None, -3600),
        ("make the walk twenty minutes longer", "extend", "walk", 1200),
        ("add ten minutes to the check in", "extend", "check in", 600),
        ("give the walk another twenty minutes", "extend", "walk", 1200),
        ("cut ten minutes off the check in", "shorten", "check in", -600),
        ("shorten the walk by a quarter of an hour", "shorten", "walk", -900),
        ("hold dinner back twenty minutes", "shift", "dinner", 1200),
        ("let date night last two hours", "set_duration", "date night", 7200),
        ("give us ten more minutes for the check in", "extend", "check in", 600),
        ("make date night two hours long", "set_duration", "date night", 7200),
        ("extend the budget talk to ninety minutes", "set_duration", "budget talk", 5400),
        ("change the walk to forty five minutes", "set_duration", "walk", 2700),
        ("the walk should be an hour long", "set_duration", "walk", 3600),
        ("change the length of the walk to forty minutes", "set_duration", "walk", 2400),
        ("could the walk go an hour later", "shift", "walk", 3600),
    ],
)
def test_lengths_say_how_far_or_how_long(text: str, operation: str, target: str | None, seconds: int) -> None:
    found = edit(text)
    assert written(found) == (operation, target, "next")
    assert found.when == SpokenTime(duration_seconds=seconds)


@pytest.mark.parametrize(
    ("text", "target", "which", "start"),
    [
        ("move it to friday", None, "next", "2026-11-27 00:00"),
        ("push the walk back to five thirty", "walk", "next", "2026-11-23 17:30"),
        ("bring date night forward to six", "date night", "next", "2026-11-23 18:00"),
        ("move saturday's brunch to sunday at eleven", "brunch", "2026-11-28", "2026-11-29 11:00"),
        ("move date night from friday to saturday", "date night", "2026-11-27", "2026-11-28 00:00"),
        ("move friday's dinner to eight", "dinner", "2026-11-27", "2026-11-27 20:00"),
        ("shift next week's check in to wednesday", "check in", "range:2026-11-30/2026-12-07", "2026-12-02 00:00"),
        ("move lunch with your parents to the twelfth at one", "lunch with your parents", "next", "2026-12-12 13:00"),
        ("make it eight instead of seven", None, "next", "2026-11-23 20:00"),
        ("can we do date night on saturday instead", "date night", "next", "2026-11-28 00:00"),
        ("do date night on saturday instead of friday", "date night", "2026-11-27", "2026-11-28 00:00"),
        ("move the walk to six tomorrow", "walk", "next", "2026-11-24 18:00"),
        ("reschedule the walk for six on sunday", "walk", "next", "2026-11-29 18:00"),
        ("saturday doesn't work for yoga, let's do sunday", "yoga", "2026-11-28", "2026-11-29 00:00"),
        ("we can't do saturday's walk, let's do sunday at ten instead", "walk", "2026-11-28", "2026-11-29 10:00"),
        ("yoga has to move to sunday", "yoga", "next", "2026-11-29 00:00"),
        ("would you mind moving the walk to sunday", "walk", "next", "2026-11-29 00:00"),
        ("could dinner be at six", "dinner", "next", "2026-11-23 18:00"),
        ("can the walk be on sunday instead of saturday", "walk", "2026-11-28", "2026-11-29 00:00"),
        ("tonight doesn't work, can we do tomorrow instead", None, "2026-11-23", "2026-11-24 00:00"),
        ("saturday's no good, let's do sunday at ten", None, "2026-11-28", "2026-11-29 10:00"),
        ("dinner at eight instead of seven", "dinner", "next", "2026-11-23 20:00"),
        ("cancel the walk on friday and do it sunday at ten", "walk", "2026-11-27", "2026-11-29 10:00"),
        ("we need to move the walk to tomorrow at noon", "walk", "next", "2026-11-24 12:00"),
    ],
)
def test_what_stands_before_to_says_which_and_what_follows_says_when(
    text: str, target: str | None, which: str, start: str
) -> None:
    found = edit(text)
    assert written(found) == ("move", target, which)
    assert found.when is not None
    assert found.when.start == datetime.fromisoformat(start)


@pytest.mark.parametrize(
    ("text", "which", "rrule"),
    [
        ("change the check in to every second sunday at five", "all", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
        ("make the check in every other week", "all", "FREQ=WEEKLY;INTERVAL=2"),
        ("do the check in every day instead of every week", "all", "FREQ=DAILY"),
        ("move the check in to sundays at six from now on", "following", "FREQ=WEEKLY;BYDAY=SU"),
        ("from now on the check in is on sundays at six", "following", "FREQ=WEEKLY;BYDAY=SU"),
    ],
)
def test_a_new_rhythm_changes_the_whole(text: str, which: str, rrule: str) -> None:
    found = edit(text)
    assert written(found) == ("change", "check in", which)
    assert found.when is not None
    assert found.when.recurrence is not None
    assert found.when.recurrence.rrule == rrule


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("cancel all walks after new year's eve", "2027-01-01"),
        ("cancel everything after sunday", "2026-11-30"),
        ("cancel every walk after march", "2027-04-01"),
        ("cancel the walks from the fifth of december on", "2026-12-05"),
        ("cancel all future walks", None),
    ],
)
def test_what_follows_a_day_is_taken_out_from_that_day_on(text: str, since: str | None) -> None:
    found = edit(text)
    assert found.operation is EditOperation.CANCEL
    assert found.which == Following(date.fromisoformat(since) if since else None)


def test_what_is_kept_free_is_no_change() -> None:
    assert read_edit("keep saturday free from three to six", NOW) is None


def test_pausing_says_for_how_long_or_until_when() -> None:
    stretch = edit("pause the walks for two weeks").when
    assert stretch is not None
    assert (stretch.start, stretch.duration_seconds) == (None, 1_209_600)
    until = edit("put the walks on hold until march").when
    assert until is not None
    assert (until.start, until.end) == (NOW, datetime(2027, 3, 1))


def test_ending_snoozing_and_resuming_say_when() -> None:
    ends = edit("end the check ins at the end of march").when
    assert ends is not None
    assert ends.start == datetime(2027, 3, 31)
    assert edit("snooze it until ten thirty").when == SpokenTime(start=datetime(2026, 11, 23, 10, 30))
    resumes = edit("start the check ins again next monday").when
    assert resumes is not None
    assert (resumes.start, resumes.grain) == (datetime(2026, 11, 30), Grain.DAY)


@pytest.mark.parametrize(
    "text",
    [
        "don't cancel date night",
        "i told him to stop by next friday",
        "we moved house in may",
        "schedule date night for friday at seven",
        "remind us tomorrow to buy flowers",
        "what is on this weekend",
        "could dinner be a salad on friday",
        "my brother has to move to berlin",
        "can we be there at eight",
        "friday is out of the question",
        "he said they can move it to friday",
        "he's off tomorrow",
        "not on friday but on sunday",
        "my brother's got to move out by friday",
        "she's going to put the kettle on at eight",
        "it's late so he'll make dinner at eight",
    ],
)
def test_what_changes_nothing_is_no_change(text: str) -> None:
    assert read_edit(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "target", "which", "day"),
    [
        (
            "next weeks date night doesnt work can we do it friday instead",
            "date night",
            "range:2026-11-30/2026-12-07",
            4,
        ),
        ("next week's yoga doesn't work, could we move it to friday", "yoga", "range:2026-11-30/2026-12-07", 4),
        ("tomorrow's walk won't happen so let's do it on friday", "walk", "2026-11-24", 27),
        ("we can't do tomorrow's walk, can we do it friday instead", "walk", "2026-11-24", 27),
    ],
)
def test_what_hinders_says_which_and_what_is_asked_instead_says_when(
    text: str, target: str, which: str, day: int
) -> None:
    change = edit(text)
    assert written(change) == ("move", target, which)
    assert change.when is not None
    assert change.when.start is not None
    assert change.when.start.day == day


@pytest.mark.parametrize(
    ("text", "operation", "which", "weekdays"),
    [
        ("cancel the yoga on mondays", "cancel", "all", {0}),
        ("skip yoga on mondays and wednesdays", "skip", "all", {0, 2}),
        ("no more yoga on mondays", "cancel", "all", {0}),
        ("stop the walk on weekends", "cancel", "all", {5, 6}),
        ("move yoga from mondays to tuesdays", "change", "all", {0}),
        ("move yoga on mondays to seven", "move", "all", {0}),
        ("make yoga on mondays half an hour longer", "extend", "all", {0}),
        ("cancel yoga on mondays from january on", "cancel", "following", {0}),
        ("cancel yoga on mondays after christmas", "cancel", "following", {0}),
        ("move yoga to mondays", "change", "all", set()),
        ("cancel monday's yoga", "cancel", "2026-11-30", set()),
    ],
)
def test_weekdays_in_the_plural_tell_which_of_a_series(
    text: str, operation: str, which: str, weekdays: set[int]
) -> None:
    found = edit(text)
    assert (found.operation, which_text(found.which)) == (operation, which)
    assert (found.which.weekdays if isinstance(found.which, Series) else set()) == weekdays


@pytest.mark.parametrize(
    ("text", "target", "which", "day", "hour"),
    [
        ("my sister's visiting so can we move brunch to sunday at ten am", "brunch", "next", 29, 10),
        ("friday's dinner, could we push it to eight", "dinner", "2026-11-27", 27, 20),
        ("friday's dinner should be at six", "dinner", "2026-11-27", 27, 18),
        ("let the walk on friday start at five", "walk", "2026-11-27", 27, 17),
        ("instead of friday let's do dinner on saturday at six", "dinner", "2026-11-27", 28, 18),
        ("about the walk on friday, let's move it to saturday at six", "walk", "2026-11-27", 28, 18),
    ],
)
def test_a_reason_or_the_object_may_come_before_the_verb(
    text: str, target: str, which: str, day: int, hour: int
) -> None:
    change = edit(text)
    assert written(change) == ("move", target, which)
    assert change.when is not None
    assert change.when.start == datetime(2026, 11, day, hour)


@pytest.mark.parametrize(
    ("text", "operation", "target", "which"),
    [
        ("make friday an hour later", "shift", None, "2026-11-27"),
        ("can we do friday an hour later", "shift", None, "2026-11-27"),
        ("push friday back", "shift", None, "2026-11-27"),
        ("move friday to saturday", "move", None, "2026-11-27"),
        ("move to friday", "move", None, "next"),
        ("make the date on the eleventh a bit later", "shift", "date", "2026-12-11"),
        ("this week's date on saturday instead", "move", "date", "range:2026-11-23/2026-11-30"),
        ("dinner on saturday instead", "move", "dinner", "next"),
        ("move the friday dinner to saturday", "move", "friday dinner", "next"),
    ],
)
def test_a_day_in_the_place_of_a_name_says_which_one(text: str, operation: str, target: str | None, which: str) -> None:
    found = edit(text)
    assert written(found) == (operation, target, which)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [("make it a bit earlier", True), ("bring the walk forward", True), ("push the walk back", False)],
)
def test_a_change_without_a_length_keeps_its_direction(text: str, earlier: bool) -> None:  # noqa: FBT001 - a case
    found = edit(text)
    assert (found.operation, found.when, found.earlier) == (EditOperation.SHIFT, None, earlier)


@pytest.mark.parametrize(
    ("text", "operation", "target", "which"),
    [
        ("no, move tomorrow's walk to the evening", "move", "walk", "2026-11-24"),
        ("no, skip dinner this week", "skip", "dinner", "range:2026-11-23/2026-11-30"),
        ("never mind cancel yoga", "cancel", "yoga", "next"),
        ("the usual walk on sunday is off, we're away", "cancel", "usual walk", "2026-11-29"),
    ],
)
def test_a_no_before_a_change_is_no_change_of_its_own(text: str, operation: str, target: str, which: str) -> None:
    assert written(edit(text)) == (operation, target, which)


@pytest.mark.parametrize(
    "text", ["we don't have long", "no, next week", "not only that", "let's go on where we stopped"]
)
def test_words_that_only_begin_like_those_of_a_change_ask_for_none(text: str) -> None:
    assert read_edit(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "target", "which"),
    [
        ("skip this one", None, "next"),
        ("give that one a miss", None, "next"),
        ("skip the next three", None, "next:3"),
        ("put the meat in at four", "meat", "next"),
        ("cancel every one of the walks", "walks", "all"),
    ],
)
def test_what_a_change_is_about(text: str, target: str | None, which: str) -> None:
    assert written(edit(text))[1:] == (target, which)
