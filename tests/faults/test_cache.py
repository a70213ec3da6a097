"""Two copies that keep parsed content at once: each reads a whole tree, or none."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from assistant.content.cache import cached_tree, drop_trees, keep_tree
from assistant.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCES = tuple(f"source {number}".encode() for number in range(4))
TREE = json.dumps({"text": "x" * 20_000})


@pytest.mark.usefixtures("own_cache")
def test_a_tree_is_read_whole_or_not_at_all_while_others_write_and_drop_it() -> None:
    def use(turn: int) -> Iterable[str | None]:
        for source in SOURCES:
            if turn % 3 == 0:
                keep_tree(source, TREE)
            elif turn % 7 == 1:
                drop_trees(data_folder())
            yield cached_tree(source)

    with ThreadPoolExecutor(6) as pool:
        read = [tree for trees in pool.map(lambda turn: list(use(turn)), range(90)) for tree in trees]
    assert set(read) <= {TREE, None}
    assert TREE in read
    assert not list(data_folder().rglob(".new-*"))
