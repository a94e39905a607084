"""Who says so: the sayings of news articles, for a scorer of attributions.

    python bench/polnear.py ARTICLES.jsonl PREDICTED.jsonl

An article is {"doc_id", "text"}; a prediction {"doc_id", "attributions": [{"source", "cue", "content"}]}, each a list of
[start, end] in characters of the text.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from casus.annotate import annotate
from casus.codebook.registry import load_registry
from casus.extract.clauses import Reader
from casus.extract.said import Saying
from casus.extract.sayings import find_sayings
from casus.model import Annotated, Report
from casus.resolve import load_resolver, resolve

KINDS = frozenset({"speech", "stance"})


def as_report(text: str) -> Report:
    return Report("r", "bench", None, 0, None, None, None, None, None, "en", "news", text, (), "")


def attribution(annotated: Annotated, saying: Saying) -> dict[str, list[list[int]]]:
    tokens = annotated.tokens
    source = [[tokens[saying.source[0]].start, tokens[saying.source[1] - 1].end]] if saying.source else []
    return {"source": source, "cue": [[saying.cue.span.start, saying.cue.span.end]], "content": [list(c) for c in saying.contents]}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("articles", type=Path)
    ask.add_argument("predicted", type=Path)
    given = ask.parse_args()
    resolver = load_resolver(load_registry())
    with given.predicted.open("w", encoding="utf-8") as out:
        for line in given.articles.read_text(encoding="utf-8").splitlines():
            article: dict[str, Any] = json.loads(line)
            annotated = resolve(annotate(as_report(article["text"])), resolver)[0]
            readers = [Reader.of(annotated, n) for n in range(len(annotated.sentences))]
            found = find_sayings(annotated, readers, KINDS)
            told = {"doc_id": article["doc_id"], "attributions": [attribution(annotated, s) for s in found]}
            out.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
