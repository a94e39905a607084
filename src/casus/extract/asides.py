"""Subjects that stand outside their verb's own words: "condemned A for burning", "founded by A before being shot"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casus.model import ActorMention

if TYPE_CHECKING:
    from casus.extract.clauses import Reader

_ADVERBS = frozenset({"not", "never", "having", "allegedly", "repeatedly"})
_BODIES = frozenset(
    "states countries nations governments powers groups organisations organizations bodies agencies factions parties movements allies partners "
    "neighbours neighbors".split()
)
_ASIDE = frozenset({"before", "after", "until", "since", "despite"})


def who_is_faulted(reader: Reader, verb: int) -> tuple[ActorMention, ...]:
    """Of "the fight against A for refusing to join" A: who stands before *for* and a verb in -ing did it."""
    at = verb - 1
    while at > reader.first and reader.tokens[at].text.lower() in _ADVERBS:
        at -= 1
    if reader.tokens[verb].form != "ing" or at <= reader.first or reader.tokens[at].text.lower() != "for":
        return ()
    return tuple(m for m, end in reader.starts.values() if end == at)


def who_is_set_aside(reader: Reader, verb: int) -> tuple[ActorMention, ...]:
    """Of "founded by Commander A before being killed" the commander: a person right before the aside, whom alone it can be about."""
    if verb - 3 < reader.first or reader.tokens[verb - 1].text.lower() != "being" or reader.tokens[verb - 2].text.lower() not in _ASIDE:
        return ()
    end = verb - 3 if reader.tokens[verb - 3].text == "," else verb - 2
    return tuple(m for m, stop in reader.starts.values() if stop == end and m.kind in ("role_holder", "person"))


def named_examples(reader: Reader, first: int) -> tuple[ActorMention, ...]:
    """Behind token ``first``, of "groups such as A and B" A and B, where the words before *such* mean bodies or people."""
    for at in range(first, reader.last - 2):
        if reader.tokens[at].text.lower() == "such" and reader.tokens[at + 1].text.lower() == "as":
            head = next((h for h in reader.mentions(at + 2, reader.last) if h[0] <= at + 3), None)
            if head is not None and reader.tokens[at - 1].text.lower() in _BODIES:
                return reader.joined(head, reader.last)
    return ()
