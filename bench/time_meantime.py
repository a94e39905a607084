"""The news of the MEANTIME corpus as the texts that bench/time_expressions.py reads, with their gold times.

    python bench/time_meantime.py FOLDER TEXTS.jsonl

FOLDER is ``intra_cross-doc_annotation`` of the corpus. Only the first six sentences of an article are annotated, so only those
are kept. Each line: ``doc_id``, ``dct``, ``text``, ``timex`` (``start``, ``end``, ``text``, ``type``, ``value``).
"""

from __future__ import annotations

import argparse
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

_SENTENCES = 6
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)%'’\]-]|n't$")
_NO_SPACE_AFTER = ("(", "$", "-", "[", "\n")


def document(path: Path) -> dict[str, Any]:
    """One article with its words put together again, and the times anchored to them."""
    root = ET.parse(path).getroot()
    text, places = _text([t for t in root.iter("token") if int(t.attrib["sentence"]) < _SENTENCES])
    written, found = None, []
    for timex in root.iter("TIMEX3"):
        if timex.get("functionInDocument") == "CREATION_TIME":
            written = timex.get("value")
        anchors = [places[a.attrib["t_id"]] for a in timex.iter("token_anchor") if a.attrib["t_id"] in places]
        if anchors:
            start, end = anchors[0][0], anchors[-1][1]
            found.append({"start": start, "end": end, "text": text[start:end], "type": timex.get("type"), "value": timex.get("value")})
    return {"doc_id": path.name, "dct": written, "text": text, "timex": sorted(found, key=lambda t: t["start"])}


def _text(tokens: list[ET.Element]) -> tuple[str, dict[str, tuple[int, int]]]:
    text, places, last = "", {}, 0
    for token in tokens:
        word, sentence = token.text or "", int(token.attrib["sentence"])
        if sentence != last:  # title, date and body stand apart
            text += "\n\n" if sentence < 3 else " "
        elif text and not text.endswith(_NO_SPACE_AFTER) and not _NO_SPACE_BEFORE.match(word):
            text += " "
        places[token.attrib["t_id"]] = len(text), len(text) + len(word)
        text, last = text + word, sentence
    return text, places


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("out", type=Path)
    args = ask.parse_args()
    documents = [document(path) for path in sorted(args.folder.glob("*/*.xml"))]
    args.out.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), encoding="utf-8")
    print(f"{len(documents)} documents in {args.out}")


if __name__ == "__main__":
    main()
