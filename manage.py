#!/usr/bin/env python
"""Django's command line for this project."""

import sys


def main() -> None:
    """Run one management command with the project's settings."""
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            "Django is not installed in this Python. Run `make setup`, then use "
            "`.venv/bin/python manage.py …`."
        ) from error

    from navdiplomacy.startup import load_settings

    load_settings()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
