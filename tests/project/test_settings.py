"""The settings are safe by default and say what a public site must set.

Settings are read once per process, so each case starts a process of its own.
"""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "NAVDIPLOMACY_ENV": "production",
    "SECRET_KEY": "kept-secret-" * 5,
    "ALLOWED_HOSTS": "navdiplomacy.example, www.navdiplomacy.example",
    "DATABASE_URL": "postgres://user:pass%40word@db.example:5433/naval",
}
READ = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


def run(code: str, *args: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run code with these settings variables and no others."""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "navdiplomacy.settings"}
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        cwd=ROOT,
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def read(*names: str, **variables: str) -> dict:
    """Return the values of settings."""
    done = run(READ, *names, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refusal(**variables: str) -> str:
    """Return the last words of a process that refuses these variables."""
    done = run(READ, "SECRET_KEY", **variables)
    assert done.returncode != 0, done.stdout
    return done.stderr


def test_nothing_has_to_be_set_locally(tmp_path: Path) -> None:
    seen = read(
        "DEBUG",
        "ALLOWED_HOSTS",
        "SESSION_COOKIE_SECURE",
        "DATABASES",
        NAVDIPLOMACY_DATA=str(tmp_path),
    )
    assert seen["DEBUG"] is False
    assert seen["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert seen["SESSION_COOKIE_SECURE"] is False
    assert seen["DATABASES"]["default"]["NAME"] == str(tmp_path / "db.sqlite3")


def test_local_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = read("SECRET_KEY", NAVDIPLOMACY_DATA=str(data))["SECRET_KEY"]
    assert len(first) >= 50
    assert read("SECRET_KEY", NAVDIPLOMACY_DATA=str(data))["SECRET_KEY"] == first
    kept = data / ".secret-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == [".secret-key"]


def test_processes_started_at_once_agree_on_the_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        keys = list(
            pool.map(
                lambda _: read("SECRET_KEY", NAVDIPLOMACY_DATA=str(tmp_path))["SECRET_KEY"],
                range(4),
            )
        )
    assert len(set(keys)) == 1


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_refuses_to_start_without(missing: str, tmp_path: Path) -> None:
    variables = {name: value for name, value in PRODUCTION.items() if name != missing}
    words = refusal(NAVDIPLOMACY_DATA=str(tmp_path), **variables)
    assert f"\n  {missing}: " in words
    assert not (tmp_path / ".secret-key").exists()


def test_production_names_everything_missing_at_once(tmp_path: Path) -> None:
    words = refusal(NAVDIPLOMACY_ENV="production", NAVDIPLOMACY_DATA=str(tmp_path))
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"):
        assert f"\n  {name}: " in words


def test_production_is_https_only(tmp_path: Path) -> None:
    seen = read(
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_PROXY_SSL_HEADER",
        "ALLOWED_HOSTS",
        NAVDIPLOMACY_DATA=str(tmp_path),
        **PRODUCTION,
    )
    assert seen == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_PROXY_SSL_HEADER": None,  # trusted only where a proxy is said to set it
        "ALLOWED_HOSTS": ["navdiplomacy.example", "www.navdiplomacy.example"],
    }


def test_proxy_header_is_trusted_when_asked(tmp_path: Path) -> None:
    seen = read(
        "SECURE_PROXY_SSL_HEADER",
        NAVDIPLOMACY_DATA=str(tmp_path),
        NAVDIPLOMACY_PROXY_TLS="1",
        **PRODUCTION,
    )
    assert seen["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({**PRODUCTION, "NAVDIPLOMACY_DEBUG": "1"}, "Unset it in production"),
        ({"ALLOWED_HOSTS": "*"}, "must name the hosts"),
        ({"NAVDIPLOMACY_ENV": "prod"}, "local, production"),
        ({"NAVDIPLOMACY_DEBUG": "maybe"}, "Set it to 1 or 0"),
        ({"NAVDIPLOMACY_SIDE": "private"}, "Set it to one of: both, public"),
        ({"NAVDIPLOMACY_LOG_LEVEL": "LOUD"}, "DEBUG, INFO, WARNING, ERROR"),
        ({"DATABASE_URL": "mysql://user@host/name"}, "not supported"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_URL": "postgres://user@host:port/name"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_URL": "postgres://user@host"}, "DATABASE_URL names no database"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL names no database"),
        ({"ALLOWED_HOSTS": "https://navdiplomacy.example"}, "without scheme"),
        ({"ALLOWED_HOSTS": "navdiplomacy.example:8000"}, "without scheme"),
        ({"ALLOWED_HOSTS": "*.navdiplomacy.example"}, "a leading dot means all below it"),
        ({**PRODUCTION, "ALLOWED_HOSTS": " , "}, "\n  ALLOWED_HOSTS: "),
        ({**PRODUCTION, "SECRET_KEY": "x"}, "SECRET_KEY has 1 characters, fewer than 50"),
        ({**PRODUCTION, "SECRET_KEY": "y" * 49}, "SECRET_KEY has 49 characters, fewer than 50"),
        ({**PRODUCTION, "SECRET_KEY": "abcd" * 15}, "fewer than 5 different characters"),
        ({**PRODUCTION, "SECRET_KEY": f"django-insecure-{'k3y!x' * 12}"}, "django-insecure-"),
        ({**PRODUCTION, "SECRET_KEY": "x"}, "secrets.token_urlsafe(50)"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_set(
    variables: dict[str, str], words: str, tmp_path: Path
) -> None:
    assert words in refusal(NAVDIPLOMACY_DATA=str(tmp_path), **variables)


def test_a_data_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    words = refusal(NAVDIPLOMACY_DATA=str(tmp_path / "file"))
    assert "Set NAVDIPLOMACY_DATA to a directory" in words


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "migrate"],
        ["manage.py", "prepare"],
        ["-m", "gunicorn", "--config", "python:navdiplomacy.server"],
    ],
)
def test_a_refusal_is_words_and_no_trace(command: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "NAVDIPLOMACY_ENV": "production",
            "NAVDIPLOMACY_DATA": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr.startswith("NAVDIPLOMACY_ENV=production needs")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    done = run(
        "import sys; sys.argv = ['manage.py', 'prepare']\n"
        "import runpy; runpy.run_path('manage.py', run_name='__main__')",
        DATABASE_URL=f"postgres://nobody@{str(tmp_path).replace('/', '%2F')}/none",
        NAVDIPLOMACY_DATA=str(tmp_path),
    )
    assert done.returncode != 0
    assert "CommandError: The database does not answer" in done.stderr
    assert "Check DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_postgresql_by_address(tmp_path: Path) -> None:
    database = read("DATABASES", NAVDIPLOMACY_DATA=str(tmp_path), **PRODUCTION)["DATABASES"][
        "default"
    ]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"]) == ("db.example", 5433)
    assert (database["NAME"], database["PASSWORD"]) == ("naval", "pass@word")
    assert database["CONN_MAX_AGE"] == 60
    assert database["CONN_HEALTH_CHECKS"] is True


def test_the_public_side_has_nothing_to_log_in_with_and_one_role(tmp_path: Path) -> None:
    names = ("DATABASES", "INSTALLED_APPS", "MIDDLEWARE", "TEMPLATES", "SILENCED_SYSTEM_CHECKS")
    seen = read(*names, NAVDIPLOMACY_DATA=str(tmp_path), NAVDIPLOMACY_SIDE="public", **PRODUCTION)
    options = seen.pop("DATABASES")["default"]["OPTIONS"]
    assert options["assume_role"] == "navdiplomacy_public"
    assert options["options"] == "-c default_transaction_read_only=on"
    assert "security.W003" in seen["SILENCED_SYSTEM_CHECKS"]
    for word in ("admin", "session", "messages", "csrf", "authentication"):
        assert word not in str(seen).lower(), word
    whole = read("MIDDLEWARE", "DATABASES", NAVDIPLOMACY_DATA=str(tmp_path), **PRODUCTION)
    assert "assume_role" not in whole["DATABASES"]["default"]["OPTIONS"]
    assert any("csrf" in each for each in whole["MIDDLEWARE"])


def test_the_public_side_can_write_nothing_on_sqlite_either(tmp_path: Path) -> None:
    variables = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
        "NAVDIPLOMACY_DATA": str(tmp_path),
    }
    write = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "connection.cursor().execute('CREATE TABLE t (i)')"
    )
    assert run(write, **variables).returncode == 0
    refused = run(write.replace("TABLE t", "TABLE u"), NAVDIPLOMACY_SIDE="public", **variables)
    assert "readonly database" in refused.stderr


@pytest.mark.parametrize("command", ["prepare", "grant_public_role"])
def test_the_public_side_refuses_what_writes_in_words(command: str, tmp_path: Path) -> None:
    done = run(
        f"import sys; sys.argv = ['manage.py', '{command}']\n"
        "import runpy; runpy.run_path('manage.py', run_name='__main__')",
        DATABASE_URL=f"sqlite:///{tmp_path / 'site.sqlite3'}",
        NAVDIPLOMACY_DATA=str(tmp_path),
        NAVDIPLOMACY_SIDE="public",
    )
    assert done.returncode != 0
    assert "CommandError: The public side can write nothing. Unset NAVDIPLOMACY_SIDE" in done.stderr


def test_sqlite_is_set_for_several_writers(tmp_path: Path) -> None:
    code = """
from django.db import connection, transaction
with connection.cursor() as cursor:
    for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
        print(cursor.execute(f"PRAGMA {pragma}").fetchone()[0])
print(connection.transaction_mode)
"""
    done = run(
        f"import django\ndjango.setup()\n{code}",
        DATABASE_URL=f"sqlite:///{tmp_path / 'other.sqlite3'}",
        NAVDIPLOMACY_DATA=str(tmp_path),
    )
    assert done.stdout.split() == ["wal", "1", "1", "10000", "IMMEDIATE"], done.stderr
    assert (tmp_path / "other.sqlite3").exists()
