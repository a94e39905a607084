"""The project's own corpus into examples: mentions, events with arguments, cues, coreference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from casus.annotate.sentences import find_sentences
from training.examples import Example, Window, cut_windows, is_dev
from training.labels import CUES, LINKS, OWN_TYPES, TRIGGERS
from training.notation import EVENT_ROLES, MODALITIES, TRENDS, Item, Tag, read_corpus

DEV_SHARE = 0.15


def load_items(folder: Path) -> tuple[list[Item], list[Item]]:
    """Training and held-out items of the corpus folder."""
    items = [item for path in sorted(folder.glob("*.txt")) for item in read_corpus(path)]
    # a sentence's name would change with a line added above it: its text decides
    held = [is_dev(item.name if item.is_report else item.text, DEV_SHARE) for item in items]
    return [i for i, h in zip(items, held, strict=True) if not h], [i for i, h in zip(items, held, strict=True) if h]


def to_examples(items: Sequence[Item], tokenizer: Tokenizer, limit: int) -> Iterator[Example]:
    """A window or more an item; single sentences are put together up to the limit, so that a batch is not mostly padding."""
    for item in items:
        sentences = [(s, e) for s, e, _ in find_sentences(item.text)] if item.is_report else [(0, len(item.text))]
        for window in cut_windows(item.text, sentences, tokenizer, limit):
            yield _example(item, window)


def _example(item: Item, window: Window) -> Example:
    example = window.example(item.name)
    placed = [(tag, span) for tag, span in ((t, window.span(t.start, t.end)) for t in item.tags) if span]
    mentions = [(t, s) for t, s in placed if t.sign == ":"]
    example.own_spans = [(s[0], s[1], OWN_TYPES.index(t.kind)) for t, s in mentions]
    example.triggers = [_trigger(t, s) for t, s in placed if t.sign == "!"]
    example.cues = [(s[0], s[1], CUES.index(t.kind)) for t, s in placed if t.sign == "?"]
    example.links = list(_links(placed, window))
    if item.is_report:
        clusters: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for t, s in mentions:
            if t.kind != "content":
                clusters[t.ident].append(s)
        example.clusters = list(clusters.values())
    return example


def _trigger(tag: Tag, span: tuple[int, int]) -> tuple[int, int, int, int, int, int]:
    trend = tag.value("trend")
    modality = MODALITIES.index(tag.value("mod") or "asserted")
    return span[0], span[1], TRIGGERS.index(tag.kind), modality, int(tag.value("neg") == "1"), TRENDS.index(trend) if trend else -1


def _links(placed: Sequence[tuple[Tag, tuple[int, int]]], window: Window) -> Iterator[tuple[int, int, int, int]]:
    by_ident: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for tag, span in placed:
        by_ident[tag.ident].append(span)
    sentence_of = {p: n for n, (first, last) in enumerate(window.sentences) for p in range(first, last)}
    for tag, span in placed:
        for role, idents in tag.links:
            label = role if role in EVENT_ROLES and tag.sign == "!" else f"cue_{role}"
            for ident in idents:
                near = [s for s in by_ident[ident] if sentence_of.get(s[0]) == sentence_of.get(span[0])]
                for right in (
                    near if label == "cue_what" else near[:1] if len(near) <= 1 else [min(near, key=lambda s: abs(s[0] - span[0]))]
                ):
                    yield span[0], right[0], right[1], LINKS.index(label)
