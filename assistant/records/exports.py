"""Write a summary or a picture where the user can take it from; nothing that is there is ever replaced."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import AssistantError, quoted
from assistant.records.durable import private_folder

MOST_TRIES = 1000


class NotExportedError(AssistantError):
    """The summary could not be written there."""


def export_summary(
    text: str, name: str, data_folder: Path, wanted: str = "", *, ending: str = ".txt"
) -> Path:
    """Write `text` to `wanted`, or under `name` into the folder `exports`, readable by its owner alone.

    Raises NotExportedError when the file exists or cannot be written.
    """
    try:
        if wanted:
            return write_new(Path(wanted).expanduser().absolute(), text.encode("utf-8"))
        folder = data_folder / "exports"
        private_folder(folder)
        return write_new(_free(folder, name, ending), text.encode("utf-8"))
    except FileExistsError:
        raise NotExportedError(
            f"{quoted(wanted)} exists already and is left as it is; give another name"
        ) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotExportedError(
            f"the file cannot be written ({reason}); give another place, as in /export FILE"
        ) from None


def _free(folder: Path, name: str, ending: str) -> Path:
    plain = "".join(character if character.isalnum() or character in "-_" else "-" for character in name)
    tries = (f"{plain}{ending}", *(f"{plain}-{number}{ending}" for number in range(2, MOST_TRIES)))
    return next((folder / each for each in tries if not (folder / each).exists()), folder / tries[0])


def write_new(path: Path, content: bytes) -> Path:
    """Write a file that is not there yet, through no link, its owner's alone. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        # Half a summary must not lie there as if it were one.
        path.unlink(missing_ok=True)
        raise
    return path
