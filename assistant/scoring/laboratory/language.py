"""The words of laboratories, made ready for reading."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from assistant.content.load import load_model
from assistant.scoring.folders import LANGUAGE, conversion_file
from assistant.scoring.format.laboratory_language import LaboratoryLanguageFile
from assistant.scoring.laboratory.days import TIME, day_pattern
from assistant.scoring.laboratory.figures import GROUPED_SPAN, NUMBER, SIGN
from assistant.scoring.laboratory.spelling import any_phrase, folded_unit, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_ANY_UNIT = (
    r"(?:x\s?)?(?:10\s?(?:\^|\*\*?|E)\s?[0-9]{1,2}\s?)?[A-Za-z%°]{0,8}\s?/\s?[0-9]{0,4}\s?[A-Za-z][A-Za-z0-9^*.]{0,11}"
    r"(?:/[A-Za-z0-9.^]{1,8})?(?![A-Za-z0-9])"
)
"""What looks like a unit, though it is not known: a quotient of letters."""


class LaboratoryLanguage:
    """Patterns and meanings of the language file."""

    def __init__(self, file: LaboratoryLanguageFile) -> None:
        self._file = file
        self.months = {
            plain(name).casefold(): month for month, names in enumerate(file.months, 1) for name in names
        }

    @cached_property
    def units(self) -> Mapping[str, tuple[str, ...]]:
        """The units that each spelling, folded, may stand for."""
        meant: dict[str, tuple[str, ...]] = {}
        for each in self._file.units:
            for spelled in (each.unit, *each.spelled):
                key = folded_unit(spelled)
                if each.unit not in meant.get(key, ()):
                    meant[key] = (*meant.get(key, ()), each.unit)
        return meant

    @cached_property
    def tokens(self) -> re.Pattern[str]:
        """One token of a result after its name: what the named group says."""
        flags = self._file.flags
        signed = rf"(?:(?P<sign>{SIGN})\s*)?(?P<number>{NUMBER})"
        parts = (
            rf"(?P<day>{day_pattern(self.months)})",
            rf"(?P<time>(?<![\w.:]){TIME}(?![\w:]))",
            r"(?P<titre>(?<![\w.])1\s?:\s?[0-9]+)",
            r"(?P<plus>(?<![\w+])(?:[1-4]\s?\+|\+\s?[1-4](?![\w.,])|\+{1,4}(?![\w/-])|\(\+\)|\+/-))",
            rf"(?P<unit_power>{self._powers})",
            rf"(?P<unit>{self._quotients})",
            rf"(?P<duration>{self._duration})",
            rf"(?P<aside>(?:{self._words(self._file.asides)})\W{{0,3}}{NUMBER}(?:\s?[mdc]?[lL](?![^\W_]))?)",
            rf"(?P<low_words>{self._words(self._file.lower_limit_words)})(?=\W{{0,6}}[0-9])",
            rf"(?P<high_words>{self._words(self._file.upper_limit_words)})(?=\W{{0,6}}[0-9])",
            rf"(?P<grouped_span>{GROUPED_SPAN})",
            rf"(?P<span>(?<![\w.,])(?P<from>{NUMBER})\s*(?:-|{self._words(self._file.between_words)})\s*"
            rf"(?P<to>{NUMBER})(?![0-9]|[.,][0-9]))",
            rf"(?P<figure>(?<![\w.,-]){signed}(?![0-9]|[.,][0-9]))",
            rf"(?P<range_words>{self._words(self._file.range_words)})",
            rf"(?P<denied>{self._words(self._file.negations_after)})",
            rf"(?P<doubtful>{self._words(self._file.doubtful)})",
            rf"(?P<reading>{self._words(self._file.readings)})",
            rf"(?P<below>{self._words(flags.below)})",
            rf"(?P<above>{self._words(flags.above)})",
            rf"(?P<affirmed>{self._words(self._file.affirmations)})",
            rf"(?P<other_flag>{self._words(flags.other)})",
            rf"(?P<specimen>{self._words(chain.from_iterable(self._file.specimens.values()))})",
            rf"(?P<passing>{self._words(self._file.passing)})",
            r"(?P<opening>[(\[{])",
            r"(?P<closing>[)\]}])",
            rf"(?P<unit_unknown>{_ANY_UNIT})",
            r"(?P<word>[^\W\d_]+)",
            r"(?P<other>\S)",
        )
        return re.compile("|".join(parts), re.IGNORECASE)

    @cached_property
    def unit_after_figure(self) -> re.Pattern[str]:
        """A unit right after a figure, where single letters are units too."""
        known = sorted(set(self._spelled), key=len, reverse=True)
        return re.compile(rf"\s?(?P<unit>{'|'.join(map(_spaced, known))}|{_ANY_UNIT})", re.IGNORECASE)

    @cached_property
    def day(self) -> re.Pattern[str]:
        """A day in any form."""
        return re.compile(day_pattern(self.months), re.IGNORECASE)

    @cached_property
    def denied_before(self) -> re.Pattern[str]:
        """A negation at the end of what stands before a name."""
        return re.compile(rf"(?:{self._words(self._file.negations_before)})[\s:]*$", re.IGNORECASE)

    @cached_property
    def figure_before_name(self) -> re.Pattern[str]:
        """A figure or span right before a name, with no unit of its own."""
        number = rf"(?:{SIGN}\s*)?{NUMBER}"
        return re.compile(rf"(?<![\w.,/:-]){number}(?:\s*-\s*{NUMBER})?\s*$")

    @cached_property
    def name_parts(self) -> re.Pattern[str]:
        """What stands in the name of a test and says nothing of its result: figures, hours, signs, limits.

        A unit stays, whatever figures are in it: `PLT (10^3/uL)`.
        """
        units = "|".join(
            _spaced(each) for each in sorted(self._spelled, key=len, reverse=True) if "/" in each
        )
        return re.compile(
            rf"(?P<kept>(?<![^\W_])(?:{units}))|{self._duration}"
            rf"|(?:{self._words((*self._file.lower_limit_words, *self._file.upper_limit_words))})"
            rf"|(?:{SIGN}\s*)?[0-9]+(?:[.,:][0-9]+)*(?:st|nd|rd|th)?|[+<>≤≥=]",
            re.IGNORECASE,
        )

    @cached_property
    def idle(self) -> re.Pattern[str]:
        """Words and marks before a name that change nothing."""
        file = self._file
        words = (
            *file.passing,
            *file.headings,
            *file.flags.below,
            *file.flags.above,
            *file.flags.other,
            *file.range_words,
        )
        return re.compile(rf"{self._duration}|{self._words(words)}|[\s:;,.|*\-()\[\]/•>#&]+", re.IGNORECASE)

    @cached_property
    def doubt(self) -> re.Pattern[str]:
        """A word for which a result is not taken."""
        return re.compile(self._words(self._file.doubtful), re.IGNORECASE)

    @cached_property
    def specimens(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """What was examined, with the words that say so."""
        return tuple(
            (name, re.compile(any_phrase(words), re.IGNORECASE))
            for name, words in self._file.specimens.items()
        )

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """The role of a column by its heading."""
        columns = self._file.columns
        return {
            plain(heading).casefold(): role
            for role in type(columns).model_fields
            for heading in getattr(columns, role)
        }

    def without_figures(self, name: str) -> str:
        """What is left of the name of a test without the figures in it."""
        return self.name_parts.sub(lambda found: found["kept"] or " ", name)

    def ends_in_figure(self, before: str) -> re.Match[str] | None:
        """A figure or span, with no unit, at the end of what stands before a name; a day is none."""
        found = self.figure_before_name.search(before)
        days = [] if found is None else list(self.day.finditer(before))
        return None if found is None or (days and days[-1].end() > found.start()) else found

    def ends_in_result(self, before: str) -> bool:
        """Whether a figure with its unit stands at the end of what is before a name."""
        figures = list(re.finditer(rf"(?<![\w.,]){NUMBER}(?![0-9]|[.,][0-9])", before))
        found = self.unit_after_figure.match(before, figures[-1].end()) if figures else None
        if found is None and len(figures) > 1:
            # The last figure may be that of a power of ten.
            found = self.unit_after_figure.match(before, figures[-2].end())
        return found is not None and not before[found.end() :].strip()

    def own_words(self, rest: str) -> str:
        """Of the words after a name, those up to another test that is not known: `; serum creatinine 0.7`."""
        found = self._another_specimen.search(rest)
        return rest[: found.start()] if found is not None else rest

    def holds_result(self, name: str) -> bool:
        """Whether a name ends in a result, as `ANA positive` does: the name proper stands before it."""
        return name.casefold().endswith(tuple(f" {each.casefold()}" for each in self._file.readings))

    @cached_property
    def _another_specimen(self) -> re.Pattern[str]:
        """What was examined and the name of another test, after a figure."""
        specimens = self._words(chain.from_iterable(self._file.specimens.values()))
        return re.compile(
            rf"(?<=[0-9)\]A-Za-z%;,])(?:\s*[;,])?\s+(?:{specimens})\s+[^\W\d_]{{3,}}\W", re.IGNORECASE
        )

    @cached_property
    def _duration(self) -> str:
        # After a stroke the hours are part of a unit.
        hours = "|".join(re.escape(each) for each in sorted(self._file.hours, key=len, reverse=True))
        return rf"(?<![\w.,/])24[\s-]?(?:{hours})(?![^\W_])"

    @property
    def _spelled(self) -> Iterable[str]:
        return (plain(spelled) for each in self._file.units for spelled in (each.unit, *each.spelled))

    @cached_property
    def _quotients(self) -> str:
        # Away from a figure only what cannot be a word or a figure itself is a unit.
        known = {each for each in self._spelled if ("/" in each or each in "%") and not each[0].isdigit()}
        return "|".join(map(_spaced, sorted(known, key=len, reverse=True)))

    @cached_property
    def _powers(self) -> str:
        known = {each for each in self._spelled if re.match(r"10\s?[\^*E]", each)}
        return "|".join(map(_spaced, sorted(known, key=len, reverse=True)))

    @staticmethod
    def _words(words: Iterable[str]) -> str:
        return any_phrase(words)


def load_language(folders: Sequence[Path] | None = None) -> LaboratoryLanguage:
    """The language that is shipped, or one in MALAR_CONTENT. Raises ContentError."""
    return LaboratoryLanguage(load_model(conversion_file(LANGUAGE, folders), LaboratoryLanguageFile).value)


def _spaced(unit: str) -> str:
    """A unit, whatever blanks stand in it."""
    body = r"\s?".join(
        re.escape(piece) for piece in re.findall(r"[A-Za-zäöü]+|[0-9]+|[^\sA-Za-zäöü0-9]", unit)
    )
    return body + (r"(?![A-Za-z0-9])" if unit[-1].isalnum() else "")
