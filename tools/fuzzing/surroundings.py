"""What every input is tried in: a data folder of its own, and content that is read once for all of them."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from tools.fuzzing import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.conversation.asking.asker import Asker
    from assistant.records.vocabulary import Vocabulary
    from assistant.reference.library import Knowledge
    from assistant.scoring.library import Library

IN_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder below it is made for this run alone
TAKEN_OUT = ("MALAR_CONTENT", "MALAR_DATABASE_URL", "MALAR_OPERATOR", "MALAR_TERMINAL", "COLUMNS", "LINES")


def _parent() -> str | None:
    return str(IN_MEMORY) if os.access(IN_MEMORY, os.W_OK) else None


@contextmanager
def own_home(settings: Mapping[str, str] | None = None) -> Iterator[Path]:
    """A new data folder, which is the working folder, too; removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="malar-fuzz-", dir=_parent()))
    before = Path.cwd()
    kept = {name: value for name, value in os.environ.items() if name not in TAKEN_OUT}
    named = {**kept, "MALAR_HOME": str(folder / "home"), "MALAR_OPERATOR": "R7", **(settings or {})}
    try:
        os.chdir(folder)
        with patch.dict(os.environ, named, clear=True):
            yield folder / "home"
    finally:
        os.chdir(before)
        shutil.rmtree(folder, ignore_errors=True)


@cache
def library() -> Library:
    """The shipped instruments."""
    from assistant.scoring.library import load_library  # before it is replaced

    with _content_of_its_own():
        return load_library()


@cache
def asker() -> Asker:
    """Who answers from the shipped knowledge."""
    from assistant.conversation.asking.asker import open_asker  # before it is replaced

    with _content_of_its_own():
        return open_asker(library())


@cache
def vocabulary() -> Vocabulary:
    """The names that a record may use."""
    from assistant.records.vocabulary import load_vocabulary  # before it is replaced

    with _content_of_its_own():
        return load_vocabulary()


@cache
def trees() -> Path:
    """Where parsed content is kept for all inputs and runs: each file by the hash of what it came from."""
    folder = corpus.ROOT / "build" / "fuzzing" / "trees"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def content_read_once() -> Iterator[None]:
    """Content is read once for all inputs; a folder that MALAR_CONTENT names is read each time."""
    from assistant.conversation import opening  # only where a target needs it
    from assistant.conversation.asking import asker as asking
    from assistant.records import vocabulary as naming
    from assistant.scoring import library as instruments

    read = {"asker": asking.open_asker, "library": instruments.load_library, "names": naming.load_vocabulary}

    def open_asker(among: Library | None = None, knowledge: Knowledge | None = None) -> Asker:
        if knowledge is not None or "MALAR_CONTENT" in os.environ:
            return read["asker"](among, knowledge)  # type: ignore[no-any-return, operator]
        return asking.Asker(asker().desk)

    def load_library(folders: object = None) -> Library:
        if folders is not None or "MALAR_CONTENT" in os.environ:
            return read["library"](folders)  # type: ignore[no-any-return, operator]
        return library()

    def load_vocabulary() -> Vocabulary:
        if "MALAR_CONTENT" in os.environ:
            return read["names"]()  # type: ignore[no-any-return, operator]
        return vocabulary()

    # Made before they are replaced by themselves.
    for make in (library, asker, vocabulary):
        make()
    with ExitStack() as stack, _trees_kept():
        for module in (asking, opening):
            stack.enter_context(patch.object(module, "open_asker", open_asker))
        for each in (instruments, opening, asking):
            stack.enter_context(patch.object(each, "load_library", load_library))
        stack.enter_context(patch.object(naming, "load_vocabulary", load_vocabulary))
        yield


@contextmanager
def _content_of_its_own() -> Iterator[None]:
    """Only the shipped content counts."""
    without = {name: value for name, value in os.environ.items() if name not in TAKEN_OUT}
    with _trees_kept(), patch.dict(os.environ, without, clear=True):
        yield


@contextmanager
def _trees_kept() -> Iterator[None]:
    from assistant.content import cache as content_cache  # only where content is read

    with patch.object(content_cache, "_folder", lambda _: trees()):
        yield
