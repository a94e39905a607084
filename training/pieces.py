"""A vector for each wordpiece, so that their weighted sums come near to MiniLM's sentence vectors: fitted in closed form, without training.

What is known of a piece: its row of the word table (which training leaves as it was), and what MiniLM makes of the piece alone, at the piece and
on average. A ridge regression from weighted sums of these over a sentence to MiniLM's vector of the sentence gives one linear map for all
pieces; the table that ships is the map's image, in its first principal directions, in 8 bits.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from casus.annotate.sentences import find_sentences
from casus.annotate.wordpieces import CLS, SEP, load_tokenizer, split_pieces
from training import own, treebanks
from training.graph import ByteWords, traced, with_hidden
from training.model import Encoder, load_minilm
from training.row8 import to_row8

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
CORPUS = Path(__file__).parent / "corpus"
#: directions kept, sentences read at most, share of them held out to measure, padded pieces in one call
WIDTH, MOST, HELD, CALL = 128, 12_000, 0.1, 4096
#: pieces rarer than this weigh close to 1; of the ridge, as a part of the features' mean variance. Measured: bench/RESULTS.md
COMMON, RIDGE = 1e-3, 3e-3


def fitted(minilm: Path, data: Path) -> tuple[bytes, dict[str, float]]:
    """``vectors.npz`` for the encoder file, and how well the sums come near: the mean cosine to MiniLM's vectors of held-out sentences."""
    sentences = _sentences(data, minilm)
    graph = _minilm_graph(minilm)
    words = np.array([*_means(graph, [np.array([w]) for w in range(_pieces_known(minilm))])])
    weight = _weights(sentences, len(words))
    table = np.hstack([_scaled(part) for part in (_table(minilm), _centred(words[:, 1]), _centred(_unit(words[:, 0])))])
    wanted = _unit(np.array([v[0] for v in _means(graph, sentences)]))
    sums = np.array([_sum(ids, table, weight) for ids in sentences])
    held = np.random.default_rng(1).random(len(sentences)) < HELD
    image, bias = _ridge(sums[~held], wanted[~held])
    cosine = float(np.mean(np.sum(_unit(sums[held] @ image + bias) * wanted[held], axis=1)))
    directions = _directions((sums[~held] - sums[~held].mean(0)) @ image)
    return _packed(table @ (image @ directions), weight, bias @ directions), {
        "held_out_cosine": round(cosine, 4),
        "sentences": len(sentences),
    }


def _sentences(data: Path, minilm: Path) -> list[Ids]:
    tokenizer = load_tokenizer(minilm / "tokenizer.json")
    texts = sorted(set(_texts(data)))
    random.Random(1).shuffle(texts)
    found = (split_pieces(text, [(0, len(text))], tokenizer)[0].ids for text in texts)
    return [ids for ids, _ in zip((ids for ids in found if 2 < len(ids) < 200), range(MOST), strict=False)]


def _texts(data: Path) -> Iterator[str]:
    """The sentences of the training data, without what is held out there."""
    ewt, gum = (treebanks.read_conllu(data / f"syntax/{name}.conllu.gz") for name in ("ewt-train", "gum"))
    for document in [*ewt, *(d for d in gum if d.genre in treebanks.GUM_GENRES and not treebanks.is_held_out(d))]:
        yield from (document.text[s.start : s.end] for s in document.sentences)
    for item in own.load_items(CORPUS)[0]:
        yield from (item.text[s:e] for s, e, _ in find_sentences(item.text)) if item.is_report else [item.text]


def _minilm_graph(minilm: Path) -> onnxruntime.InferenceSession:
    """MiniLM itself, in the 8 bits of the shipped form (its outputs lie some 2 % from fp32's), with its last layer as an output."""
    encoder = Encoder({"none": 8})
    load_minilm(encoder, minilm)
    encoder.words = ByteWords(encoder.words.weight.detach())  # type: ignore[assignment]
    graph = to_row8(onnx.load_from_string(with_hidden(traced(encoder.eval()))), ())
    return onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])


def _table(minilm: Path) -> Floats:
    encoder = Encoder({"none": 8})
    load_minilm(encoder, minilm)
    return encoder.words.weight.detach().numpy().astype(np.float64)


def _pieces_known(minilm: Path) -> int:
    return int(load_tokenizer(minilm / "tokenizer.json").get_vocab_size())


def _means(graph: onnxruntime.InferenceSession, sentences: Sequence[Ids]) -> list[Floats]:
    """Of each sentence (2, hidden): MiniLM's mean over all pieces and both marks, which is its sentence vector; and its first piece's row."""
    out: dict[int, Floats] = {}
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    while order:
        batch = order[: max(1, CALL // (len(sentences[order[0]]) + 2))]
        while (len(sentences[batch[-1]]) + 2) * len(batch) > CALL and len(batch) > 1:
            batch = batch[: len(batch) // 2]
        order = order[len(batch) :]
        out |= zip(batch, _call(graph, [sentences[i] for i in batch]), strict=True)
    return [out[i] for i in range(len(sentences))]


def _call(graph: onnxruntime.InferenceSession, batch: Sequence[Ids]) -> list[Floats]:
    sizes = [len(ids) + 2 for ids in batch]
    ids, mask = (np.zeros((len(batch), max(sizes)), dtype=np.int64) for _ in range(2))
    for row, (sentence, size) in enumerate(zip(batch, sizes, strict=True)):
        ids[row, :size], mask[row, :size] = [CLS, *sentence, SEP], 1
    (hidden,) = graph.run(["hidden"], {"ids": ids, "shapes": np.zeros_like(ids), "mask": mask})
    return [np.stack([rows[:size].mean(0), rows[1]]).astype(np.float64) for rows, size in zip(hidden, sizes, strict=True)]


def _weights(sentences: Sequence[Ids], known: int) -> Floats:
    """The rarer a piece is, the more it says; those never seen weigh 1."""
    counts = np.bincount(np.concatenate(sentences), minlength=known)
    weights: Floats = COMMON / (COMMON + counts / counts.sum())
    return weights


def _sum(ids: Ids, table: Floats, weight: Floats) -> Floats:
    """As ``casus.annotate.vectors`` sums at run time."""
    total: Floats = weight[ids] @ table[ids] / np.sqrt((weight[ids] ** 2).sum())
    return total


def _centred(rows: Floats) -> Floats:
    return rows - rows.mean(0)


def _scaled(rows: Floats) -> Floats:
    return rows / rows.std()


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return unit


def _ridge(given: Floats, wanted: Floats) -> tuple[Floats, Floats]:
    """(features, hidden) map and (hidden,) bias."""
    centre, middle = given.mean(0), wanted.mean(0)
    spread = (given - centre).T @ (given - centre)
    eased = spread + RIDGE * np.trace(spread) / len(spread) * np.eye(len(spread))
    image = np.linalg.solve(eased, (given - centre).T @ (wanted - middle))
    return image, middle - centre @ image


def _directions(made: Floats) -> Floats:
    """(hidden, WIDTH): those in which what was made of the sentences varies most."""
    _, directions = np.linalg.eigh(made.T @ made)
    kept: Floats = directions[:, -WIDTH:]
    return kept


def _packed(rows: Floats, weight: Floats, bias: Floats) -> bytes:
    scale = np.maximum(np.abs(rows).max(1), 1e-9) / 127
    whole, out = np.round(rows / scale[:, None]).astype(np.int8), BytesIO()
    np.savez_compressed(out, rows=whole, scale=scale.astype(np.float32), weight=weight.astype(np.float32), bias=bias.astype(np.float32))
    return out.getvalue()
