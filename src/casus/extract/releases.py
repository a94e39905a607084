"""Who lets captives go where their own clause does not say it: whoever is told to hold them, or gets people of its own back for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casus.extract.clauses import Reader
from casus.extract.parties import as_parties
from casus.extract.triggers import Trigger
from casus.model import ActorMention, Claim, Party, Span

#: what only the holder can do: whoever "frees" may have come to the rescue
_LETS_GO = frozenset({"release", "let", "hand", "swap", "exchange", "give", "return"})
#: whoever does this gets others to let go
_OBTAINS = frozenset({"secure", "win", "obtain"})
_HOLDERS = frozenset({"armed_group", "state", "government_body", "unidentified"})
_HELD = (("held", "by"), ("detained", "by"), ("kept", "by"), ("hands", "of"), ("custody", "of"))
_SWAPPED = frozenset({"exchange", "exchanged", "return", "swap", "swapped", "trade", "traded"})
_THOSE = frozenset({"them", "they", "captives", "hostages"})
_PRONOUNS = frozenset({"them", "him", "her"})
_REACH = 12


def with_releasers(claims: Sequence[Claim], heads: Sequence[Trigger], readers: Sequence[Reader]) -> list[Claim]:
    """The claims in text order, releases with the doer that their sentence or an earlier claim of the report tells."""
    groups = {m.name: m for r in readers for m, _ in r.starts.values() if m.kind == "armed_group" and m.actor_id}
    out: list[Claim] = []
    for claim, head in zip(claims, heads, strict=True):
        if _lacks_doer(claim, readers[head.sentence], head):
            taken = {p.span for p in claim.recipients} | {p.actor_id for p in claim.recipients if p.actor_id}
            doers = _in_exchange(readers[head.sentence], head, groups) or _holder(readers[head.sentence], head) or _captor(claim, out)
            found = tuple(p for p in doers if p.span not in taken and p.actor_id not in taken)
            claim = replace(claim, actors=found or claim.actors)
        out.append(claim)
    return out


def _lacks_doer(claim: Claim, reader: Reader, head: Trigger) -> bool:
    """Is it a release without a doer? Who "secures the freedom" of captives obtains it from those who hold them."""
    if "release" not in claim.mode or claim.negated or head.shape != "verb":
        return False
    lemma = reader.tokens[head.first].lemma
    return lemma in _OBTAINS or (lemma in _LETS_GO and not claim.actors)


def _in_exchange(reader: Reader, head: Trigger, groups: Mapping[str, ActorMention]) -> tuple[Party, ...]:
    """Of "were let go in exchange for detained B suspects" B, which gets its own people back; ``groups`` are the report's, by name."""
    end = min(reader.last, head.last + _REACH)
    at = next((i for i in range(head.first + 1, end) if reader.tokens[i].text.lower() == "for" and _is_swap(reader, i - 1)), None)
    found = reader.mentions(at + 1, min(reader.last, at + _REACH))[:1] if at is not None else []
    return tuple(p for _, _, m in found if (p := _whose(m, groups)) is not None)


def _whose(mention: ActorMention, groups: Mapping[str, ActorMention]) -> Party | None:
    """The body that the words name: themselves, or a group's name inside them."""
    if mention.actor_id is not None and mention.kind != "population":
        return as_parties((mention,))[0]
    name = next((n for n in groups if f"{n} " in mention.span.text), None)
    if name is None:
        return None
    start = mention.span.start + mention.span.text.index(name)
    return Party(Span(start, start + len(name), name), groups[name].actor_id, name, groups[name].kind)


def _is_swap(reader: Reader, at: int) -> bool:
    return reader.tokens[at].text.lower() in _SWAPPED


def _holder(reader: Reader, head: Trigger) -> tuple[Party, ...]:
    """Of "ten hostages held by B were released" B."""
    for at in range(reader.first + 1, head.first - 1):
        if (reader.tokens[at - 1].text.lower(), reader.tokens[at].text.lower()) in _HELD:
            found = reader.mentions(at + 1, head.first)[:1]
            return as_parties(m for start, _, m in found if start <= at + 3 and m.kind in _HOLDERS)
    return ()


def _captor(claim: Claim, told: Sequence[Claim]) -> tuple[Party, ...]:
    """Who was told, last before, to have taken or let go the same people, by their noun."""
    names = {_noun(p) for p in claim.recipients}
    for before in reversed(told):
        if before.actors and {"abduct", "release"} & set(before.mode) and before.modality in ("asserted", "claimed", "alleged"):
            held = {_noun(p) for p in before.recipients} or {""}
            if names & held or (names and names <= _THOSE) or held <= _PRONOUNS:
                return tuple(p for p in before.actors if p.kind in _HOLDERS)
    return ()


def _noun(party: Party) -> str:
    return party.span.text.lower().split()[-1].removeprefix("school")
