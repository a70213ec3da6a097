"""The model of `knowledge/ladder.yaml`: the lines of treatment, and what is said of a place on them."""

from __future__ import annotations

from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from assistant.content.fields import ContentModel
from assistant.reference.format.kinds import Identifier, Phrase
from assistant.reference.format.sources import Place

Route = Literal["topical", "systemic"]


def _with(*names: str) -> AfterValidator:
    """A check that a phrase names each of `names` in braces, and nothing else."""

    def checked(phrase: str) -> str:
        try:
            used = {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}
        except ValueError as error:
            raise ValueError("a brace is opened or closed alone") from error
        if used != set(names):
            wanted = " and ".join(f"{{{name}}}" for name in names) or "nothing"
            raise ValueError(f"names {wanted} in braces, each at least once and nothing else")
        return phrase

    return AfterValidator(checked)


_Template = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
_Plain = Annotated[_Template, _with()]


class Rung(ContentModel):
    """One agent on the treatment ladder."""

    agent: Identifier = Field(description="The drug or class.")
    strength: Phrase | None = Field(default=None, description="Strength as printed.")
    form: Phrase | None = Field(default=None, description="Form as printed, such as cream.")
    site: Phrase | None = Field(default=None, description="Where it is used.")
    why: Phrase | None = Field(default=None, description="The reason the paper gives, or what it is.")
    caution: Phrase | None = Field(default=None, description="What to mind.")
    caveats: tuple[Identifier, ...] = Field(
        default=(), description="Caveats on what is printed of it; shown beside it."
    )


class Line(ContentModel):
    """A line of the treatment ladder."""

    id: Identifier = Field(description="Name of the line.")
    title: Phrase = Field(description="The name shown; the route need not be said again.")
    route: Route = Field(description="Route.")
    note: Phrase | None = Field(default=None, description="What is to be known of the line as a whole.")
    place: Place = Field(description="Where the paper states it.")
    refs: tuple[int, ...] = Field(default=(), description="References the paper gives.")
    overtaken: tuple[Identifier, ...] = Field(
        default=(), description="Statements of the line that are bound to the date of the paper."
    )
    rungs: tuple[Rung, ...] = Field(description="Its agents in the paper's order.")


class ListWords(ContentModel):
    """Words beside the drugs in a list of what a patient had."""

    not_had_before: tuple[Phrase, ...] = Field(
        description="Said before a drug that was not had: `no`, `never had`."
    )
    not_had_after: tuple[Phrase, ...] = Field(
        description="Said after a drug that was not had: `naive`, `not tried`."
    )
    joining: tuple[Phrase, ...] = Field(
        description="Words by which what is said before one drug holds for the next too: `or`, `nor`."
    )
    topical: tuple[Phrase, ...] = Field(description="Said beside a drug that was put on the skin.")
    systemic: tuple[Phrase, ...] = Field(description="Said beside a drug that was not put on the skin.")
    passing: tuple[Phrase, ...] = Field(
        description="Said beside a drug in passing, such as units and reasons; never taken for a drug."
    )


class LadderSays(ContentModel):
    """What is said of where a patient stands; each phrase with what it names in braces."""

    unmarked: _Plain = Field(description="Said where no list of drugs is given.")
    had: Annotated[_Template, _with("drugs")] = Field(description="What was had of the ladder.")
    none_had: _Plain = Field(description="Said where nothing in the list stands on the ladder.")
    furthest: Annotated[_Template, _with("route", "line", "drugs")] = Field(
        description="The furthest line of a route with a drug that was had."
    )
    nowhere: Annotated[_Template, _with("route")] = Field(
        description="Said of a route of which nothing was had."
    )
    after: Annotated[_Template, _with("lines")] = Field(description="What the paper names after that line.")
    after_line: Annotated[_Template, _with("line", "drugs")] = Field(
        description="One such line, with its agents or what they are."
    )
    nothing_after: _Plain = Field(description="Said where the paper names nothing after that line.")
    read_as: Annotated[_Template, _with("typed", "name")] = Field(description="How a misspelt drug was read.")
    of_class: Annotated[_Template, _with("typed", "drugs")] = Field(
        description="A class of one line was named, and none of its agents."
    )
    across: Annotated[_Template, _with("typed", "lines")] = Field(
        description="A class was named whose agents stand in several lines."
    )
    either: Annotated[_Template, _with("typed", "drugs")] = Field(
        description="An abbreviation that means one of several drugs."
    )
    named_beside: Annotated[_Template, _with("typed", "drugs")] = Field(
        description="A class was named beside an agent of it."
    )
    no_line: Annotated[_Template, _with("name")] = Field(
        description="A class too wide to stand in a line, or a drug that the paper names without its place."
    )
    elsewhere: Annotated[_Template, _with("name", "places")] = Field(
        description="A drug that the paper names, but in no line."
    )
    other_route: Annotated[_Template, _with("typed", "name", "route")] = Field(
        description="A drug of the ladder by another route than the paper names."
    )
    outside: Annotated[_Template, _with("typed", "refusal")] = Field(
        description="A drug that the paper does not name; `refusal` stands with the concept."
    )
    unknown: Annotated[_Template, _with("typed")] = Field(description="A word that is no known drug.")
    nearest: Annotated[_Template, _with("name")] = Field(description="The nearest spelling of such a word.")
    not_had: Annotated[_Template, _with("drugs")] = Field(
        description="Drugs of which the list says that they were not had."
    )
    no_drugs: Annotated[_Template, _with("words")] = Field(description="Words that are known, but no drugs.")
    orders: _Plain = Field(description="What the order of lines means, and what it does not.")
    decision: _Plain = Field(description="Whose the decision is.")
    mark_had: _Plain = Field(description="The mark of an agent that was had, in a word or two.")
    mark_perhaps: _Plain = Field(description="The mark of an agent whose class was named.")
    mark_open: _Plain = Field(description="The mark of an agent that the list does not name.")
    mark_furthest: _Plain = Field(description="The mark of the furthest line with a drug that was had.")


class LadderFile(ContentModel):
    """knowledge/ladder.yaml."""

    title: Phrase = Field(description="Title of the picture.")
    lines: tuple[Line, ...] = Field(description="The lines of each route from first to last.")
    words: ListWords = Field(description="Words of a list of drugs that are no drugs.")
    says: LadderSays = Field(description="What is said of where a patient stands.")
