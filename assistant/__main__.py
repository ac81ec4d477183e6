"""``python -m assistant`` and the ``hearthside`` command."""

import sys

from assistant.app.cli import main as command_line


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
