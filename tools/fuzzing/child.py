"""One target in a process of its own, driven towards new code by atheris until its time is over.

`python -m tools.fuzzing.child TARGET SECONDS FOLDER`. The folder receives `corpus` (what reached new code)
and `faults`: the least input seen of each fault beside what it did.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import traceback
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tools.fuzzing import corpus
from tools.fuzzing.faults import bounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.fuzzing.targets.target import Target

HANGS_AFTER = 30
MOST_MEMORY_MB = 2_500
BY_WORDS = 0.9
"""How often an input is changed by what it means, and not by bytes."""
SLOWER = 5.0
"""How much slower the watched program runs, beside others on the same machine."""


class Faults:
    """The faults that were met, each told by where it was raised, with the shortest input that shows it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def meet(self, error: BaseException, data: bytes) -> None:
        """Keep an input where it is the first, or the shortest, that shows this fault."""
        signature = signature_of(error)
        if len(data) >= self._seen.get(signature, sys.maxsize):
            return
        self._seen[signature] = len(data)
        name = corpus.file_name(signature.encode())
        (self._folder / name).write_bytes(data)
        told = "".join(traceback.format_exception(error))
        (self._folder / f"{name}.txt").write_text(
            f"{signature}\n\n{told}", encoding="utf-8", errors="replace"
        )


def signature_of(error: BaseException) -> str:
    """Where a fault comes from: its kind, and the innermost places in the program and in the target."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "/assistant/" in frame.filename or "/targets/" in frame.filename
    ]
    what = str(error).split("|")[0] if type(error).__name__ == "Fault" else ""
    return f"{type(error).__name__} {what} {' '.join(places[-3:])}"


def watch(target: Target) -> Any:  # noqa: ANN401  # the fuzzer has no types
    """Load the program so that the fuzzer sees which code an input reaches."""
    import atheris  # there only for whoever fuzzes

    packages = list(target.watched or ("assistant",))
    with atheris.instrument_imports(include=packages, enable_loader_override=False):
        for package in packages:
            found = importlib.import_module(package)
            for each in pkgutil.walk_packages(found.__path__, f"{package}."):
                if ".migrations" not in each.name and not each.name.endswith("__main__"):
                    importlib.import_module(each.name)
    return atheris


def tried(target: Target, faults: Faults) -> Callable[[bytes], None]:
    """What the fuzzer calls with each input; a fault is kept, and the search goes on."""

    def try_one(data: bytes) -> None:
        try:
            with bounded(len(data), target.seconds, SLOWER):
                target.try_one(data)
        except BaseException as error:  # noqa: BLE001  # whatever comes out is the finding
            faults.meet(error, data)

    return try_one


def main(name: str, seconds: str, where: str) -> None:
    """Fuzz one target; the fuzzer ends the process."""
    from tools.fuzzing.targets import TARGETS  # names the targets only

    target, folder = TARGETS[name], Path(where)
    atheris = watch(target)
    seeds = [*target.seeds(), *(file.read_bytes() for file in corpus.kept(name))]
    corpus.write(folder / "corpus", seeds)
    faults = Faults(folder / "faults")
    # What the first input makes ready is not to be counted as its own time, nor does it tell inputs apart.
    target.try_one(seeds[0])
    change = target.mutate()

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)  # repeatable by the fuzzer's seed
        changed = change(data, chance) if chance.random() < BY_WORDS else atheris.Mutate(data, most)
        return bytes(changed[:most])

    options = (
        f"-max_total_time={seconds}",
        f"-max_len={target.longest}",
        f"-timeout={HANGS_AFTER}",
        f"-rss_limit_mb={MOST_MEMORY_MB}",
        "-len_control=0",
        "-print_final_stats=1",
        "-verbosity=1",
        f"-artifact_prefix={folder / 'faults'}/",
    )
    atheris.Setup(
        [sys.argv[0], *options, str(folder / "corpus")],
        tried(target, faults),
        custom_mutator=mutated,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:4])
