"""How well do five sentences of a meaning find others? Chooses the thresholds of ``casus.extract.nearest``.

    python bench/nearest.py [--encoder FILE]

Of each meaning of training/corpus that is tagged in 25 sentences or more (attacks are left out: half of the corpus), five sentences that tell
nothing else are drawn as an entry's examples, three times over; all other sentences are searched, with the shipped codebook's examples of other
meanings and all its counter-examples as rivals. A match is right if the sentence is tagged with the meaning.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from casus.annotate import annotate, load_encoder, shipped_encoder, text_vectors
from casus.annotate.sentences import find_sentences
from casus.codebook.events import load_event_rules
from casus.codebook.relations import load_relation_rules
from casus.extract.nearest import ONE, Embed, Floats, content, load_near, meaning, parts
from casus.run.coding import as_report

ROOT = Path(__file__).resolve().parents[1]
FEWEST, DRAWS, EXAMPLES = 25, 3, 5
#: of two examples and of one; 9 is never reached
TWOS, ONES = (0.5, 0.55, 0.6, 9), (0.6, 0.65, 0.7, 9)


def sentences() -> list[tuple[str, frozenset[str]]]:
    """Each sentence of the corpus with the meanings tagged in it."""
    sys.path.insert(0, str(ROOT))
    from training import own

    out = []
    for item in [i for items in own.load_items(ROOT / "training/corpus") for i in items]:
        for start, end, _ in find_sentences(item.text):
            told = {tag.kind.split(".")[0] for tag in item.tags if tag.sign == "!" and start <= tag.start < end}
            out.append((item.text[start:end], frozenset(told)))
    return out


def part_vectors(texts: Sequence[str], embed: Embed) -> tuple[Floats, NDArray[np.int64]]:
    """A row for each part of each text, and the number of its text."""
    whole: list[str] = []
    owners: list[int] = []
    for n, text in enumerate(texts):
        read = annotate(as_report(text))
        found = [content(read.tokens[a:b]) for k in range(len(read.sentences)) for a, b in parts(read, k)]
        whole += found
        owners += [n] * len(found)
    return embed(whole), np.array(owners, dtype=np.int64)


def best(vectors: Floats, owners: NDArray[np.int64], texts: int, rows: Floats) -> Floats:
    """(texts, rows): the cosine of a text's best part."""
    out = np.full((texts, len(rows)), -1, dtype=np.float32)
    np.maximum.at(out, owners, vectors @ rows.T)
    return out


def draws(told: Sequence[frozenset[str]]) -> Iterator[tuple[str, list[int]]]:
    counts = Counter(kind for kinds in told for kind in kinds)
    seeded = np.random.default_rng(3)
    for kind in sorted(k for k, n in counts.items() if n >= FEWEST and k != "ASSAULT"):
        alone = [n for n, kinds in enumerate(told) if kinds == {kind}]
        for _ in range(DRAWS if len(alone) > 2 * EXAMPLES else 0):
            yield kind, sorted(seeded.choice(alone, EXAMPLES, replace=False).tolist())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--encoder", type=Path)
    given = parser.parse_args()
    encoder = load_encoder(given.encoder) if given.encoder else shipped_encoder()
    if encoder is None:
        parser.error("this build carries no encoder; name one with --encoder")
    embed = partial(text_vectors, encoder=encoder)
    near = load_near(embed, load_event_rules(), load_relation_rules(), lambda text: annotate(as_report(text)))
    texts, told = (list(column) for column in zip(*sentences(), strict=True))
    own = embed([content(annotate(as_report(text)).tokens) for text in texts])
    vectors, owners = part_vectors(texts, embed)
    shipped = best(vectors, owners, len(texts), near.vectors)
    meanings = np.array(["" if against else meaning(near.rules[o]) for o, against in zip(near.owners, near.against, strict=True)])
    tally: dict[tuple[float, float], list[int]] = {key: [0, 0, 0] for key in product(TWOS, ONES)}
    for kind, drawn in draws(told):
        like = np.sort(best(vectors, owners, len(texts), own[drawn]), axis=1)[:, -2:]
        rival = shipped[:, meanings != kind].max(1)
        right = np.array([kind in kinds for kinds in told])
        for (two, one), counts in tally.items():
            found = ((like.mean(1) >= two) & (like.mean(1) >= rival)) | ((like[:, 1] >= one) & (like[:, 1] - rival >= ONE[1]))
            found[drawn] = False
            counts[0] += int((found & right).sum())
            counts[1] += int(found.sum())
            counts[2] += int(right.sum())
    for (two, one), (hits, found_, gold) in tally.items():
        print(f"two {two:.2f} or one {one:.2f}: {found_} found, precision {hits / max(1, found_):.2f}, recall {hits / gold:.4f}")


if __name__ == "__main__":
    main()
