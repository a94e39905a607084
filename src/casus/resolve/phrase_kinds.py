"""What a noun phrase is: a person, a body, a place, a weapon..., by the names in it, by its last words, by what the encoder saw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casus.codebook.place_words import load_place_words
from casus.codebook.roles import RoleRules, load_role_rules
from casus.codebook.things import ThingWords, load_thing_words
from casus.model import ActorMention, Annotated, Mention, PlaceMention, Token
from casus.resolve.chunks import Chunk, noun_phrases, tags_of
from casus.resolve.names import Name
from casus.resolve.persons_named import find_person_names

KINDS = {
    "state": "org", "government_body": "org", "armed_group": "group", "international_org": "org", "company": "org", "media": "org", "ngo": "org",
    "population": "people", "role_holder": "per", "person": "per", "unidentified": "group",
}  # fmt: skip
_ACTS = {
    "armed": "group",
    "group": "group",
    "force": "org",
    "organ": "org",
    "media": "org",
    "people": "people",
    "speaker": "per",
    "office": "per",
}
_PERSONS = ("people", "office", "speaker")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The noun phrases of a report with what it takes to tell their kinds. Actors, places, states, and what the encoder saw are looked up by the

    offset behind their last character.
    """

    annotated: Annotated
    chunks: tuple[Chunk, ...]
    tags: Sequence[str]
    #: the token behind a name to its first
    opened: Mapping[int, int]
    #: persons' names: the token behind each to its first
    persons: Mapping[int, int]
    actors: Mapping[int, ActorMention]
    places: Mapping[int, PlaceMention]
    states: Mapping[int, Name]
    seen: Mapping[int, Mention]
    words: ThingWords
    roles: RoleRules

    @property
    def text(self) -> str:
        return self.annotated.report.text

    @property
    def tokens(self) -> Sequence[Token]:
        return self.annotated.tokens

    def end(self, chunk: Chunk) -> int:
        return self.tokens[chunk.head].end

    def low(self, chunk: Chunk) -> list[str]:
        return [t.text.lower() for t in self.tokens[chunk.first : chunk.last]]

    def kind(self, chunk: Chunk) -> str | None:
        """The kind; None where nothing tells it. Of a state that only stands for its land it is ``place``."""
        end = self.end(chunk)
        if chunk.last in self.persons:
            return "per"
        state, actor = self.states.get(end), self.actors.get(end)
        if state is not None and (actor is None or actor.kind == "state"):
            return "org" if self.acts(end) and not self.is_part(chunk) else "place"
        if (
            actor is not None
            and actor.actor_id is not None
            and KINDS[actor.kind] in ("org", "group")
            and self.tokens[chunk.head].text[0].isupper()
        ):
            return KINDS[actor.kind]
        if any(t.text in self.words.ship_prefixes for t in self.tokens[chunk.first : chunk.head]):
            return "craft"
        return self.words.kind_of(self.low(chunk)) or self._named_kind(chunk) or self._role(self.low(chunk)) or self._seen_kind(chunk)

    def acts(self, end: int) -> bool:
        """Does the state whose name ends there stand for those who act?"""
        place = self.places.get(end)
        return end in self.actors and (place is None or place.preposition is None)

    def is_part(self, chunk: Chunk) -> bool:
        """A part of a land: "northern Iraq"."""
        return chunk.first < chunk.head and self.tokens[chunk.first].text.lower() in load_place_words().directions

    def _named_kind(self, chunk: Chunk) -> str | None:
        actor, place = self.actors.get(self.end(chunk)), self.places.get(self.end(chunk))
        if actor is not None and actor.kind == "role_holder" and actor.span.start < self.tokens[chunk.first].start:
            actor = None  # the commander of this body, not the body
        if self._is_office(chunk):
            return None
        if place is not None and place.use in ("place", "border", "attribute") and actor is None:
            return "place"
        if actor is None or (place is not None and place.use == "nation" and actor.kind == "state"):
            return None  # "the Iraqi" of an operation
        if actor.kind in ("role_holder", "person"):
            return self._role(self.low(chunk)) or (None if self.low(chunk)[-1] in self.words.no_persons else "per")
        return KINDS[actor.kind]

    def _is_office(self, chunk: Chunk) -> bool:
        role = self.roles.phrases.get((self.low(chunk)[-1],))
        return role is not None and role.act == "office"

    def _role(self, low: Sequence[str]) -> str | None:
        for size in range(min(self.roles.longest, len(low)), 0, -1):
            role = self.roles.phrases.get(tuple(low[-size:]))
            if role is not None and " ".join(low[-size:]) not in self.words.no_persons:
                return ("people" if role.plural else "per") if role.act in _PERSONS else _ACTS[role.act]
        return None

    def _seen_kind(self, chunk: Chunk) -> str | None:
        seen, place = self.seen.get(self.end(chunk)), self.places.get(self.end(chunk))
        return seen.kind if seen is not None and (place is None or place.use != "nation") else None


def phrases_of(annotated: Annotated, names: Sequence[Name], seen: Sequence[Mention]) -> Phrases:
    """The phrases of a report; ``names``: those of the registry in it; ``seen``: the encoder's mentions that count."""
    at = {t.start: i for i, t in enumerate(annotated.tokens)}
    behind = {t.end: i + 1 for i, t in enumerate(annotated.tokens)}
    tags = tags_of(annotated)
    runs = list(_runs(annotated, names, at, behind))
    persons = find_person_names(annotated, frozenset(i for a, b in runs for i in range(a, b)))
    wholes: dict[int, int] = {}
    for a, b in (*runs, *persons):
        wholes[a] = max(b, wholes.get(a, b))
    spans = [t.span for t in annotated.times if t.span.start in at and t.span.end in behind]
    stops = frozenset(i for s in spans for i in range(at[s.start], behind[s.end]))
    chunks = tuple(c for s in annotated.sentences for c in noun_phrases(annotated, tags, wholes, stops, s.first, s.last))
    return Phrases(
        annotated,
        chunks,
        tags,
        {b: a for a, b in wholes.items()},
        {b: a for a, b in persons},
        {m.span.end: m for m in annotated.actors},
        {p.span.end: p for p in annotated.places},
        {n.end: n for n in names if n.entry.kind == "state" and n.use == "name"},
        {m.span.end: m for m in seen},
        load_thing_words(),
        load_role_rules(),
    )


def _runs(annotated: Annotated, names: Sequence[Name], at: Mapping[int, int], behind: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Token ranges of names that are one word, as it were: of the registry, of bodies found by their words, of places."""
    bodies = [m.span for m in annotated.actors if m.kind not in ("person", "role_holder") and _is_name(m.span.text)]
    places = [p.span for p in annotated.places if p.use != "nation"]
    spans = [(n.start, n.end) for n in names if n.use in ("name", "unsure")] + [(s.start, s.end) for s in (*bodies, *places)]
    return ((at[s], behind[e]) for s, e in spans if s in at and e in behind)


def _is_name(text: str) -> bool:
    words = [w for w in text.split() if w.lower() not in ("of", "for", "the", "and", "in", "de")]
    return all(w[0].isupper() or w[0].isdigit() for w in words)
