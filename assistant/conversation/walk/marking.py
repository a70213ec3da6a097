"""What is marked on an overview before it is confirmed, and how its list is searched; nothing counts yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from assistant.conversation.walk.entries import Entry, overview_entries
from assistant.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.scoring.answers import Answer
    from assistant.scoring.assessment.steps import Change
    from assistant.scoring.instrument import Group, Instrument

MOST_FOUND = 9
"""Lines that a search shows: one digit each."""
LONGEST_SOUGHT = 40
SOUGHT = re.compile(r"[\w -]")


class Found(NamedTuple):
    """A line of the list as it is searched: its digit and what it marks."""

    key: str
    entry: Entry
    group: Group


class Marking:
    """The marks on one overview. Places are marked by their letters; items are sought by their words."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.entries = overview_entries(instrument)
        self.marked: frozenset[str] = frozenset()
        self.sought = ""
        self.opened = ""
        """The section that was opened by its digit."""

    @property
    def searched(self) -> bool:
        """Whether the list is of items, which are sought by typing."""
        return self.instrument.overview == "items"

    @property
    def ids(self) -> list[str]:
        """What is marked, in the order of the list."""
        return [entry.id for entry in self.entries if entry.id in self.marked]

    @property
    def sections(self) -> tuple[Group, ...]:
        """The sections of the list, each opened by its digit."""
        return tuple(group for group in self.instrument.groups if group.items)[:MOST_FOUND]

    @property
    def found(self) -> tuple[Found, ...]:
        """What the search or the opened section shows; empty while the whole list stands there."""
        return self._numbered(self._all_found()[:MOST_FOUND])

    @property
    def beyond(self) -> int:
        """How many more the search finds than it shows."""
        return max(len(self._all_found()) - MOST_FOUND, 0)

    def mark_again(self, answers: Mapping[str, Answer]) -> None:
        """Begin with what was marked or answered before."""
        self.marked = frozenset(
            entry.id
            for entry in self.entries
            if any(_is_mark(answers.get(item), whole_place=not self.searched) for item in entry.items)
        )

    def mark_as_before(self, undone: Change) -> None:
        """Stand again as when the step that was taken back was confirmed."""
        before = {change.item: change.before for change in undone.items}
        if self.searched:
            marked = {
                item for item, answer in before.items() if answer is not None and answer.how == "marked"
            }
        else:
            attested = {item for item, answer in before.items() if answer is not None}
            marked = {each.id for each in self.entries if not attested.intersection(each.items)}
        self.marked = frozenset(entry.id for entry in self.entries if entry.id in marked)

    def keep_known(self, kept: object) -> None:
        """Take over marks that were kept, as far as they are known."""
        known = {entry.id for entry in self.entries}
        self.marked = frozenset(kept) & known if isinstance(kept, list) else frozenset()

    def take(self, key: str) -> str | None:
        """Take a key that marks or searches, and say what it could not do; None: the key is for others."""
        return self._search(key) if self.searched else self._place(key)

    def _place(self, key: str) -> str | None:
        entry = next((each for each in self.entries if each.key == key), None)
        if entry is None:
            return None
        self.marked ^= {entry.id}
        return ""

    def _search(self, key: str) -> str | None:
        if key.isdecimal():
            return self._digit(key)
        if len(key) == 1 and SOUGHT.fullmatch(key):
            self.sought = f"{self.sought}{key}".lstrip()[:LONGEST_SOUGHT]
        elif key == "backspace" and self.sought:
            self.sought = self.sought[:-1]
        elif key in {"backspace", "escape"} and (self.sought or self.opened):
            self.sought = self.opened = ""
        elif key == "enter" and self.sought:
            return self._first()
        else:
            return None
        return ""

    def _digit(self, key: str) -> str:
        if not (self.sought or self.opened):
            sections = self.sections
            if not 0 < int(key) <= len(sections):
                return f"There is no section {key} here."
            self.opened = sections[int(key) - 1].id
            return ""
        line = next((each for each in self.found if each.key == key), None)
        if line is None:
            return f"There is no line {key} here."
        self.marked ^= {line.entry.id}
        self.sought = ""
        return ""

    def _first(self) -> str:
        """Mark what the search found first, and begin the next search."""
        found = self.found
        if not found:
            return f"Nothing here is called {quoted(self.sought)}; Backspace takes letters back."
        self.marked |= {found[0].entry.id}
        self.sought = ""
        return ""

    def finds(self, words: str) -> bool:
        """Whether a search for these words would find anything."""
        return any(_rank(words, entry, group, self.instrument) is not None for entry, group in self._listed())

    def _numbered(self, found: Sequence[tuple[Entry, Group]]) -> tuple[Found, ...]:
        return tuple(Found(str(number), entry, group) for number, (entry, group) in enumerate(found, start=1))

    def _listed(self) -> Iterable[tuple[Entry, Group]]:
        for entry in self.entries:
            yield entry, self.instrument.group(self.instrument.item(entry.items[0]).group)

    def _all_found(self) -> list[tuple[Entry, Group]]:
        listed = list(self._listed())
        if self.sought:
            ranked = [(_rank(self.sought, *each, self.instrument), each) for each in listed]
            hits = [(rank, each) for rank, each in ranked if rank is not None]
            return [each for _, each in sorted(hits, key=lambda hit: hit[0])]
        return [each for each in listed if each[1].id == self.opened]


def _is_mark(answer: Answer | None, *, whole_place: bool) -> bool:
    if answer is None:
        return False
    return answer.how != "attested" if whole_place else answer.how == "marked"


def _rank(sought: str, entry: Entry, group: Group, instrument: Instrument) -> int | None:
    """How near a search comes to an item.

    0: its title begins so; 1: a word of its title; 2: one of its words; 3: its section; None: not at all.
    """
    words = sought.casefold().split()
    item = instrument.item(entry.items[0])
    if item.title.casefold().startswith(sought.casefold()):
        return 0
    for rank, texts in enumerate(((item.title,), item.words, (group.title, *group.words)), start=1):
        if any(_begins(words, text) for text in texts):
            return rank
    return None


def _begins(sought: Sequence[str], text: str) -> bool:
    """Whether every word that is sought begins a word of the text."""
    words = re.split(r"[\s-]+", text.casefold())
    return all(any(word.startswith(each) for word in words) for each in sought)
