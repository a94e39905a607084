"""Train the encoder and its heads: ``python -m training.train --data FOLDER --minilm FOLDER --out FOLDER``.

FOLDER of data holds ``syntax/`` and ``muc4/`` as docs/training.md lists them; the project's own corpus lies in ``training/corpus``.
Every number below that was chosen by measuring says so there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from casus.annotate.wordpieces import load_tokenizer
from training import labels, muc, own, treebanks
from training.examples import Example
from training.losses import losses
from training.model import Encoder, Pairs, load_minilm

CORPUS = Path(__file__).parent / "corpus"
WEIGHTS = {"muc_doc": 0.3, "muc_type": 0.3, "lemma": 0.5, "word": 0.5, "negated": 0.5, "modality": 0.5, "trend": 0.2}
MASK = 103
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """``epochs`` by source; ``share`` cuts every source down to that part, for a smoke run."""

    muc: float = 8.0
    ewt: float = 10.0
    gum: float = 14.0
    own: float = 16.0
    rate: float = 2e-4
    head_rate: float = 1e-3
    batch: int = 700  # measured: as fast as 3,000, and four times the steps (docs/decisions/0010)
    window: int = 254
    masked: float = 0.1
    seed: int = 1
    share: float = 1.0


def load_examples(data: Path, corpus: Path, minilm: Path, settings: Settings) -> tuple[dict[str, list[Example]], list[str], dict[str, str]]:
    """Examples by source, lemma scripts, and the hashes of all data files."""
    tokenizer = load_tokenizer(minilm / "tokenizer.json")
    files = {"ewt": data / "syntax/ewt-train.conllu.gz", "gum": data / "syntax/gum.conllu.gz", "muc": data / "muc4/train.json"}
    hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    hashes["own"] = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(corpus.glob("*.txt")))).hexdigest()
    ewt, gum = treebanks.read_conllu(files["ewt"]), treebanks.read_conllu(files["gum"])
    gum = [d for d in gum if d.genre in treebanks.GUM_GENRES and not treebanks.is_held_out(d)]
    scripts = treebanks.lemma_scripts([*ewt, *gum])
    limit = settings.window
    examples = {
        "muc": list(muc.to_examples(_part(muc.read_muc(files["muc"]), settings), tokenizer, limit)),
        "ewt": list(treebanks.to_examples(_part(ewt, settings), tokenizer, scripts, limit)),
        "gum": list(treebanks.to_examples(_part(gum, settings), tokenizer, scripts, limit, with_mentions=True)),
        "own": list(own.to_examples(_part(own.load_items(corpus)[0], settings), tokenizer, limit)),
    }
    return examples, scripts, hashes


def _part(items: list[T], settings: Settings) -> list[T]:
    return items[: max(2, int(len(items) * settings.share))]


def schedule(examples: dict[str, list[Example]], settings: Settings, seeded: random.Random) -> list[list[Example]]:
    """All batches of the run in random order; each is of one source, of windows of like length."""
    batches: list[list[Example]] = []
    for source, items in examples.items():
        epochs = float(getattr(settings, source))
        while epochs > 0:
            chosen = [e for e in items if source != "muc" or e.muc_doc or seeded.random() < 0.5]
            chosen = chosen if epochs >= 1 else seeded.sample(chosen, int(len(chosen) * epochs))
            batches += _batches(chosen, settings.batch, seeded)
            epochs -= 1
    seeded.shuffle(batches)
    return batches


def _batches(items: Sequence[Example], size: int, seeded: random.Random) -> list[list[Example]]:
    ordered = sorted(items, key=lambda e: len(e.ids) + seeded.random() * 20)
    out: list[list[Example]] = []
    for example in ordered:
        if not out or (len(out[-1]) + 1) * max(len(example.ids), *(len(e.ids) for e in out[-1])) > size:
            out.append([])
        out[-1].append(example)
    return out


def tensors(batch: Sequence[Example], masked: float, seeded: np.random.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """Padded ids, shapes and mask; some pieces hidden, and one window in ten in lower case, so that neither is leant upon."""
    width = max(len(e.ids) for e in batch)
    ids, shapes, mask = (np.zeros((len(batch), width), dtype=np.int64) for _ in range(3))
    for row, example in enumerate(batch):
        size = len(example.ids)
        ids[row, :size], mask[row, :size] = example.ids, 1
        if seeded.random() > 0.1:
            shapes[row, :size] = example.shapes
        hidden = seeded.random(size) < masked
        hidden[[0, -1]] = False
        ids[row, :size][hidden] = MASK
    return torch.from_numpy(ids), torch.from_numpy(shapes), torch.from_numpy(mask)


def step_loss(outputs: Tensor, encoder: Encoder, pairs: Pairs, batch: Sequence[Example]) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum of the batch's losses, and each one's mean."""
    sums: dict[str, Tensor] = {}
    counts: dict[str, float] = defaultdict(float)
    for row, example in enumerate(batch):
        parts = encoder.parts(outputs[row, : len(example.ids)].float())
        for name, (value, count) in losses(parts, pairs, example).items():
            sums[name] = sums[name] + value if name in sums else value
            counts[name] += count
    means = {name: value / counts[name] for name, value in sums.items()}
    total = torch.stack([WEIGHTS.get(name, 1.0) * value for name, value in means.items()]).sum()
    return total, {name: float(value.detach()) for name, value in means.items()}


def train(data: Path, corpus: Path, minilm: Path, out: Path, settings: Settings, before: Path | None = None) -> None:
    """Train, and write ``model.pt`` (weights, layout, settings, hashes of the data) into ``out``.

    ``before`` is the folder of a model to go on from; its settings are kept in ``about.json`` too.
    """
    torch.manual_seed(settings.seed)
    seeded, numbers = random.Random(settings.seed), np.random.default_rng(settings.seed)
    examples, scripts, hashes = load_examples(data, corpus, minilm, settings)
    for source, items in examples.items():
        print(f"{source}: {len(items)} windows, {sum(len(e.ids) for e in items)} pieces", flush=True)
    layout = {**labels.LAYOUT, "lemma": len(scripts)}
    encoder, pairs = Encoder(layout), Pairs(len(labels.DEPREL))
    load_minilm(encoder, minilm)
    stages = [asdict(settings)]
    if before:
        saved = torch.load(before / "model.pt", weights_only=True)
        encoder.load_state_dict(saved["encoder"])
        pairs.load_state_dict(saved["pairs"])
        stages = [*saved["about"]["stages"], *stages]
    encoder.words.weight.requires_grad_(False)  # measured: the table is 51 % of the weights and hardly moves in so few steps
    batches = schedule(examples, settings, seeded)
    optimizer, scheduler = _optimizer(encoder, pairs, settings, len(batches))
    started, seen = time.time(), 0
    running: dict[str, float] = {}
    for number, batch in enumerate(batches, 1):
        inputs = tensors(batch, settings.masked, numbers)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = encoder(*inputs)
        loss, means = step_loss(outputs, encoder, pairs, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([p for p in [*encoder.parameters(), *pairs.parameters()] if p.requires_grad], 1.0)
        optimizer.step()
        scheduler.step()
        seen += sum(len(e.ids) for e in batch)
        running |= {k: 0.95 * running.get(k, v) + 0.05 * v for k, v in means.items()}
        if number % 25 == 0 or number == len(batches):
            told = " ".join(f"{k} {v:.3f}" for k, v in sorted(running.items()))
            rate = seen / (time.time() - started)
            print(f"{number}/{len(batches)} {time.time() - started:.0f} s, {rate:.0f} pieces/s | {told}", flush=True)
        if number % 500 == 0 or number == len(batches):
            save(out, encoder, pairs, scripts, stages, hashes)


def _optimizer(
    encoder: Encoder, pairs: Pairs, settings: Settings, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    heads = [*encoder.heads.parameters(), *pairs.parameters(), encoder.shapes.weight]
    known = {id(p) for p in heads}
    body = [p for p in encoder.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": settings.rate}, {"params": heads, "lr": settings.head_rate}], weight_decay=0.01, betas=(0.9, 0.98)
    )
    warm = max(1, int(0.08 * steps))
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / max(1, steps - warm)))
    )


def save(out: Path, encoder: Encoder, pairs: Pairs, scripts: Sequence[str], stages: list[dict[str, float]], hashes: dict[str, str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    about = {"layout": encoder.layout, "lemma_scripts": list(scripts), "stages": stages, "data_sha256": hashes}
    torch.save({"encoder": encoder.state_dict(), "pairs": pairs.state_dict(), "about": about}, out / "model.pt.tmp")
    (out / "model.pt.tmp").replace(out / "model.pt")
    (out / "about.json").write_text(json.dumps(about, indent=1), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("data", "minilm", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--before", type=Path, help="the folder of a model to go on from")
    for name, default in asdict(Settings()).items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    given = vars(parser.parse_args())
    data, corpus, minilm, out, before = (given.pop(name) for name in ("data", "corpus", "minilm", "out", "before"))
    train(data, corpus, minilm, out, Settings(**given), before)


if __name__ == "__main__":
    main()
