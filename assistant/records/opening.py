"""Open the records that are configured, as the operator who is at the terminal."""

from __future__ import annotations

import getpass
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import URL

from assistant.errors import quoted
from assistant.records.errors import RecordError
from assistant.records.operators.admission import OPERATOR_VARIABLE
from assistant.records.operators.sign_in import SignIn
from assistant.records.records import Records
from assistant.records.store.database import Database, configured_url
from assistant.records.store.migrating import bring_up_to_date
from assistant.records.store.places import SECONDS_WAITED, demo_file
from assistant.records.under_way.open_assessments import OpenAssessments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assistant.records.operators.roles import Signed
    from assistant.records.store.encryption import Key

TERMINAL_VARIABLE = "MALAR_TERMINAL"
SECONDS_BESIDE_THE_PROMPT = 2
"""How long someone who types is kept waiting by a server that is lost."""
LONGEST_OPERATOR = 64


def open_records(
    *,
    demo: bool = False,
    file: Path | None = None,
    now: Callable[[], datetime] | None = None,
    seconds_waited: int = SECONDS_WAITED,
    new: Key | None = None,
    who: str = "",
    signs_in: Callable[[SignIn], Signed] | None = None,
) -> Records:
    """The configured records, or those of the demonstration. Raises StoreError or RecordError.

    `file` holds those of the demonstration, in another place than usual. `seconds_waited` is how long a
    server, or another writer, may keep whoever asks waiting. `new` is the key of an SQLite file that has to
    be made; None makes a plain one. `who` is the operator, where that is not as `operator` has it. Where
    there are accounts, `signs_in` tells who is there; without it that raises SignInNeeded.
    """
    url = URL.create("sqlite", database=str(file or demo_file())) if demo else configured_url()
    who, database = operator(who), Database(url, seconds_waited, new)
    try:
        bring_up_to_date(database)
        way = SignIn(database, terminal(), now or _now)
        by = signs_in(way) if signs_in is not None and way.needed() else None
        return Records(database, who, now or _now, by)
    except BaseException:
        database.close()
        raise


def open_assessments(who: Callable[[], str] | None = None) -> OpenAssessments:
    """The open assessments in the configured database. Raises StoreError or RecordError.

    `who` says in whose name they are held, where that may be another later on.
    """
    url, always = configured_url(), operator()
    # A file is no lost server: beside the prompt its other writers may be waited for.
    remote = url.get_backend_name() != "sqlite"
    database = Database(url, SECONDS_BESIDE_THE_PROMPT if remote else SECONDS_WAITED)
    try:
        return OpenAssessments(database, who or (lambda: always), terminal())
    except BaseException:
        database.close()
        raise


@contextmanager
def open_sign_in() -> Iterator[SignIn]:
    """The way into the configured records, for as long as it takes. Raises StoreError or RecordError."""
    database = Database(configured_url(), SECONDS_BESIDE_THE_PROMPT)
    try:
        bring_up_to_date(database)
        yield SignIn(database, terminal(), _now)
    finally:
        database.close()


def terminal() -> str:
    """Which terminal this is: MALAR_TERMINAL, or the machine with its line, as in `ward-3 pts/2`."""
    named = os.environ.get(TERMINAL_VARIABLE)
    if not named:
        try:
            line = os.ttyname(0).removeprefix("/dev/")
        except OSError:
            # A program without a terminal, such as a test, is known by its process.
            line = f"process {os.getpid()}"
        named = f"{os.uname().nodename} {line}"
    if not named.isprintable() or len(named) > LONGEST_OPERATOR:
        raise RecordError(f"{TERMINAL_VARIABLE} cannot be {quoted(named)}; set it to an id of few letters")
    return named


def operator(named: str = "") -> str:
    """Who is at the terminal: as named, or MALAR_OPERATOR, or the account's name. Raises RecordError."""
    named = named or os.environ.get(OPERATOR_VARIABLE) or _account()
    if not named.isprintable() or len(named) > LONGEST_OPERATOR:
        raise RecordError(f"{OPERATOR_VARIABLE} cannot be {quoted(named)}; set it to an id of few letters")
    return named


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise RecordError(f"this account has no name; set {OPERATOR_VARIABLE} to your id") from None


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
