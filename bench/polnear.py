"""Who says so: the sayings of news articles, for a scorer of attributions.

    python bench/polnear.py ARTICLES.jsonl PREDICTED.jsonl

An article is {"doc_id", "text"}; a prediction {"doc_id", "attributions": [{"source", "cue", "content"}]}, each a list of
[start, end] in characters of the text.
"""

from __future__ import annotations

from functools import partial

from by_line import Row, answer, as_report

from casus.annotate import annotate
from casus.codebook.registry import load_registry
from casus.extract.clauses import Reader
from casus.extract.said import Saying
from casus.extract.sayings import find_sayings
from casus.model import Annotated
from casus.resolve import Resolver, load_resolver, resolve

KINDS = frozenset({"speech", "stance"})


def attribution(annotated: Annotated, saying: Saying) -> dict[str, list[list[int]]]:
    tokens = annotated.tokens
    source = [[tokens[saying.source[0]].start, tokens[saying.source[1] - 1].end]] if saying.source else []
    return {"source": source, "cue": [[saying.cue.span.start, saying.cue.span.end]], "content": [list(c) for c in saying.contents]}


def prediction(article: Row, resolver: Resolver) -> Row:
    annotated = resolve(annotate(as_report(article["text"])), resolver)[0]
    readers = [Reader.of(annotated, n) for n in range(len(annotated.sentences))]
    return {"doc_id": article["doc_id"], "attributions": [attribution(annotated, s) for s in find_sayings(annotated, readers, KINDS)]}


if __name__ == "__main__":
    answer(__doc__, "articles", lambda: partial(prediction, resolver=load_resolver(load_registry())))
