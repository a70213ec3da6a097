"""Who else can write to a file or folder: what stands there may then be another's doing.

Looked at are owner and mode of the place itself, of every folder above it, and of what links lead to. A
system without owners and modes (Windows) tells neither, and nothing is refused there.
"""

from __future__ import annotations

import os
import shlex
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED_VARIABLE = "MALAR_SHARED_FOLDERS"
ALLOW = "allow"
MOST_ENTRIES = 20_000
"""Files and folders below one folder that are looked at; a link may lead into a whole disk."""

ROOT = 0
_ACCESS_LIST = "system.posix_acl_access"


@dataclass(frozen=True, slots=True)
class Exposed:
    """A place where others can write: its path, why, and how to mend that."""

    path: Path
    why: str
    remedy: str


def shared_allowed() -> bool:
    """Whether MALAR_SHARED_FOLDERS allows places where others can write."""
    return os.environ.get(SHARED_VARIABLE, "").strip().lower() == ALLOW


def exposed(path: Path) -> tuple[Exposed, ...]:
    """What lets others put something else at `path`: itself, a folder above it, a link on the way."""
    if not hasattr(os, "geteuid"):
        return ()
    judged = (_judged(place, status, final=final) for place, status, final in _way(path))
    return tuple(dict.fromkeys(found for found in judged if found is not None))


def exposed_way(file: Path) -> tuple[Exposed, ...]:
    """What lets others put another file in the place of `file`; its own mode is ours to change."""
    if not hasattr(os, "geteuid"):
        return ()
    judged = (
        _of_another(place, status) if final else _judged(place, status, final=False)
        for place, status, final in _way(file)
    )
    return tuple(dict.fromkeys(found for found in judged if found is not None))


def ours_alone(status: os.stat_result) -> bool:
    """Whether only we can write to a file that is open; so it is where the system does not tell."""
    if not hasattr(os, "geteuid") or shared_allowed():
        return True
    return status.st_uid in {ROOT, os.geteuid()} and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def exposed_folders(folder: Path) -> tuple[Exposed, ...]:
    """The same for a folder and the folders that stand in it."""
    within = [each for each in _entries(folder) if each.is_dir()]
    return tuple(dict.fromkeys(found for place in (folder, *within) for found in exposed(place)))


def exposed_within(folder: Path) -> tuple[Exposed, ...]:
    """The same for a folder and everything below it, links followed."""
    if not hasattr(os, "geteuid"):
        return ()
    found = dict.fromkeys(exposed(folder))
    seen: set[Path] = set()
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        real = Path(os.path.realpath(place))
        if real in seen:
            continue
        seen.add(real)
        if len(seen) > MOST_ENTRIES:
            what = f"more than {MOST_ENTRIES:,} files and folders are below it"
            return (Exposed(folder, what, "name the folder of the content alone"),)
        found |= dict.fromkeys(_itself(place))
        if real.is_dir():
            waiting += _entries(place)
    return tuple(found)


def _itself(place: Path) -> tuple[Exposed, ...]:
    """A place whose folder was looked at already; where it is a link, all that it leads through."""
    status = _status(place)
    if status is None or stat.S_ISLNK(status.st_mode):
        return exposed(place)
    judged = _judged(place, status, final=True)
    return (judged,) if judged is not None else ()


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        # What may not be listed is not read as content either; whoever tries is told.
        return []


def _way(path: Path) -> Iterator[tuple[Path, os.stat_result, bool]]:
    """Every place that decides what is found at `path`, from the top; whether each is an end, or leads on."""
    # As it is written, so that every link is met, and as the system finds it.
    ends = [Path(os.path.realpath(path)), Path(os.path.abspath(path))]  # noqa: PTH100
    seen: set[Path] = set()
    while ends:
        end = ends.pop()
        for place in (*reversed(end.parents), end):
            status = _status(place)
            if place in seen or status is None:
                continue
            seen.add(place)
            yield place, status, place == end
            if stat.S_ISLNK(status.st_mode):
                ends.append(Path(os.path.abspath(place.parent / place.readlink() / end.relative_to(place))))  # noqa: PTH100
                break


def _status(place: Path) -> os.stat_result | None:
    try:
        return place.lstat()
    except OSError:
        # Nothing is there, or it is not for us: nothing will be read from it.
        return None


def _judged(place: Path, status: os.stat_result, *, final: bool) -> Exposed | None:
    """How others can write to a place. A folder with the sticky bit keeps what is another's as it is."""
    sticky = stat.S_ISDIR(status.st_mode) and status.st_mode & stat.S_ISVTX
    open_to_others = None if sticky and not final else _open_to_others(place, status)
    return _of_another(place, status) or open_to_others


def _of_another(place: Path, status: os.stat_result) -> Exposed | None:
    if status.st_uid in {ROOT, os.geteuid()}:
        return None
    why = f"it belongs to {_user(status.st_uid)} ({stat.filemode(status.st_mode)})"
    return Exposed(place, why, f"chown {_user(os.geteuid())} {shlex.quote(str(place))}")


def _open_to_others(place: Path, status: os.stat_result) -> Exposed | None:
    if stat.S_ISLNK(status.st_mode):
        return None
    if status.st_mode & stat.S_IWOTH:
        who = "everybody"
    elif status.st_mode & stat.S_IWGRP and not _group_of_one(place, status):
        who = f"the group {_group(status.st_gid)}"
    else:
        return None
    why = f"{who} can write to it ({stat.filemode(status.st_mode)})"
    return Exposed(place, why, f"chmod go-w {shlex.quote(str(place))}")


def _group_of_one(place: Path, status: os.stat_result) -> bool:
    """Whether the group is the account's own, as many systems make one for each, with nobody else in it."""
    import grp  # noqa: PLC0415 - asked only where a group may write
    import pwd  # noqa: PLC0415

    try:
        account = pwd.getpwuid(os.geteuid())
        group = grp.getgrgid(status.st_gid)
    except KeyError:
        return False
    alone = account.pw_uid != ROOT and group.gr_gid == account.pw_gid and group.gr_name == account.pw_name
    return alone and set(group.gr_mem) <= {account.pw_name} and not _has_access_list(place)


def _has_access_list(place: Path) -> bool:
    """Whether a list names further users; the mode then shows the most that any of them may do."""
    listed = getattr(os, "listxattr", None)
    try:
        return listed is not None and _ACCESS_LIST in listed(place)
    except OSError:
        # A file system without such lists.
        return False


def _user(number: int) -> str:
    import pwd  # noqa: PLC0415 - asked only for a message

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _group(number: int) -> str:
    import grp  # noqa: PLC0415 - asked only for a message

    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)
