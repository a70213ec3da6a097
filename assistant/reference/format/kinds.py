"""The kinds of words, sentences and things that the files of the knowledge are made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=80)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=900)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]

EvidenceKind = Literal[
    "trial",
    "pooled_trials",
    "long_term_extension",
    "case_series",
    "case_reports",
    "review_statement",
    "mechanism",
    "bibliographic",
    "statement",
    "instrument",
]

ConceptKind = Literal[
    "case", "study", "row_patient", "group", "trial", "drug", "drug_class", "subtype", "manifestation",
    "organ", "infection", "adverse_event", "antibody", "laboratory", "score", "body_area", "phototype",
    "aspect", "modifier", "person", "place", "mechanism", "reference", "bibliographic", "time",
    "outside", "plain", "instrument", "instrument_item",
]  # fmt: skip

FigureKind = Literal["one_patient", "each_patient", "mean", "median", "unsaid"]


Compared = Literal["number", "sex", "value", "list", "failed", "had", "beside", "outcome"]
"""How a column is held against a patient: a figure; a sex; one value that is given whole; a list; drugs that
failed, were had before, or are taken beside; and `outcome`, which tells how the patients fared."""
