"""One content file into one validated model, or every problem with its line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.content.cache import cached_tree, keep_tree
from assistant.content.explain import findings
from assistant.content.problems import MOST_PROBLEMS, ContentError, Finding, Problem, more_problems
from assistant.content.source import Source, parse, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

M = TypeVar("M", bound=BaseModel)
Check = Callable[[M], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """A validated file. `digest` changes with anything that the file says, not with comments or layout."""

    value: M
    path: Path
    digest: str

    def problem(self, finding: Finding) -> Problem:
        """A finding of a later check, placed in this file."""
        return _placed([finding], parse(read_bytes(self.path), self.path))[0]


def load_model(path: Path, model: type[M], check: Check[M] | None = None) -> Loaded[M]:
    """Read, validate and check a file.

    `check` looks at what a model cannot see in one place, such as names that must exist; its findings are
    told with their lines. Raises ContentError with all problems.
    """
    raw = read_bytes(path)
    tree = cached_tree(raw)
    fresh = tree is None
    if tree is None:
        tree = json.dumps(parse(raw, path).tree, ensure_ascii=False, separators=(",", ":"))
    try:
        value = model.model_validate_json(tree)
    except ValidationError as error:
        raise ContentError(_refused(error, model, parse(raw, path))) from error
    found = list(islice(check(value), MOST_PROBLEMS + 1)) if check is not None else []
    if found:
        problems = _placed(found[:MOST_PROBLEMS], parse(raw, path))
        # A check is not driven on only to count what nobody is told.
        raise ContentError([*problems, more_problems(path)] if len(found) > MOST_PROBLEMS else problems)
    if fresh:
        keep_tree(raw, tree)
    return Loaded(value, path, hashlib.sha256(tree.encode("utf-8")).hexdigest())


def _refused(error: ValidationError, model: type[BaseModel], source: Source) -> list[Problem]:
    """What the model refused, from the top of the file; spellings are compared only for what is told."""
    details = sorted(error.errors(include_url=False), key=lambda detail: source.line(tuple(detail["loc"])))
    problems = _placed(findings(details[:MOST_PROBLEMS], model), source)
    unlisted = len(details) - MOST_PROBLEMS
    return [*problems, more_problems(source.path, unlisted)] if unlisted > 0 else problems


def _placed(found: Iterable[Finding], source: Source) -> list[Problem]:
    """Findings with their lines, which the cache does not keep: only messages need them."""
    problems = [Problem(f.code, source.path, source.line(f.location), f.what, f.remedy) for f in found]
    return sorted(problems, key=lambda problem: problem.line or 0)
