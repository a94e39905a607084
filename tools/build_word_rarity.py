"""Count in how many texts of a collection each stem stands, and write the words that are no rarity (src/casus/data/lexicon/word_rarity.yaml).

    python tools/build_word_rarity.py SHARED/bench

The collection: the training part of MUC-4, FA-KES, GVC and the training part of the English Web Treebank. Only the list of stems in three
classes of frequency is written; no text, and no word that stands in fewer than one of 500 texts.
"""

from __future__ import annotations

import gzip
import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from casus.codebook.files import data_path
from casus.link.rarity import stems_of

_CLASSES = (("none", 0.05), ("slight", 0.006), ("some", 0.002))
_HEADER = """\
# In how many of {n} news texts and web pages (MUC-4 train, FA-KES, GVC, English Web Treebank train) a stem stands, in three classes:
# none: more than one of 20; slight: more than one of 167; some: more than one of 500. Words of the closed classes are left out.
# Written by tools/build_word_rarity.py; figures only, no text.
"""


def _json_lines(path: Path) -> Iterator[dict[str, object]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _texts(bench: Path) -> Iterator[str]:
    yield from (str(d["doctext"]) for d in _json_lines(bench / "muc4" / "train.json"))
    yield from (str(d["text"]) for d in _json_lines(bench / "fakes_syria" / "dev.jsonl"))
    for doc in _json_lines(bench / "gvc" / "dev.docs.jsonl"):
        yield "\n".join(" ".join(words) for words in doc["sentences"])  # type: ignore[attr-defined]
    yield from _treebank(bench / "syntax" / "ewt-train.conllu.gz")


def _treebank(path: Path) -> Iterator[str]:
    text: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and text:
                yield " ".join(text)
                text = []
            elif line.startswith("# text = "):
                text.append(line[9:].strip())
    yield " ".join(text)


def main(bench: Path) -> None:
    texts = list(_texts(bench))
    counts = Counter(stem for text in texts for stem in stems_of(text) if stem[0].isalpha())
    parts, above = [], 2.0
    for name, share in _CLASSES:
        stems = sorted(s for s, n in counts.items() if share < n / len(texts) <= above)
        parts.append(
            f"{name}: >\n{textwrap.fill(' '.join(stems), 138, initial_indent='  ', subsequent_indent='  ', break_on_hyphens=False)}\n"
        )
        above = share
    data_path("lexicon/word_rarity.yaml").write_text(_HEADER.format(n=len(texts)) + "".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
