"""Mentions and ties in reports on Iraq and Syria, for a scorer of entities and relations.

    python bench/re3d.py DOCUMENTS.jsonl PREDICTED.jsonl [--no-encoder]

A document is {"doc_id", "text"}. Entities are casus's mentions (``casus.resolve.mentions``: the codebook's words, and what the encoder of this
build saw) under that collection's names; relations are its pairs of mentions (``casus.extract.pairs``: claims, and words between two
mentions). That collection writes ties that hold both ways twice.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from casus.annotate import annotate
from casus.extract.pairs import Pair, find_pairs
from casus.model import Mention, Report
from casus.resolve import mentions_of, resolve
from casus.run.coding import Kit, code_report, load_kit, perceive_for

#: our kinds under that collection's names
KINDS = {
    "per": "Person", "org": "Organisation", "group": "Organisation", "people": "Organisation", "place": "Location", "fac": "Location",
    "weapon": "Weapon", "craft": "MilitaryPlatform", "vehicle": "Vehicle", "num": "Quantity", "time": "Temporal",
}  # fmt: skip
#: our ties under its names
TIES = {
    "opposed_to": "FightingAgainst", "allied_with": "AlliesOf", "supports": "AlliesOf", "alias": "IsSynonymOf", "renamed_to": "IsSynonymOf",
    "leads": "InChargeOf", "directs": "InChargeOf", "controls_territory": "InChargeOf", "part_of": "BelongsTo", "member_of": "BelongsTo",
}  # fmt: skip


def entities(mentions: Iterable[Mention]) -> list[dict[str, Any]]:
    return distinct({"start": m.span.start, "end": m.span.end, "type": KINDS[m.kind]} for m in mentions)


def relations(pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    return distinct(_relation(p) for p in pairs if p.relation in TIES)


def _relation(pair: Pair) -> dict[str, Any]:
    return {
        "type": TIES[pair.relation],
        "source_span": [pair.source.start, pair.source.end],
        "target_span": [pair.target.start, pair.target.end],
    }


def distinct(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in dict.fromkeys(json.dumps(row) for row in rows)]


def predictions(documents: Sequence[dict[str, Any]], kit: Kit) -> Iterator[dict[str, Any]]:
    """A prediction for each document; all go through the encoder of the kit, if it has one, together."""
    reports = [Report("r", "bench", None, 0, None, None, None, None, None, "en", "news", d["text"], (), "") for d in documents]
    for document, report, seen in zip(documents, reports, perceive_for(reports, kit), strict=True):
        annotated = resolve(annotate(report, seen), kit.resolver)[0]
        mentions = mentions_of(annotated, kit.resolver)
        pairs = find_pairs(annotated, mentions, code_report(report, kit, seen).claims)
        yield {"doc_id": document["doc_id"], "entities": entities(mentions), "relations": relations(pairs)}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("documents", type=Path)
    ask.add_argument("predicted", type=Path)
    ask.add_argument("--no-encoder", action="store_true", help="the codebook alone, also where this build carries an encoder")
    given = ask.parse_args()
    documents = [json.loads(line) for line in given.documents.read_text(encoding="utf-8").splitlines()]
    made = predictions(documents, load_kit(encoder=not given.no_encoder))
    given.predicted.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")


if __name__ == "__main__":
    main()
