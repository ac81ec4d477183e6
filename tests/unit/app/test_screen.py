"""A page on the terminal that goes without a trace."""

import io

import pytest

from assistant.app.screen import Screen

PAGE = "one\ntwo\nthree\nfour"


class Terminal(io.StringIO):
    """Pretends to be a terminal."""

    def isatty(self) -> bool:
        return True


def shown(terminal: io.StringIO) -> str:
    """What was written last."""
    return terminal.getvalue().rsplit("\x1b[2J\x1b[H", 1)[-1]


def opened(terminal: io.StringIO, rows: int = 30) -> Screen:
    screen = Screen(terminal, lambda: rows)
    screen.open(PAGE, close="Enter closes.", read_on="+ reads on.", was_typed=True)
    return screen


def test_a_page_that_fits_is_shown_whole_and_enter_brings_the_old_screen_back() -> None:
    terminal = Terminal()
    screen = opened(terminal)
    assert shown(terminal) == f"{PAGE}\n\nEnter closes.\n"
    assert screen.takes("")
    assert not screen.is_open
    assert terminal.getvalue().endswith("\x1b[?1049l")


def test_a_long_page_is_turned_and_begins_again_after_its_end() -> None:
    terminal = Terminal()
    screen = opened(terminal, rows=7)
    assert shown(terminal) == "one\ntwo\n\nEnter closes. + reads on.\n"
    assert screen.takes("+")
    assert shown(terminal).startswith("three\nfour\n")
    assert screen.takes("+")
    assert shown(terminal).startswith("one\n")


def test_anything_else_that_is_typed_closes_the_page_and_is_still_heard() -> None:
    screen = opened(Terminal())
    assert not screen.takes("stop")
    assert not screen.is_open
    assert not screen.takes("")


def test_the_key_that_asked_for_the_page_goes_too() -> None:
    terminal = Terminal()
    opened(terminal)
    assert terminal.getvalue().startswith("\x1b[1A\x1b[2K")


def test_a_file_gets_the_plain_text() -> None:
    file = io.StringIO()
    screen = opened(file)
    screen.close()
    screen.clear()
    assert file.getvalue() == f"{PAGE}\n\nEnter closes.\n"


@pytest.mark.parametrize("is_open", [True, False])
def test_clearing_leaves_nothing_above(is_open: bool) -> None:  # noqa: FBT001 - the case of a table
    terminal = Terminal()
    screen = opened(terminal) if is_open else Screen(terminal, lambda: 30)
    screen.clear()
    assert terminal.getvalue().endswith("\x1b[2J\x1b[3J\x1b[H")


def test_what_is_said_while_a_page_is_shown_stands_there_after_it_too() -> None:
    terminal = Terminal()
    screen = opened(terminal)
    screen.write("Date night is at seven.", terminal)
    assert shown(terminal).endswith("Enter closes.\nDate night is at seven.\n")
    screen.takes("")
    assert terminal.getvalue().endswith("\x1b[?1049lDate night is at seven.\n")
    screen.write("Swimming is at six.", terminal)
    screen.close()
    assert terminal.getvalue().count("Date night is at seven.") == 2
    assert terminal.getvalue().count("Swimming is at six.") == 1


def test_what_goes_into_a_file_is_written_there_once() -> None:
    terminal, file = Terminal(), io.StringIO()
    screen = opened(terminal)
    screen.write("Listening again.", file)
    screen.close()
    assert file.getvalue() == "Listening again.\n"
    plain = opened(file)
    plain.write("Muted.")
    plain.close()
    assert file.getvalue().count("Muted.") == 1
