"""Every rule of the codebook finds its examples and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from casus.codebook.events import EventRule, load_event_rules
from casus.codebook.figure_rules import FigureRule, load_figure_rules
from casus.extract.figures import find_figures
from coded import annotated, claims

EVENTS = load_event_rules().rules.values()
FIGURES = load_figure_rules()


@pytest.mark.parametrize("rule", EVENTS, ids=lambda r: r.rule_id)
def test_event_examples_are_coded(rule: EventRule) -> None:
    missed = [text for text in rule.examples if rule.type not in {c.type for c in claims(text)}]
    assert not missed


@pytest.mark.parametrize("rule", EVENTS, ids=lambda r: r.rule_id)
def test_event_counter_examples_are_not(rule: EventRule) -> None:
    wrong = [text for text in rule.counter if rule.rule_id in {c.rule for c in claims(text)}]
    assert not wrong


@pytest.mark.parametrize("rule", FIGURES.rules, ids=lambda r: r.what)
def test_figure_examples_are_found(rule: FigureRule) -> None:
    missed = [text for text in rule.examples if rule.what not in {f.figure.what for f in find_figures(annotated(text), FIGURES)}]
    assert not missed


@pytest.mark.parametrize("rule", FIGURES.rules, ids=lambda r: r.what)
def test_figure_counter_examples_are_not(rule: FigureRule) -> None:
    wrong = [text for text in rule.counter if rule.what in {f.figure.what for f in find_figures(annotated(text), FIGURES)}]
    assert not wrong
