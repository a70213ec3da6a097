"""What can be asked about the instruments themselves, answered from their files and not from the paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.reference.cards import Citation, Range, Statement, Threshold, Unit
from assistant.reference.format.concepts import Concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assistant.reference.format.instrument_answers import AnswerTemplate
    from assistant.scoring.format.questions import ItemDefinition, Option
    from assistant.scoring.format.scores import BandScheme, ScoreDefinition
    from assistant.scoring.instrument import Instrument

_EVIDENCE = "instrument"


@dataclass(frozen=True, slots=True)
class InstrumentKnowledge:
    """Concepts and statements made from instrument files, for the desk."""

    concepts: tuple[Concept, ...]
    statements: tuple[Statement, ...]


def instrument_knowledge(
    instruments: Iterable[Instrument], templates: Mapping[str, AnswerTemplate], known: Mapping[str, Concept]
) -> InstrumentKnowledge:
    """Everything that the files say, made askable. `known` are concepts that already name an instrument."""
    concepts: list[Concept] = []
    statements: list[Statement] = []
    for instrument in instruments:
        maker = _Maker(instrument, templates)
        concepts.extend(concept for concept in maker.concepts() if concept.id not in known)
        statements.extend(maker.statements())
    return InstrumentKnowledge(tuple(concepts), tuple(statements))


class _Maker:
    """Makes the concepts and statements of one instrument."""

    def __init__(self, instrument: Instrument, templates: Mapping[str, AnswerTemplate]) -> None:
        self.instrument = instrument
        self.templates = templates
        self.topic = _concept_id(instrument.id)
        self.options: dict[str, tuple[Option, ...]] = {item.base: item.options for item in instrument.items}

    def concepts(self) -> Iterator[Concept]:
        """The instrument and its items, each with the words clinicians use."""
        instrument = self.instrument
        names = (instrument.abbreviation, instrument.title, *instrument.definition.synonyms)
        yield Concept(id=self.topic, kind="instrument", label=instrument.abbreviation, words=_unique(names))
        for item in instrument.definition.items:
            words = (item.title, *item.words)
            label = f"{instrument.abbreviation} {item.title}"
            yield Concept(id=self._item(item), kind="instrument_item", label=label, words=_unique(words))

    def statements(self) -> Iterator[Statement]:
        """Every statement that the file supports."""
        yield from self._whole()
        for score in self.instrument.scores:
            yield from self._score(score)
        for item in self.instrument.definition.items:
            yield from self._item_statements(item)
        yield from self._asked()

    def _whole(self) -> Iterator[Statement]:
        instrument, definition = self.instrument, self.instrument.definition
        yield self._filled("summary", self.topic, summary=definition.summary)
        groups = ", ".join(group.title.lower() for group in instrument.groups)
        scores = " and ".join(f"{score.title} 0-{instrument.maxima[score.id]}" for score in instrument.scores)
        yield self._filled("structure", self.topic, items=len(instrument.items), groups=groups, scores=scores)
        weights = self._weights()
        if len(weights) > 1:
            said = "; ".join(f"{points} points: {', '.join(titles)}" for points, titles in weights)
            yield self._filled("weights", self.topic, weights=said)
        terms = definition.terms
        yield self._filled("terms", self.topic, owner=terms.owner, licence=terms.licence, notice=terms.notice)
        sources = "; ".join(source.short for source in definition.sources.values())
        yield self._filled("sources", self.topic, sources=sources)
        if window := instrument.window:
            options = " or ".join(str(days) for days in sorted(window.options))
            note = f" {window.note}" if window.note else ""
            yield self._filled("window", self.topic, options=options, default=window.default, note=note)

    def _weights(self) -> list[tuple[int, list[str]]]:
        by_points: dict[int, list[str]] = {}
        for item in self.instrument.definition.items:
            by_points.setdefault(item.weight, []).append(item.title)
        return sorted(by_points.items(), reverse=True)

    def _score(self, score: ScoreDefinition) -> Iterator[Statement]:
        name = self._score_name(score)
        topics = self._score_topics(score)
        yield self._filled("maximum", *topics, score=name, maximum=self.instrument.maxima[score.id])
        schemes = [scheme for scheme in self.instrument.bands if scheme.score == score.id]
        if not schemes:
            yield self._filled("no_bands", *topics, score=name)
            return
        said = "; ".join(_scheme(scheme, named=len(schemes) > 1) for scheme in schemes)
        yield self._filled("bands", *topics, ranges=_band_ranges(schemes, name), score=name, bands=said)

    def _item_statements(self, item: ItemDefinition) -> Iterator[Statement]:
        title, topics = item.title, (self._item(item), self.topic)
        options = self.options[item.id]
        carries = ""
        if len(options) == 2 and self.instrument.overview == "items":
            points = _points(item.weight * options[-1].value)
            carries = f" Present, it scores {points}."
            yield self._filled("weight", *topics, item=title, points=points)
        else:
            levels = "; ".join(f"{option.value} {_meaning(option)}" for option in options)
            ranges = tuple(
                Range(
                    option.value, option.value, f"{self._name} {title} {option.value} is {_meaning(option)}."
                )
                for option in options
            )
            yield self._filled("levels", *topics, ranges=ranges, item=title, levels=levels)
        if item.counts or item.excludes:
            excludes = f" Not scored: {'; '.join(item.excludes)}." if item.excludes else ""
            more = "".join(
                f" {each}" for each in (item.help, *(on.text for on in item.on_phototypes)) if each
            )
            counts = "; ".join(item.counts) + "."
            yield self._filled(
                "counts",
                *topics,
                thresholds=self._thresholds(item),
                item=title,
                counts=counts + carries,
                excludes=excludes + more,
            )

    def _thresholds(self, item: ItemDefinition) -> tuple[Threshold, ...]:
        """The fixed limits of the laboratory values that propose an answer for the item."""
        hints = [hint for hint in self.instrument.hints if hint.item == item.id]
        limits: list[Threshold] = []
        for hint in hints:
            units = tuple(Unit(unit.name, unit.times, unit.plus) for unit in hint.units)
            if hint.above is not None:
                limits.append(Threshold(hint.measures, "above", hint.above, units))
            elif hint.below is not None:
                limits.append(Threshold(hint.measures, "below", hint.below, units))
        # Where a limit belongs to one assay of several, an unnamed value cannot be judged.
        return tuple(limits) if len(limits) == len(hints) else ()

    def _asked(self) -> Iterator[Statement]:
        """Rules, thresholds of change and disagreements, which carry their own phrasings."""
        definition = self.instrument.definition
        parts = [(f"rule.{rule.id}", rule.text, rule.asks, rule.evidence) for rule in definition.rules]
        for change in definition.changes:
            said = " ".join((change.text, *change.caveats))
            parts.append((f"change.{change.id}", said, change.asks, change.evidence))
        for number, point in enumerate(definition.disagreements, 1):
            said = f"{point.topic}: {point.sources_say} {point.used}"
            parts.append((f"disagreement.{number}", said, point.asks, point.evidence))
        for name, said, asks, evidence in parts:
            if asks:
                keys = tuple(dict.fromkeys(key for each in evidence for key in each.sources))
                yield self._statement(name, said, asks, (self.topic,), keys)

    def _filled(
        self,
        kind: str,
        *topics: str,
        ranges: tuple[Range, ...] = (),
        thresholds: tuple[Threshold, ...] = (),
        **parts: object,
    ) -> Statement:
        template = self.templates[kind]
        values = {"name": self._name, "instrument": self._name, **parts}
        asks = tuple(ask.format(**values) for ask in template.asks)
        says = template.says.format(**values)
        made = self._statement(f"{kind}.{topics[0]}", says, asks, topics, ())
        return replace(made, ranges=ranges, thresholds=thresholds)

    def _statement(
        self,
        name: str,
        says: str,
        asks: tuple[str, ...],
        topics: tuple[str, ...],
        sources: tuple[str, ...],
    ) -> Statement:
        shown = ", ".join(self.instrument.sources[key].short for key in sources)
        section = f"instrument file, version {self.instrument.content_version}" + (
            f": {shown}" if shown else ""
        )
        citation = Citation(self._name, section)
        name = f"{self.instrument.id}.{name}"
        return Statement(name, says, asks, (citation,), _EVIDENCE, topics, of_instrument=True)

    @property
    def _name(self) -> str:
        return self.instrument.abbreviation

    def _item(self, item: ItemDefinition) -> str:
        return f"{self.topic}.{item.id}"

    def _score_name(self, score: ScoreDefinition) -> str:
        single = len(self.instrument.scores) == 1
        return self._name if single else f"{self._name} {score.id.replace('_', ' ')}"

    def _score_topics(self, score: ScoreDefinition) -> tuple[str, ...]:
        return (f"{self.topic}_{score.id}", self.topic) if len(self.instrument.scores) > 1 else (self.topic,)


def _concept_id(name: str) -> str:
    return name.replace("-", "_")


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _meaning(option: Option) -> str:
    return f"{option.label} ({option.meaning})" if option.meaning else option.label


def _points(points: int) -> str:
    return f"{points} point" if points == 1 else f"{points} points"


def _scheme(scheme: BandScheme, *, named: bool) -> str:
    levels = ", ".join(f"{_span(band.low, band.high)} {band.label}" for band in scheme.levels)
    return f"{scheme.title}: {levels}" if named else levels


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _band_ranges(schemes: Iterable[BandScheme], name: str) -> tuple[Range, ...]:
    return tuple(
        Range(band.low, band.high, f"{name} {{number}} is {band.label} ({scheme.title}).")
        for scheme in schemes
        for band in scheme.levels
    )
