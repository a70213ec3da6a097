"""Where the user's own data lies; nothing else asks the operating system."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from assistant.errors import DataFolderError, quoted
from assistant.ownership import ALLOW, SHARED_VARIABLE, exposed_folders, shared_allowed

HOME_VARIABLE = "MALAR_HOME"


def data_folder() -> Path:
    """The data folder: `MALAR_HOME`, or the platform's own place. It need not exist yet.

    Raises DataFolderError for a `MALAR_HOME` that means nothing, where there is neither that nor a home, and
    for a folder where others can write.
    """
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        try:
            folder = Path(chosen).expanduser().absolute()
        except RuntimeError as error:
            raise DataFolderError(
                f"{HOME_VARIABLE} names the home folder of nobody here ({quoted(chosen)}); correct it"
            ) from error
    else:
        # Not needed at every start, and start is measured.
        from platformdirs import user_data_path  # noqa: PLC0415

        try:
            folder = user_data_path("malar", appauthor=False)
        except RuntimeError as error:
            raise DataFolderError(
                f"this account has no home folder; name the folder for the data in {HOME_VARIABLE}"
            ) from error
    if not shared_allowed():
        _refuse_shared(folder)
    return folder


@cache
def _refuse_shared(folder: Path) -> None:
    """Refuse a data folder into which others can put drafts, records or kept content; looked at once."""
    found = exposed_folders(folder)
    if found:
        first = found[0]
        raise DataFolderError(
            f"the data folder {quoted(folder)} is not yours alone, for of {quoted(first.path)}: {first.why}; "
            f"{first.remedy}, name another folder in {HOME_VARIABLE}, or set {SHARED_VARIABLE}={ALLOW}"
        )


def make_private_folder(folder: Path) -> Path:
    """Make a folder, and those above it that are missing, open to its owner alone.

    Raises DataFolderError where that is not possible.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        for place in reversed(missing):
            place.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise DataFolderError(
            f"the folder {quoted(folder)} cannot be made ({error.strerror}); "
            f"free it, or name another one in {HOME_VARIABLE}"
        ) from error
    if not folder.is_dir():
        raise DataFolderError(
            f"{quoted(folder)} is not a folder; remove it, or name another one in {HOME_VARIABLE}"
        )
    return folder
