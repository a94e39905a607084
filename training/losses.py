"""The heads' losses over one window. Each is a mean over what it judges, so that weights mean the same for every source."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  (the name everybody gives it)

from training.examples import Example
from training.labels import GUM_TYPES, LINKS, MUC_ROLES, MUC_TYPES, OWN_TYPES
from training.model import DISTANCE_BUCKETS, Pairs, bucket

MAX_SPAN = 60
Parts = dict[str, Tensor]


def losses(parts: Parts, pairs: Pairs, example: Example) -> dict[str, tuple[Tensor, float]]:
    """Name to (summed loss, number of judgements); ``parts`` are one window's outputs (pieces, width)."""
    out: dict[str, tuple[Tensor, float]] = {}
    if example.words:
        out |= _syntax(parts, pairs, example)
    if example.own_spans is not None:
        out["own"] = _spans(parts, pairs, example, "own", example.own_spans, len(OWN_TYPES))
        out["trigger"] = _tagged(parts["trigger"], example, [(a, b, t) for a, b, t, *_ in example.triggers or ()])
        out["cue"] = _tagged(parts["cue"], example, example.cues or ())
        out |= _events(parts, example)
        out |= _links(parts, pairs, example)
    if example.gum_spans is not None:
        out["gum"] = _spans(parts, pairs, example, "gum", example.gum_spans, len(GUM_TYPES))
    if example.clusters:
        out |= _coref(parts, pairs, example)
    if example.muc_roles is not None:
        out |= _muc(parts, example)
    return out


def _sum_ce(logits: Tensor, targets: Sequence[int] | Tensor, weight: Tensor | None = None) -> Tensor:
    return F.cross_entropy(logits, torch.as_tensor(targets), weight, reduction="sum", ignore_index=-1)


def _syntax(parts: Parts, pairs: Pairs, example: Example) -> dict[str, tuple[Tensor, float]]:
    assert example.words is not None and example.word_starts is not None
    position, upos, head, label, script, sentence = torch.tensor(example.words).T
    count = float(len(position))
    root_or_head = torch.where(head < 0, torch.arange(len(head)), head)  # the root is its own head
    scores = pairs.arcs(parts["arc_dep"][position], parts["arc_head"][position])
    scores = scores.masked_fill(sentence[:, None] != sentence[None], -1e4)
    labels = pairs.relations(parts["rel_dep"][position], parts["rel_head"][position[root_or_head]])
    starts = torch.zeros(len(example.ids))
    starts[torch.tensor(example.word_starts)] = 1
    known = sorted(set(sentence.tolist()))
    inside = torch.cat([torch.arange(*example.sentences[s]) for s in known])
    return {
        "upos": (_sum_ce(parts["upos"][position], upos), count),
        "lemma": (_sum_ce(parts["lemma"][position], script), count),
        "arc": (_sum_ce(scores, root_or_head), count),
        "rel": (_sum_ce(labels, label), count),
        "word": (F.binary_cross_entropy_with_logits(parts["word_start"][inside, 0], starts[inside], reduction="sum"), count),
    }


def span_candidates(sentences: Sequence[tuple[int, int]]) -> tuple[Tensor, Tensor]:
    """First and last positions of every stretch inside a sentence of at most ``MAX_SPAN`` pieces."""
    firsts, lasts = [], []
    for a, b in sentences:
        i, j = torch.triu_indices(b - a, b - a)
        near = j - i < MAX_SPAN
        firsts.append(i[near] + a)
        lasts.append(j[near] + a)
    return torch.cat(firsts), torch.cat(lasts)


def _spans(
    parts: Parts, pairs: Pairs, example: Example, name: str, gold: Sequence[tuple[int, int, int]], kinds: int
) -> tuple[Tensor, float]:
    first, last = span_candidates(example.sentences)
    scores = pairs.spans(name, parts[f"{name}_start"][first], parts[f"{name}_end"][last], last - first + 1)
    targets = torch.zeros(len(first), dtype=torch.long)
    size = len(example.ids)
    row = {key: n for n, key in enumerate((first * size + last).tolist())}
    for a, b, kind in gold:
        if a * size + b in row:
            targets[row[a * size + b]] = kind + 1
    logits = torch.cat([torch.zeros(len(first), 1), scores], 1)
    return _sum_ce(logits, targets), float(len(example.ids)) / 4


def _tagged(logits: Tensor, example: Example, spans: Sequence[tuple[int, int, int]]) -> tuple[Tensor, float]:
    targets = torch.zeros(len(example.ids), dtype=torch.long)
    for first, last, kind in spans:
        targets[first] = 1 + 2 * kind
        targets[first + 1 : last + 1] = 2 + 2 * kind
    return _sum_ce(logits, targets), float(len(example.ids)) / 4


def _events(parts: Parts, example: Example) -> dict[str, tuple[Tensor, float]]:
    if not example.triggers:
        return {}
    first, _, _, modality, negated, trend = torch.tensor(example.triggers).T
    out = {
        "modality": (_sum_ce(parts["modality"][first], modality), float(len(first))),
        "negated": (F.binary_cross_entropy_with_logits(parts["negated"][first, 0], negated.float(), reduction="sum"), float(len(first))),
    }
    if (trend >= 0).any():
        out["trend"] = (_sum_ce(parts["trend"][first], trend), float((trend >= 0).sum()))
    return out


def _links(parts: Parts, pairs: Pairs, example: Example) -> dict[str, tuple[Tensor, float]]:
    sentence_of = {p: n for n, (a, b) in enumerate(example.sentences) for p in range(a, b)}
    rights = [(a, b) for a, b, _ in example.own_spans or ()] + [(a, b) for a, b, *_ in example.triggers or ()]
    lefts = sorted({a for a, *_ in example.triggers or ()} | {a for a, *_ in example.cues or ()})
    rows = [(left, a, b) for left in lefts for a, b in sorted(set(rights)) if sentence_of.get(left) == sentence_of.get(a) and left != a]
    if not rows:
        return {}
    left, first, last = torch.tensor(rows).T
    targets = torch.zeros(len(rows), len(LINKS))
    index = {row: n for n, row in enumerate(rows)}
    for a, b, c, label in example.links or ():
        if (a, b, c) in index:
            targets[index[a, b, c], label] = 1
    right = parts["link_start"][first] + parts["link_end"][last]
    scores = pairs.links(parts["link_left"][left], right, first - left)
    return {"link": (F.binary_cross_entropy_with_logits(scores, targets, reduction="sum"), float(len(lefts)))}


def coref_features(ids: Tensor, first: Tensor, last: Tensor, this: Tensor, before: Tensor) -> Tensor:
    """(pairs, 4 + distance buckets): same words, same last piece, same first piece, one inside the other; how many mentions lie between."""
    texts = [tuple(ids[a : b + 1].tolist()) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    numbers = {t: n for n, t in enumerate(dict.fromkeys(texts))}
    whole = torch.tensor([numbers[t] for t in texts])
    same = [whole[this] == whole[before], ids[last][this] == ids[last][before], ids[first][this] == ids[first][before]]
    nested = (first[this] <= last[before]) & (last[this] >= first[before])
    far = F.one_hot(bucket(this - before, DISTANCE_BUCKETS), len(DISTANCE_BUCKETS) + 1)
    return torch.cat([torch.stack([*same, nested], 1).float(), far.float()], 1)


def _coref(parts: Parts, pairs: Pairs, example: Example) -> dict[str, tuple[Tensor, float]]:
    mentions = sorted((a, b, n) for n, cluster in enumerate(example.clusters or ()) for a, b in cluster)
    if len(mentions) < 2:
        return {}
    first, last, cluster = torch.tensor(mentions).T
    vectors = parts["coref_start"][first] + parts["coref_end"][last]
    this, before = torch.tril_indices(len(mentions), len(mentions), -1)
    scores = pairs.coref(vectors[this], vectors[before], coref_features(torch.as_tensor(example.ids), first, last, this, before))
    table = torch.full((len(mentions), len(mentions) + 1), -1e4)
    table[:, -1] = 0.0
    table[this, before] = scores
    right = torch.zeros_like(table, dtype=torch.bool)
    right[this, before] = cluster[this] == cluster[before]
    right[:, -1] = ~right[:, :-1].any(1)
    loss = torch.logsumexp(table, 1) - torch.logsumexp(table.masked_fill(~right, -1e4), 1)
    return {"coref": (loss.sum(), float(len(mentions)))}


def _muc(parts: Parts, example: Example) -> dict[str, tuple[Tensor, float]]:
    assert example.muc_roles is not None and example.muc_doc is not None
    pooled = parts["muc_pooled"].mean(0, keepdim=True)
    logits = (parts["muc_role"] + pooled).view(-1, len(MUC_ROLES), 3)
    weight = torch.tensor([1.0, 2.0, 2.0])
    targets = torch.from_numpy(example.muc_roles)
    out = {"muc_role": (_sum_ce(logits.reshape(-1, 3), targets.reshape(-1), weight), float(len(example.ids)) / 4)}
    doc = torch.zeros(len(MUC_TYPES))
    doc[list(example.muc_doc)] = 1
    out["muc_doc"] = (F.binary_cross_entropy_with_logits(parts["muc_doc"].mean(0), doc, reduction="sum"), 1.0)
    if example.muc_types:
        wanted = torch.zeros(len(example.muc_types), len(MUC_TYPES))
        for n, (_, types) in enumerate(example.muc_types):
            wanted[n, list(types)] = 1
        scores = parts["muc_type"][torch.tensor([p for p, _ in example.muc_types])]
        out["muc_type"] = (F.binary_cross_entropy_with_logits(scores, wanted, reduction="sum"), float(len(example.muc_types)))
    return out
