"""The targets: one file for each kind of input."""

from __future__ import annotations

from tools.fuzzing.targets import (
    answers,
    backups,
    batches,
    caches,
    databases,
    dictation,
    drafts,
    environments,
    folders,
    kept_files,
    imports,
    laboratory,
    questions,
    shared,
    talk,
)

TARGETS = {
    module.TARGET.name: module.TARGET
    for module in (
        questions,
        talk,
        dictation,
        laboratory,
        answers,
        batches,
        imports,
        drafts,
        shared,
        databases,
        backups,
        caches,
        environments,
        folders,
        kept_files,
    )
}
