"""Which found actors may be known ones, or one another: suggestions for the analyst, never acted on by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from casus.codebook.spelling import fold_name
from casus.model import Actor, Registry

#: of 100: names less alike than this are not worth a look
_ALIKE = 82.0
_LIKE_KINDS = ({"armed_group", "ngo", "unidentified"}, {"government_body", "ngo", "unidentified"}, {"media"}, {"international_org", "ngo"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``found`` may be ``other``: their names are ``score`` alike, of 100. Names alike are no proof: look-alikes are rivals."""

    found: Actor
    other_id: str
    other_name: str
    score: float

    def as_yaml(self) -> str:
        """The entry of an own registry file that would make them one."""
        return f'- {{id: {self.other_id}, aliases: ["{self.found.name}"]}}'


def suggest_merges(actors: Iterable[Actor], registry: Registry) -> tuple[Suggestion, ...]:
    """For each found actor the likest known one, or found one of more mentions, of a kind that it may be; the likest first."""
    every = list(actors)
    names = list(_names(every, registry))
    choices = [name for name, _, _ in names]
    out = [s for actor in every if actor.basis == "found" if (s := _likest(actor, every, names, choices)) is not None]
    return tuple(sorted(out, key=lambda s: (-s.score, s.found.actor_id)))


def _names(actors: Sequence[Actor], registry: Registry) -> Iterator[tuple[str, str, str]]:
    """(folded name, id, kind) of everything that a found actor may be."""
    for entry in registry.entries.values():
        for name in (entry.name, *(a.name for a in entry.aliases)):
            if len(name) > 4:
                yield fold_name(name), entry.actor_id, entry.kind
    for actor in actors:
        if actor.basis == "found":
            yield fold_name(actor.name), actor.actor_id, actor.kind


def _likest(actor: Actor, actors: Sequence[Actor], names: Sequence[tuple[str, str, str]], choices: Sequence[str]) -> Suggestion | None:
    met = {a.actor_id: a for a in actors}
    for _, score, at in process.extract(fold_name(actor.name), choices, scorer=fuzz.token_sort_ratio, limit=8, score_cutoff=_ALIKE):
        name, other, kind = names[at]
        if other != actor.actor_id and _may_be_one(actor.kind, kind) and not _is_rarer(met, other, actor):
            return Suggestion(actor, other, met[other].name if other in met else name, round(score, 1))
    return None


def _is_rarer(met: Mapping[str, Actor], other: str, actor: Actor) -> bool:
    """Of two found actors the rarer is offered to the other, and not both ways."""
    rival = met.get(other)
    return rival is not None and rival.basis == "found" and (rival.mentions, rival.actor_id) < (actor.mentions, actor.actor_id)


def _may_be_one(kind: str, other: str) -> bool:
    return kind == other or any({kind, other} <= alike for alike in _LIKE_KINDS)
