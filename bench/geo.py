"""Places found and resolved, on coded toponyms: writes the file of answers that a scorer of geoparsing reads.

    python bench/geo.py GOLD.jsonl ANSWERS.jsonl --convention lgl|geovirus

GOLD holds ``doc_id`` and ``text`` a line (``domain``, where given, is the outlet's address); its toponyms are not looked at.
The finder's mentions are the product's own; a convention only says which of their uses a corpus calls a toponym. LGL counts
adjectives of nations, names within organisations' names, and roads; GeoVirus counts none of these. A name that the finder leaves
open between several places is left without coordinates.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from casus.annotate import annotate
from casus.codebook.registry import load_registry
from casus.model import PlaceMention, Report, content_id
from casus.resolve import Resolver, load_resolver, resolve

_USES = {
    "lgl": ("place", "attribute", "nation", "name", "road", "border"),
    "geovirus": ("place", "attribute", "border"),
}


def as_report(doc: dict[str, str]) -> Report:
    source = doc.get("domain") or doc.get("source") or doc["doc_id"]
    return Report(
        content_id("r", (doc["doc_id"],)), source, doc["doc_id"], 0, None, None, None, None, None, "en", "news", doc["text"], (), ""
    )


def answer(mention: PlaceMention, middles: dict[str, tuple[float | None, float | None]]) -> dict[str, object]:
    place = mention.place
    lat, lon = (place.lat, place.lon) if place else (None, None)
    if place and lat is None and place.country:
        lat, lon = middles.get(place.country, (None, None))
    return {"start": mention.span.start, "end": mention.span.end, "lat": lat, "lon": lon}


def mentions_of(doc: dict[str, str], resolver: Resolver, uses: tuple[str, ...]) -> list[PlaceMention]:
    annotated, _ = resolve(annotate(as_report(doc)), resolver)
    return [m for m in annotated.places if m.use in uses]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path)
    ask.add_argument("answers", type=Path)
    ask.add_argument("--convention", choices=sorted(_USES), required=True)
    args = ask.parse_args()
    resolver = load_resolver(load_registry())
    middles = {e.country: (e.lat, e.lon) for e in resolver.gazetteer if e.precision == "country" and e.country}
    with args.answers.open("w", encoding="utf-8") as out:
        for line in args.gold.read_text(encoding="utf-8").splitlines():
            doc = json.loads(line)
            found = [answer(m, middles) for m in mentions_of(doc, resolver, _USES[args.convention])]
            out.write(json.dumps({"doc_id": doc["doc_id"], "toponyms": found}) + "\n")


if __name__ == "__main__":
    main()
