"""Entries that nothing but their examples can find: would the others find each example, were it not there?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casus.codebook.events import EventRule
from casus.codebook.relations import RelationRule
from casus.extract.nearest import PREFIX, Near
from casus.run.coding import Kit
from casus.run.examples import coded_alone


def examples_left_out(kit: Kit) -> Iterator[str]:
    """A line an entry without patterns, and one an example that the entry does not find without it; nothing without an encoder."""
    if kit.near is not None:
        for rule in kit.near.rules:
            if not rule.has_words:
                yield from _entry(rule, kit, kit.near)


def _entry(rule: EventRule | RelationRule, kit: Kit, near: Near) -> Iterator[str]:
    missed = [text for text in rule.examples if not _found(rule, text, replace(kit, near=near.without(text)))]
    found = len(rule.examples) - len(missed)
    yield f"{rule.rule_id}: by its examples alone; of {len(rule.examples)}, {found} are found when left out"
    yield from (f"{rule.rule_id}: not found when left out: {text} More examples in other words may help" for text in missed)


def _found(rule: EventRule | RelationRule, text: str, kit: Kit) -> bool:
    return PREFIX + rule.rule_id in {c.rule for c in coded_alone(text, kit)}
