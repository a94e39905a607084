"""Names and ties in reports on Iraq and Syria, for a scorer of entities and relations.

    python bench/re3d.py DOCUMENTS.jsonl PREDICTED.jsonl

A document is {"doc_id", "text"}. Entities are casus's mentions of actors, places, times and quantities, under that collection's names; weapons and
craft, which casus does not mark by themselves, are told by the words below. Relations are read off the claims.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from casus.annotate import annotate
from casus.model import ActorMention, Annotated, Claim, Party, PlaceMention, Report
from casus.resolve import resolve
from casus.run.coding import Kit, code_report, load_kit

#: a tie of casus under that collection's name
TIES = {
    "opposed_to": "FightingAgainst", "allied_with": "AlliesOf", "supports": "AlliesOf", "alias": "IsSynonymOf", "renamed_to": "IsSynonymOf",
    "leads": "InChargeOf", "directs": "InChargeOf", "controls_territory": "InChargeOf", "part_of": "BelongsTo", "member_of": "BelongsTo",
}  # fmt: skip
PERSONS = ("person", "role_holder")
THINGS = {
    "Weapon": re.compile(
        r"(?i)\b(?:(?:air ?)?strikes?|VBIEDs?|IEDs?|mortars?|munitions?|weapons?|rockets?|missiles?|artillery|(?:machine )?guns?|rifles?|(?:car |barrel )?bombs?|explosives?|grenades?)\b"
    ),
    "MilitaryPlatform": re.compile(
        r"(?i)\b(?:(?:remotely piloted |fighter )?aircraft|tanks?|warships?|helicopters?|drones?|UAVs?|(?:fighter )?jets?|bombers?|frigates?|(?:USS|HMS) [A-Z]\w+)\b"
    ),
}
#: that collection counts words that stand for somebody
PRONOUNS = {
    "Organisation": re.compile(r"\b(?:[Ww]e|[Tt]hey|[Tt]hem)\b"),
    "Person": re.compile(r"\b(?:[Hh]e|[Ss]he|I)\b"),
}
#: a rank or office and the name behind it: the name by itself is counted too
_TITLED = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+)*?(?:[A-Z][a-z]+\.|[Ss]ecretary|[Pp]resident|[Mm]inister|[Gg]eneral|[Cc]olonel|[Aa]mbassador|[Ss]enator)\s+(?=[A-Z])"
)
Stretch = tuple[int, int]


def entity(start: int, end: int, kind: str) -> dict[str, Any]:
    return {"start": start, "end": end, "type": kind}


def is_place(mention: ActorMention, places: Sequence[PlaceMention]) -> bool:
    """Is a state's name used of its land here: "in Iraq", not "Iraq said"?"""
    return mention.kind == "state" and any(p.use == "place" and p.span.overlaps(mention.span) for p in places)


def is_no_actor(mention: ActorMention, annotated: Annotated) -> bool:
    """An adjective of a nation by itself, or a craft: that collection has other names for them."""
    nation = any(p.use == "nation" and p.span.end == mention.span.end for p in annotated.places)
    return nation or THINGS["MilitaryPlatform"].search(mention.span.text) is not None


def with_article(text: str, start: int) -> int:
    """Where a name starts that has an article before it: that collection's names have theirs."""
    found = re.search(r"(?i)\bthe\s$", text[max(0, start - 5) : start])
    return start - 4 if found else start


def of_actors(annotated: Annotated) -> Iterator[dict[str, Any]]:
    """Organisations with their articles; persons, and the name behind a title."""
    text = annotated.report.text
    for actor in annotated.actors:
        start, end = stretch(actor)
        if actor.kind in PERSONS:
            yield entity(start, end, "Person")
            titled = _TITLED.match(actor.span.text)
            if titled:
                yield entity(start + titled.end(), end, "Person")
        elif not is_place(actor, annotated.places) and not is_no_actor(actor, annotated):
            yield entity(with_article(text, start), end, "Organisation")


def entities(annotated: Annotated) -> Iterator[dict[str, Any]]:
    yield from of_actors(annotated)
    for place in annotated.places:
        if place.use in ("place", "border"):
            yield entity(place.span.start, place.span.end, "Location")
    for time in annotated.times:
        yield entity(time.span.start, time.span.end, "Temporal")
    named = [m.span for m in (*annotated.times, *annotated.actors, *annotated.places)]
    for quantity in annotated.quantities:
        if not any(quantity.span.overlaps(span) for span in named):
            yield entity(quantity.span.start, quantity.span.end, "Quantity")
    for kind, words in (*THINGS.items(), *PRONOUNS.items()):
        for found in words.finditer(annotated.report.text):
            yield entity(found.start(), found.end(), kind)


def tie(kind: str, source: Stretch, target: Stretch) -> dict[str, Any]:
    return {"type": kind, "source_span": list(source), "target_span": list(target)}


def stretch(party: Party | ActorMention) -> Stretch:
    return party.span.start, party.span.end


def told(claims: Sequence[Claim]) -> Iterator[dict[str, Any]]:
    """Ties that are claimed, and who attacked whom."""
    for claim in claims:
        kind = TIES.get(claim.type or "") if claim.kind == "relation" else "FightingAgainst" if claim.type == "ASSAULT" else None
        if kind and not claim.negated:
            for source, target in product(claim.actors, claim.recipients):
                if source.span.overlaps(target.span):
                    continue
                yield tie(kind, stretch(source), stretch(target))


def also_called(annotated: Annotated) -> Iterator[dict[str, Any]]:
    """Two names of one actor side by side: "Syrian Democratic Forces (SDF)", "Carter, the defence secretary"."""
    for one, other in pairwise(annotated.actors):
        between = annotated.report.text[one.span.end : other.span.start]
        if one.actor_id and one.actor_id == other.actor_id and re.fullmatch(r"\s*[(,]\s*(?:the|or|also known as|also called)?\s*", between):
            yield tie("IsSynonymOf", stretch(one), stretch(other))


def distinct(rows: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in dict.fromkeys(json.dumps(row) for row in rows)]


def prediction(document: dict[str, Any], kit: Kit) -> dict[str, Any]:
    report = Report("r", "bench", None, 0, None, None, None, None, None, "en", "news", document["text"], (), "")
    annotated = resolve(annotate(report), kit.resolver)[0]
    claims = code_report(report, kit).claims
    ties = distinct(r for rows in (told(claims), also_called(annotated)) for r in rows)
    return {"doc_id": document["doc_id"], "entities": distinct(entities(annotated)), "relations": ties}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("documents", type=Path)
    ask.add_argument("predicted", type=Path)
    given = ask.parse_args()
    kit = load_kit()
    lines = given.documents.read_text(encoding="utf-8").splitlines()
    given.predicted.write_text("".join(json.dumps(prediction(json.loads(line), kit)) + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
