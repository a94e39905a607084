"""What an analyst's own codebook entries want that a run cannot give."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casus.codebook.events import load_event_rules
from casus.codebook.relations import load_relation_rules
from casus.model import Finding
from casus.run.coding import Kit


def unmatched(kit: Kit, codebooks: Sequence[Path] = ()) -> list[Finding]:
    """A warning for each entry that has examples and no patterns, when there are no vectors to hold the examples against sentences."""
    if kit.near is not None:
        return []
    names = [name for rules in (kit.events.rules, kit.relations.rules) for name, rule in rules.items() if not rule.has_words]
    return [_unmatched(name, _file_of(name, codebooks)) for name in names]


def _file_of(name: str, codebooks: Sequence[Path]) -> str:
    for path in reversed(codebooks):
        if name in load_event_rules(extra=(path,)).rules or name in load_relation_rules(extra=(path,)).rules:
            return str(path)
    return "the codebook"


def _unmatched(name: str, where: str) -> Finding:
    message = (
        f"{where}: {name}: finds nothing in this run: it has examples and no patterns, and those need the encoder; add verbs, nouns or "
        "words to it, or code with a build that has an encoder, without --no-encoder"
    )
    return Finding("codebook", "needs-encoder", message, severity="warning", source=where)
