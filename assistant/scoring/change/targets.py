"""A composite target judged rule by rule, and as a whole where nothing is missing that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.scoring.change.inputs import Inputs, Judged
from assistant.scoring.change.limits import Verdict
from assistant.scoring.change.named import instruments_in, requirements_of
from assistant.scoring.change.requirements import judge_requirement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.scoring.change.baseline import Baseline
    from assistant.scoring.change.criteria import Input
    from assistant.scoring.change.series import Occasion, Series
    from assistant.scoring.format.evidence import Evidence
    from assistant.scoring.format.targets import TargetDefinition, TargetRule, TargetVariant
    from assistant.scoring.instrument import Instrument


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """One rule of a target, or one variant of it."""

    id: str
    variant: str | None
    title: str
    text: str
    verdict: Verdict
    why: tuple[str, ...]
    inputs: tuple[Input, ...]
    notes: tuple[str, ...]
    caveats: tuple[str, ...]
    sources: tuple[str, ...]
    certainty: str

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on."""
        return {
            "id": self.id,
            "variant": self.variant,
            "title": self.title,
            "text": self.text,
            "verdict": self.verdict.value,
            "why": list(self.why),
            "inputs": [each.as_json() for each in self.inputs],
            "notes": list(self.notes),
            "caveats": list(self.caveats),
            "sources": list(self.sources),
            "certainty": self.certainty,
        }


@dataclass(frozen=True, slots=True)
class Whole:
    """The verdict on the whole target, in one of its variants."""

    variant: str | None
    title: str
    verdict: Verdict
    nearest: str
    """Which rules decide it."""

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on."""
        return {
            "variant": self.variant,
            "title": self.title,
            "verdict": self.verdict.value,
            "nearest_miss": self.nearest or None,
        }


@dataclass(frozen=True, slots=True)
class TargetVerdict:
    """A target at one visit."""

    target: TargetDefinition
    occasion: Occasion
    rules: tuple[RuleVerdict, ...]
    wholes: tuple[Whole, ...]
    """One for each variant; none where the whole is not computed."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Values on which sources disagree, and weaker comparisons."""
        return tuple(dict.fromkeys(note for rule in self.rules for note in rule.notes))

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on."""
        target = self.target
        return {
            "id": target.id,
            "abbreviation": target.abbreviation,
            "title": target.title,
            "kind": target.kind,
            "date": self.occasion.day.isoformat(),
            "text": target.text,
            "sources": list(_sources(target, target.evidence)),
            "certainty": target.evidence[0].certainty,
            "not_computed": target.not_computed,
            "wholes": [each.as_json() for each in self.wholes],
            "rules": [each.as_json() for each in self.rules],
            "allows": list(target.allows),
            "caveats": list(target.caveats),
            "notes": list(self.notes),
        }


def judge_target(
    target: TargetDefinition,
    series: Series,
    instruments: Mapping[str, Instrument],
    baseline: Baseline,
    stated: Mapping[str, bool],
) -> TargetVerdict:
    """Judge a target at the last visit at which the instruments that it names were rated."""
    now = _visit_judged(target, series)
    questions = {name: fact.question for name, fact in target.facts.items()}
    inputs = Inputs(series, instruments, baseline, now, stated, questions)
    rules = tuple(verdict for rule in target.rules for verdict in _rule(target, rule, inputs))
    wholes = () if target.not_computed else tuple(_wholes(target, rules))
    return TargetVerdict(target, now, rules, wholes)


def named_instruments(target: TargetDefinition) -> tuple[str, ...]:
    """The instruments that a target looks at, each once."""
    found = (name for _, requirement in requirements_of(target) for name in instruments_in(requirement))
    return tuple(dict.fromkeys(found))


def _visit_judged(target: TargetDefinition, series: Series) -> Occasion:
    names = named_instruments(target)
    for each in reversed(series.occasions):
        if all(each.rating(name) is not None for name in names):
            return each
    return series.occasions[-1]


def _rule(target: TargetDefinition, rule: TargetRule, inputs: Inputs) -> Iterator[RuleVerdict]:
    if rule.when is not None:
        yield _told(target, rule, None, judge_requirement(rule.when, inputs))
    for variant in rule.variants:
        yield _told(target, rule, variant, judge_requirement(variant.when, inputs))


def _told(
    target: TargetDefinition, rule: TargetRule, variant: TargetVariant | None, found: Judged
) -> RuleVerdict:
    evidence = rule.evidence if variant is None else variant.evidence
    return RuleVerdict(
        id=rule.id,
        variant=None if variant is None else variant.id,
        title=rule.title if variant is None else f"{rule.title} ({variant.title})",
        text=rule.text,
        verdict=found.verdict,
        why=found.why,
        inputs=found.inputs,
        notes=found.notes,
        caveats=rule.caveats,
        sources=_sources(target, evidence),
        certainty=evidence[0].certainty,
    )


def _wholes(target: TargetDefinition, rules: tuple[RuleVerdict, ...]) -> Iterator[Whole]:
    variants = [variant for rule in target.rules for variant in rule.variants]
    if not variants:
        yield _whole(None, target.abbreviation, rules)
    for variant in variants:
        own = tuple(each for each in rules if each.variant in {None, variant.id})
        yield _whole(variant.id, f"{target.abbreviation} ({variant.title})", own)


def _whole(variant: str | None, title: str, rules: tuple[RuleVerdict, ...]) -> Whole:
    failed = [each for each in rules if each.verdict is Verdict.NOT_MET]
    opened = [each for each in rules if each.verdict is Verdict.UNKNOWN]
    verdict = Verdict.NOT_MET if failed else Verdict.UNKNOWN if opened else Verdict.MET
    nearest = ""
    if len(failed) == 1:
        others = f"; open besides: {', '.join(each.title for each in opened)}" if opened else ""
        nearest = f"only one rule is not met: {failed[0].title}{others}"
    elif not failed and len(opened) == 1:
        nearest = f"only one rule is open: {opened[0].title}"
    return Whole(variant, title, verdict, nearest)


def _sources(target: TargetDefinition, evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    keys = dict.fromkeys(key for each in evidence for key in each.sources)
    return tuple(target.sources[key].short for key in keys)
