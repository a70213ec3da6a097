"""The targets: one file for each kind of input."""

from __future__ import annotations

from tools.fuzzing.targets import (
    answers,
    arguments,
    backups,
    batches,
    caches,
    databases,
    dictation,
    drafts,
    encrypted,
    environments,
    folders,
    imports,
    kept_files,
    laboratory,
    questions,
    screen,
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
        arguments,
        screen,
        encrypted,
    )
}
