"""What surrounds the command: exit codes, environment variables, and files in the data folder."""

from __future__ import annotations

EXIT_CODES = (
    ("0", "done"),
    ("1", "refused or wrong; one line on stderr says what, where, and what to do"),
    ("2", "the command itself was not understood; one line on stderr"),
    ("130", "broken off with Ctrl+C"),
)

VARIABLES = (
    ("MALAR_HOME", "the folder for your own data (without it: the platform's own place for user data)"),
    (
        "MALAR_CONTENT",
        "further folders of content, each with `instruments/` or `knowledge/` in it, separated as in `PATH`",
    ),
    (
        "MALAR_SHARED_FOLDERS",
        "`allow`: content and data are used also where others can write (docs/abuse.md)",
    ),
    ("MALAR_DATABASE_URL", "the PostgreSQL database of a department (without it: a file in the data folder)"),
    (
        "MALAR_OPERATOR",
        "who you are in the audit trail (without it: the name of the account), and who signs in where there "
        "are operator accounts (docs/access.md)",
    ),
    ("MALAR_PIN_FD", "the number of an open descriptor with the PIN of that operator"),
    (
        "MALAR_LOCK_AFTER",
        "minutes without a key after which the screen is hidden, or `off` (without it: 5 where there are "
        "accounts, else never)",
    ),
    ("MALAR_TERMINAL", "the name of this terminal among several (without it: the machine with its line)"),
    ("MALAR_KEY_FD", "the number of an open descriptor with the passphrase of encrypted records"),
    ("MALAR_KEY_KEYRING", "`1`: the passphrase of encrypted records is in the keyring of the system"),
    ("MALAR_LEARNER", "the code under which practice is kept"),
    (
        "MALAR_UNANSWERED",
        "`off`: refused questions are not kept; `on`: they are, whatever `malar unanswered --off` says",
    ),
    ("NO_COLOR", "set to anything: no colours"),
)

FILES = (
    ("records.sqlite", "patients, visits and signed assessments, where no database is named"),
    ("demo.sqlite", "the demonstration records"),
    ("drafts/", "assessments under way, written at every answer"),
    ("finished/", "a copy of each finished assessment"),
    ("training/", "what learners answered, apart from patients"),
    ("unanswered/", "questions that were refused, without anything of a patient"),
    ("accounts", "empty; it is there where malar asks who is there"),
    ("cache/", "content as it was last read; it may be deleted"),
)
"""Below the data folder."""
