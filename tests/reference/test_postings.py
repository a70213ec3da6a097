"""Which cards may answer is found by sets of bits as it would be by looking at every card."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.reference.matching.postings import Postings

KEYS = "abcdefg"
some = st.frozensets(st.sampled_from(KEYS), max_size=4)
cards = st.lists(st.tuples(some, st.lists(some.filter(bool), max_size=2)), max_size=40)
points = st.lists(
    st.tuples(some.filter(bool), st.sampled_from([0.15, 0.3, 0.3, 0.6, 1.2, 2.0])), min_size=1, max_size=6
)


@given(cards, points)
def test_the_cards_come_in_the_order_of_what_they_explain(
    held: list[tuple[frozenset[str], list[frozenset[str]]]], asked: list[tuple[frozenset[str], float]]
) -> None:
    named = frozenset().union(*(keys for keys, _ in asked))
    weights = [weight for _, weight in asked]
    expected = []
    for number, (vocabulary, needs) in enumerate(held):
        explained = [not vocabulary.isdisjoint(keys) for keys, _ in asked]
        if any(explained) and all(named & need for need in needs):
            weight = sum(each for each, met in zip(weights, explained, strict=True) if met)
            which = sum(1 << place for place, met in enumerate(explained) if met)
            expected.append((-weight, number, which))
    postings = Postings([vocabulary for vocabulary, _ in held], [needs for _, needs in held])
    found = list(postings.explaining([keys for keys, _ in asked], weights, named))
    assert found == [(number, which) for _, number, which in sorted(expected)]


def test_every_key_is_counted_once_for_each_card() -> None:
    postings = Postings([frozenset("ab"), frozenset("b")], [(), ()])
    assert dict(postings.counts()) == {"a": 1, "b": 2}
