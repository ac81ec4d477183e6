"""``hearthside calendar``: couple time without speech."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.adapters.files_written_whole import write_file
from assistant.app.content import written_choices, written_orders
from assistant.app.free_command import print_free
from assistant.app.house import House
from assistant.app.moments import present
from assistant.app.printing import print_line, print_text
from assistant.app.settings import load_settings
from assistant.app.wiring import open_house
from assistant.calendar.appointment import Appointment, Kind, Occurrence
from assistant.calendar.ical import export_calendar, import_calendar
from assistant.calendar.publishing import taken_back
from assistant.clock import StandingClock
from assistant.errors import CalendarRefused, CalendarUnreadable, RequestUnclear
from assistant.messages.speech import Asking, Expectation, Intent, Transcript, Vocabulary
from assistant.skills.beside_plans import Beside, beside
from assistant.skills.couple_time import CoupleTimeSkill
from assistant.skills.focus import Focus
from assistant.skills.held_back import HeldBack
from assistant.speaking.phrasing import words as spoken_words

_LIKE_THIS = "say it all at once, like 'date night friday at seven'"
_TAKES_BACK = "`hearthside say 'undo that'`"
_MOST_NAMED = 5


def calendar(options: argparse.Namespace) -> int:
    """Run one of the actions."""
    settings = load_settings(options.config, data_dir=options.data_dir)
    clock = StandingClock(present(options.now, settings.zone))
    now = clock.now()
    with open_house(settings, clock) as house:
        match options.action:
            case "list":
                start = present(options.start or now, settings.zone)
                _list(house, start, start + timedelta(days=options.days), as_json=options.json)
            case "add":
                asyncio.run(house.calendars.refresh_once(now))
                _add(house, " ".join(options.text), now, as_json=options.json)
            case "free":
                asyncio.run(house.calendars.refresh_once(now))
                print_free(house, " ".join(options.text), now, as_json=options.json)
            case "sync":
                _sync(house, now, accept_empty=options.accept_empty, as_json=options.json)
            case "export":
                _export(house, options.file, options.titles, as_json=options.json)
            case _:
                _import(house, options.file, now, as_json=options.json)
    return 0


def _list(house: House, start: datetime, end: datetime, *, as_json: bool) -> None:
    found = house.couple_time.occurrences(start, end)
    for occurrence in found:
        _print(house, occurrence, as_json=as_json)
    if not found and not as_json:
        print_text("Nothing is planned.")


def _print(house: House, occurrence: Occurrence, *, as_json: bool) -> None:
    start, end = (moment.astimezone(house.zone) for moment in (occurrence.start, occurrence.end))
    if as_json:
        about = occurrence.appointment
        print_line(
            {
                "uid": about.uid,
                "title": occurrence.title,
                "start": start.isoformat(),
                "end": end.isoformat(),
                "rrule": about.rrule,
            }
        )
    else:
        print_text(f"{start:%a %d %b %Y  %H:%M}-{end:%H:%M}  {occurrence.title}")


def _add(house: House, words: str, now: datetime, *, as_json: bool) -> None:
    intent = _understood(house, words, now)
    default_length = timedelta(minutes=house.settings.scheduling.default_minutes)
    focus = Focus()
    held_back = HeldBack(house.desk, focus)
    skill = CoupleTimeSkill(
        house.couple_time, default_length, focus, written_orders(), written_choices(), held_back=held_back
    )
    draft = skill.drafted(intent, now)
    if draft is None:
        message = f"I found no day and time in that; {_LIKE_THIS}."
        raise RequestUnclear(message)
    outcome = skill.handle(intent, now)
    is_whole = outcome.question is not None and outcome.question.asking is Asking.YES_OR_NO
    if not is_whole or intent.is_first_of_two:
        # Aloud it would be asked for; here nobody answers.
        sentence = spoken_words(house.phrasing.phrase(outcome.sayings[0].reply, now.astimezone(house.zone)))
        message = f"{sentence} Nothing was kept; {_LIKE_THIS}."
        raise RequestUnclear(message)
    is_reminder = draft.kind is Kind.REMINDER
    near = Beside("remind.read_back") if is_reminder else beside(house.couple_time, draft, now)
    house.couple_time.add(draft, now)
    if near.clashes:
        free = () if draft.repeats else house.couple_time.alternatives(draft, now)
        _name_other(house, near, free)
    elif near.key == "time.not_free":
        sys.stderr.write(f"That time isn't free for both of you; {_TAKES_BACK} takes it back.\n")
    found = _first(house, draft, now)
    if found is not None:
        _print(house, found, as_json=as_json)


def _name_other(house: House, near: Beside, free: Sequence[datetime]) -> None:
    """What else is planned, and where it would be free; on stderr, since it was kept all the same."""
    other = near.clashes[0]
    start, end = (moment.astimezone(house.zone) for moment in (other.start, other.end))
    if near.key == "time.already_that_day":
        when, advice = "that day already", ""
    else:
        instead = " or ".join(f"{each:%a %d %b %H:%M}" for each in free)
        when, advice = "then", f", and it would be free at {instead}" if instead else ""
    sys.stderr.write(
        f"You have {other.title} {when} ({start:%a %d %b %H:%M}-{end:%H:%M}){advice}; "
        f"{_TAKES_BACK} takes this one back.\n"
    )


def _understood(house: House, words: str, now: datetime) -> Intent:
    """The words as a wish to plan something, whether or not they say so; of two readings of an hour the better one."""
    wall = now.astimezone(house.zone).replace(tzinfo=None)
    said = house.recognizer.recognize(Transcript(words.lower()), Expectation(), Vocabulary(), wall)
    if said.name not in ("ScheduleTime", "Remind"):
        said = house.recognizer.recognize(Transcript(f"schedule {words.lower()}"), Expectation(), Vocabulary(), wall)
    return replace(said, times={name: replace(each, ambiguous=()) for name, each in said.times.items()})


def _first(house: House, draft: Appointment, now: datetime) -> Occurrence | None:
    start = draft.start.replace(tzinfo=ZoneInfo(draft.zone))
    found = house.couple_time.occurrences(min(now, start), start + timedelta(days=1))
    return next((each for each in found if each.appointment.uid == draft.uid), None)


def _sync(house: House, now: datetime, *, accept_empty: bool, as_json: bool) -> None:
    report = asyncio.run(house.calendars.sync(now, accept_empty=accept_empty))
    if as_json:
        print_line(asdict(report))
    else:
        print_text(
            f"Sent: {report.sent}. Taken in: {report.taken_in}. "
            f"Removed here: {report.removed_here}. Removed there: {report.removed_there}."
        )
        if report.conflicts:
            print_text(
                f"Changed on both sides: {report.conflicts}. The shared calendar's version stands; "
                f"{_TAKES_BACK} brings yours back."
            )
        if report.left_alone:
            print_text(f"Left alone, since it cannot be read or is there twice: {report.left_alone}.")
    if report.refusal is not None:
        raise CalendarRefused(report.refusal)


def _export(house: House, file: Path, titles: str | None, *, as_json: bool) -> None:
    policy = house.settings.calendar.title_policy
    own = policy.own_titles if titles is None else titles == "own"
    text = export_calendar(house.couple_time.all(), own_titles=own, neutral_title=policy.neutral)
    write_file(file, text)
    if as_json:
        print_line({"out": str(file)})
    else:
        print_text(f"Written to {file}.")


def _import(house: House, file: Path, now: datetime, *, as_json: bool) -> None:
    try:
        data = file.read_bytes()
    except OSError as error:
        message = f"I cannot read {file}: {error.strerror}."
        raise CalendarUnreadable(message) from error
    imported = import_calendar(data, zone=house.zone.key, now=now)
    known = {each.uid: each for each in house.couple_time.all()}
    policy = house.settings.calendar.title_policy
    house.couple_time.take_over([taken_back(each, known.get(each.uid), policy) for each in imported.appointments], now)
    if as_json:
        print_line({"taken_over": len(imported.appointments), "left_out": list(imported.refused)})
    else:
        print_text(f"Taken over: {len(imported.appointments)}.")
    if imported.refused:
        named = ", ".join(imported.refused[:_MOST_NAMED])
        more = f" and {len(imported.refused) - _MOST_NAMED} more" if len(imported.refused) > _MOST_NAMED else ""
        sys.stderr.write(f"Left out, since it repeats too often or lies too far away: {named}{more}.\n")
