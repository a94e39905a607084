"""Figures: tagged sentences, and the codebook's own examples."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from casus.annotate.quantities import find_quantities
from casus.annotate.sentences import find_sentences
from casus.annotate.tokens import tokenize
from casus.codebook.figure_rules import load_figure_rules
from casus.codebook.words import load_words
from casus.extract.figures import FoundFigure, find_figures
from casus.model import Annotated, Report, Sentence, Token

CASES = Path(__file__).parents[1] / "cases" / "figures.yaml"
RULES = load_figure_rules().rules


def read(text: str) -> tuple[FoundFigure, ...]:
    report = Report("r", "case", None, 0, None, None, None, None, None, "en", "news", text, ((0, len(text), 0, len(text)),), "")
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    for start, end, paragraph in find_sentences(text):
        first = len(tokens)
        tokens += tokenize(text, start, end, load_words())
        sentences.append(Sentence(start, end, first, len(tokens), paragraph))
    return find_figures(Annotated(report, tuple(sentences), tuple(tokens), find_quantities(text)), load_figure_rules())


def shown(found: FoundFigure) -> str:
    figure = found.figure
    ends = ("-" if n is None else str(n) for n in (figure.low, figure.high))
    told = {
        "partial": found.partial,
        "superseded": found.superseded,
        "background": found.background,
        "hypothetical": found.hypothetical,
        "vague": figure.vague,
        "with-attackers": figure.includes_attackers,
        figure.of_group: figure.of_group != "all",
    }
    return " ".join([figure.what, *ends, *(mark for mark, holds in told.items() if holds)])


def cases() -> list[tuple[str, list[str]]]:
    told = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [(case["text"], [f.strip() for f in case["figures"].split(";") if f.strip()]) for case in told]


@pytest.mark.parametrize(("text", "figures"), cases())
def test_tagged_sentences(text: str, figures: list[str]) -> None:
    assert [shown(f) for f in read(text)] == figures


@pytest.mark.parametrize(("what", "text"), [(rule.what, text) for rule in RULES for text in rule.examples])
def test_examples_of_the_codebook(what: str, text: str) -> None:
    assert what in {f.figure.what for f in read(text)}


@pytest.mark.parametrize(("what", "text"), [(rule.what, text) for rule in RULES for text in rule.counter])
def test_counter_examples_of_the_codebook(what: str, text: str) -> None:
    assert what not in {f.figure.what for f in read(text)}


@pytest.mark.parametrize("text", [text for text, _ in cases()])
def test_spans_hold(text: str) -> None:
    for found in read(text):
        assert found.figure.span.holds(text) and found.trigger.holds(text)
        assert found.figure.of is None or found.figure.of.holds(text)
