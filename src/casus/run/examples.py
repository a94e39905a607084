"""The codebook held against its own sentences: each rule finds its examples and leaves its counter-examples alone, by words and by nearness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from casus.annotate import annotate
from casus.codebook.cues import load_cue_rules
from casus.codebook.events import EventRule
from casus.codebook.relations import RelationRule
from casus.extract.figures import find_figures
from casus.extract.nearest import PREFIX, meaning
from casus.model import Annotated, Claim, Finding
from casus.resolve import resolve
from casus.run.coding import Kit, as_report, code_report


class _Tried(Protocol):
    @property
    def examples(self) -> Sequence[str]: ...
    @property
    def counter(self) -> Sequence[str]: ...


def check_examples(kit: Kit) -> tuple[Finding, ...]:
    """What the rules of events, relations, figures and cues miss, or find where they must not; ``()`` when all is well."""
    return (*_events(kit), *_relations(kit), *_figures(kit), *_cues())


def count_examples(kit: Kit) -> tuple[int, int]:
    """(rules, sentences) that ``check_examples`` tries."""
    rules: list[_Tried] = [*kit.events.rules.values(), *kit.relations.rules.values(), *kit.figures.rules, *load_cue_rules().rules.values()]
    return len(rules), sum(len(r.examples) + len(r.counter) for r in rules)


def coded_alone(text: str, kit: Kit) -> tuple[Claim, ...]:
    """The claims of one sentence, read as a report of its own, without a day."""
    return code_report(as_report(text), kit).claims


def _events(kit: Kit) -> Iterator[Finding]:
    for rule in kit.events.rules.values():
        yield from _tried(rule, "event", kit)


def _relations(kit: Kit) -> Iterator[Finding]:
    for rule in kit.relations.rules.values():
        yield from _tried(rule, "relation", kit)


def _tried(rule: EventRule | RelationRule, kind: str, kit: Kit) -> Iterator[Finding]:
    """An entry's sentences: examples by its patterns alone, where it has any; counter-examples by patterns and by nearness."""
    if rule.has_words or kit.near is not None:
        by = replace(kit, near=None) if rule.has_words else kit
        for text in rule.examples:
            if meaning(rule) not in {c.type for c in coded_alone(text, by) if c.kind == kind}:
                yield _missed(rule.rule_id, text)
    for text in rule.counter:
        if {rule.rule_id, PREFIX + rule.rule_id} & {c.rule for c in coded_alone(text, kit)}:
            yield _wrong(rule.rule_id, text)


def _figures(kit: Kit) -> Iterator[Finding]:
    for rule in kit.figures.rules:
        for text in rule.examples:
            if rule.what not in {f.figure.what for f in find_figures(_annotated(text, kit), kit.figures)}:
                yield _missed(f"figures: {rule.what}", text)
        for text in rule.counter:
            if rule.what in {f.figure.what for f in find_figures(_annotated(text, kit), kit.figures)}:
                yield _wrong(f"figures: {rule.what}", text)


def _annotated(text: str, kit: Kit) -> Annotated:
    return resolve(annotate(as_report(text)), kit.resolver)[0]


def _cues() -> Iterator[Finding]:
    for rule in load_cue_rules().rules.values():
        for text in rule.examples:
            if rule.rule_id not in {c.rule for c in annotate(as_report(text)).cues}:
                yield _missed(rule.rule_id, text)
        for text in rule.counter:
            if rule.rule_id in {c.rule for c in annotate(as_report(text)).cues}:
                yield _wrong(rule.rule_id, text)


def _missed(rule: str, text: str) -> Finding:
    return Finding(
        "codebook", "example-missed", f"{rule}: does not find its example: {text} Add a pattern, or mend the example", severity="error"
    )


def _wrong(rule: str, text: str) -> Finding:
    return Finding(
        "codebook", "counter-found", f"{rule}: finds its counter-example: {text} Narrow a pattern, or add to its unless", severity="error"
    )
