"""Pasted text into laboratory results: line by line, each line split at the names that are known."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from assistant.scoring.laboratory.days import read_day
from assistant.scoring.laboratory.figures import SIGN
from assistant.scoring.laboratory.results import Reading, Result
from assistant.scoring.laboratory.segments import read_segment
from assistant.scoring.laboratory.spelling import plain
from assistant.scoring.laboratory.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from assistant.scoring.laboratory.language import LaboratoryLanguage
    from assistant.scoring.laboratory.names import Named, Names
    from assistant.scoring.laboratory.tables import Row

_NUMBERED = re.compile(r"^(?:[0-9]{1,2}[.)]|[-*•])\s+(?=[^\W\d])")
_FIGURE_FOLLOWS = re.compile(rf"(?<!\s)(?:\s*[:=])?\s*(?:{SIGN}\s*)?[0-9]")
_JOINTS = re.compile(r"\s*(?:(?:[/&+,]|and|und|or)\s*)?", re.IGNORECASE)

LONGEST_LINE = 1_000
MOST_LINES = 2_000


class LaboratoryReader:
    """Reads results. Whatever is given to it, it raises nothing: what it cannot read, it lists."""

    def __init__(self, names: Names, language: LaboratoryLanguage) -> None:
        self.names = names
        self.language = language

    def read(self, text: str) -> Reading:
        """The results in a pasted text."""
        lines = text.splitlines()
        table = table_of(lines[:MOST_LINES], self.language)
        page = _Page(self)
        if table is not None:
            for line in table.before:
                page.line(line)
            for row in table.rows:
                page.row(row)
        else:
            for line in lines[:MOST_LINES]:
                page.line(line)
        if len(lines) > MOST_LINES:
            page.unread.append(f"{len(lines) - MOST_LINES} lines after the first {MOST_LINES}")
        return Reading(tuple(page.results), tuple(page.unread))

    def read_rows(self, rows: Iterable[Row]) -> Reading:
        """The results in rows whose parts are already apart."""
        page = _Page(self)
        for row in rows:
            page.row(row)
        return Reading(tuple(page.results), tuple(page.unread))


class _Page:
    """What is read so far, with what a heading has said of the lines below it."""

    def __init__(self, reader: LaboratoryReader) -> None:
        self._names = reader.names
        self._language = reader.language
        self._day: date | None = None
        self._specimen: str | None = None
        self.results: list[Result] = []
        self.unread: list[str] = []

    def line(self, written: str) -> None:
        """Read one line."""
        if len(written) > LONGEST_LINE:
            self.unread.append(written[:LONGEST_LINE] + "…")
            return
        line = _NUMBERED.sub("", plain(written))
        if not line:
            return
        line, named = self._named(line)
        if not named:
            if not self._heading(line):
                self.unread.append(written.strip())
            return
        self._results_of(line, named)

    def _named(self, line: str) -> tuple[str, tuple[Named, ...]]:
        """The names in a line, and the line with every figure after its name: `8 RBC/hpf` as `RBC 8 /hpf`."""
        named = _joined(self._names.found(line), line)
        if not named or _FIGURE_FOLLOWS.match(line, named[0].end):
            return line, named
        if not line[named[-1].end :].strip(" .,;") and self._language.ends_in_result(line[: named[0].start]):
            # `2.5 10^9/L WBC, 88 10^9/L PLT`: the names stand after their results.
            ends = [0, *(name.end for name in named)]
            turned = ", ".join(
                f"{name.text} {line[end : name.start].strip(' ,;')}"
                for end, name in zip(ends, named, strict=False)
            )
            return turned, _joined(self._names.found(turned), turned)
        if self._language.ends_in_figure(line[: named[0].start]) is None:
            return line, named
        turned = ""
        place = 0
        for name in named:
            before = line[place : name.start]
            figure = self._language.ends_in_figure(before)
            turned += before[: figure.start()] if figure is not None else before
            turned += f"{name.text} {figure[0]}" if figure is not None else name.text
            place = name.end
        turned += line[place:]
        return turned, _joined(self._names.found(turned), turned)

    def row(self, row: Row) -> None:
        """Read one row of a table or a list."""
        text = row.text(separator=" ")
        if row.problem is not None:
            self.unread.append(row.problem)
            return
        if not row.test:
            self.line(text)
            return
        told = plain(f"{row.test}: {row.value}")
        if any(each.end > len(plain(row.test)) + 1 for each in self._names.found(told)):
            # `Casts` with the result `granular`: the result has the name that counts, or a part of it.
            self.line(" ".join(part for part in (told, row.unit, row.day) if part))
            return
        named = _joined(self._names.found(plain(row.test)), plain(row.test))
        specimen = self._specimen_in(plain(row.test)) or self._specimen_in(plain(row.material))
        if len(named) != 1 or len(row.test) + len(text) > 2 * LONGEST_LINE:
            if not row.value and self._heading(plain(row.test)):
                return
            self.unread.append(text[:LONGEST_LINE])
            return
        before = plain(row.test)[: named[0].start]
        bare = self._bare(named[0], before, specimen or self._specimen, plain(text))
        if bare is None:
            self.unread.append(text)
            return
        if (doubt := self._language.doubt.search(before)) is not None:
            bare = replace(bare, doubt=f"'{doubt[0]}' leaves open whether it holds")
        after = self._language.without_figures(plain(row.test)[named[0].end :])
        found, unread = read_segment(bare, f"{after} {plain(row.rest)}", self._language)
        self.results.extend(row.completed(each, self._language) for each in found)
        self.unread.extend(f"{word} (in: {text})" for word in unread)

    def _results_of(self, line: str, named: tuple[Named, ...]) -> None:
        """The results of a line with names in it."""
        lead = line[: named[0].start]
        line_day, day_doubt = self._line_day(line, lead)
        self._lead(lead)
        specimen = self._specimen_in(lead)
        before = lead
        shared = _sharing(line, named)
        for number, name in enumerate(named):
            following = named[number + 1].start if number + 1 < len(named) else None
            rest, tail = _without_lead_of_next(line[name.end : following], is_last=following is None)
            here = self._specimen_in(before) or self._specimen_in(self._language.own_words(rest)) or specimen
            bare = self._bare(name, before, here, f"{name.text}{rest}".strip(" ,;:.(["))
            if bare is None:
                self.unread.append(f"{name.text}{rest}".strip())
                before = tail
                continue
            doubt = self._language.doubt.search(before)
            doubts = day_doubt or (f"'{doubt[0]}' leaves open whether it holds" if doubt else None)
            if number in shared:
                doubts = "the names stand together, and it is open whose value it is"
            bare = replace(bare, day=line_day or self._day, doubt=doubts)
            negation = self._language.denied_before.search(rest) if following is not None else None
            rest = rest[: negation.start()] if negation is not None else rest
            found, unread = read_segment(bare, rest, self._language)
            self.results.extend(found)
            if unread:
                self.unread.append(" ".join(unread))
            before = tail or (negation[0] if negation is not None else "")

    def _lead(self, lead: str) -> None:
        """List what stands before the first name and is not understood."""
        if any(character.isalnum() for character in self._remaining(lead)):
            self.unread.append(lead.strip(" ,;:"))

    def _remaining(self, text: str) -> str:
        """What is left of words that only say the day, the specimen, or nothing."""
        rest = self._language.denied_before.sub(" ", self._language.day.sub(" ", text))
        for _, pattern in self._language.specimens:
            rest = pattern.sub(" ", rest)
        return self._language.idle.sub(" ", self._language.doubt.sub(" ", rest))

    def _bare(self, name: Named, before: str, specimen: str | None, text: str) -> Result | None:
        """The result of a name without its figures; None where it is made of something else."""
        said = specimen if specimen is not None or self._specimen in self._names.specimens else self._specimen
        meanings = tuple(each for each in name.meanings if said is None or each.specimen in {None, said})
        if not meanings:
            return None
        wanted = specimen or self._specimen
        ordered = tuple(sorted(meanings, key=lambda each: each.specimen != wanted)) if wanted else meanings
        negation = self._language.denied_before.search(before)
        told = f"{negation[0].strip()} {text}" if negation is not None else text
        return Result(
            ordered, name.text, wanted is not None, told, denied=negation is not None, day=self._day
        )

    def _specimen_in(self, text: str) -> str | None:
        return next((name for name, pattern in self._language.specimens if pattern.search(text)), None)

    def _line_day(self, line: str, lead: str) -> tuple[date | None, str | None]:
        """The day of a whole line, where it has only one, and what is wrong with its days."""
        days = list(dict.fromkeys(found[0] for found in self._language.day.finditer(line)))
        if len(days) > 1:
            several = "the line has several dates; write each result with its own on a line"
            return None, several if self._language.day.search(lead) else None
        return self._read_day(days[0]) if days else (None, None)

    def _read_day(self, written: str) -> tuple[date | None, str | None]:
        try:
            return read_day(written, self._language.months), None
        except ValueError:
            return None, f"the date '{written}' is not understood; write it as 2026-11-02"

    def _heading(self, line: str) -> bool:
        """Whether a line without a name only says the day or the specimen of those below it."""
        if any(character.isalnum() for character in self._remaining(line)):
            return False
        found = self._language.day.search(line)
        if found is not None:
            self._day, doubt = self._read_day(found[0])
            if doubt is not None:
                self.unread.append(f"{line}: {doubt}")
        self._specimen = self._specimen_in(line) or self._specimen
        return True


def _without_lead_of_next(rest: str, *, is_last: bool) -> tuple[str, str]:
    """The words of one name, and those after the last comma that belong to the name that follows."""
    place = max(rest.rfind(mark) for mark in ",;.")
    tail = rest[place + 1 :]
    if is_last or place < 0 or any(character.isdigit() for character in tail):
        return rest, ""
    return rest[:place], tail


def _joined(named: tuple[Named, ...], line: str) -> tuple[Named, ...]:
    """Names side by side that can mean the same test, as one; others side by side are left as they are."""
    joined: list[Named] = []
    for name in named:
        if joined and not line[joined[-1].end : name.start].strip(" ()[]-,/:"):
            last = joined[-1]
            both = tuple(each for each in last.meanings if each in name.meanings)
            if both:
                joined[-1] = replace(last, end=name.end, text=line[last.start : name.end], meanings=both)
                continue
        joined.append(name)
    return tuple(joined)


def _sharing(line: str, named: tuple[Named, ...]) -> frozenset[int]:
    """The names that stand side by side with one value between them, as in `C3/C4 0.7`."""
    pairs = [
        (number, number + 1)
        for number, (name, after) in enumerate(pairwise(named))
        if _JOINTS.fullmatch(line[name.end : after.start])
        and all(each.rule == "value" for each in (*name.meanings, *after.meanings))
    ]
    return frozenset(chain.from_iterable(pairs))
