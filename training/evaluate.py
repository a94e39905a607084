"""How well an encoder file perceives: ``python -m training.evaluate ENCODER... --data FOLDER``. One column a file, so that forms compare.

Syntax: EWT's development part, raw sentences; a word counts when its characters, head and label are right (UAS, LAS), as the CoNLL 2018
evaluation counts. Entities: GUM's held-out news, exact span and type. The rest: the held-out items of the project's own corpus.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casus.annotate.decode import decode_mentions
from casus.annotate.encoder import Encoder, load_encoder
from casus.annotate.perceive import perceive
from casus.annotate.sentences import find_sentences
from casus.model import Perception
from training import own, treebanks
from training.notation import EVENT_ROLES, Item, Tag

CORPUS = Path(__file__).parent / "corpus"
Triple = tuple[object, ...]


@dataclass(slots=True)
class Tally:
    """Right, predicted and gold counts by measure."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, found: Iterable[Triple], gold: Iterable[Triple]) -> None:
        a, b = Counter(found), Counter(gold)
        self.right[name] += sum((a & b).values())
        self.found[name] += sum(a.values())
        self.gold[name] += sum(b.values())

    def f1(self) -> dict[str, float]:
        return {n: 200 * self.right[n] / max(1, self.found[n] + self.gold[n]) for n in self.gold}


def score_syntax(encoder: Encoder, documents: Sequence[treebanks.Document]) -> dict[str, float]:
    tally = Tally()
    for document in documents:
        seen = perceive(document.text, [(s.start, s.end) for s in document.sentences], encoder)
        ours = [
            (w.span.start, w.span.end, seen.words[w.head].span.start if w.head >= 0 else -1, w.deprel, w.upos, w.lemma) for w in seen.words
        ]
        gold = [
            (start, end, s.words[head - 1][5] if head else -1, deprel, upos, lemma)
            for s in document.sentences
            for _, lemma, upos, head, deprel, start, end in s.words
        ]
        for name, pick in (("words", ()), ("UPOS", (4,)), ("lemma", (5,)), ("UAS", (2,)), ("LAS", (2, 3))):
            keep = (0, 1, *pick)
            tally.add(name, *(([tuple(_main(row[k]) for k in keep) for row in rows]) for rows in (ours, gold)))
    return tally.f1()


def _main(value: object) -> object:
    """A label without its subtype, as the evaluation compares them."""
    return value.split(":")[0] if isinstance(value, str) and ":" in value else value


def score_gum(encoder: Encoder, documents: Sequence[treebanks.Document]) -> dict[str, float]:
    tally = Tally()
    names = encoder.about["labels"]["gum"]
    for document in documents:
        found = []
        for window in encoder.run(document.text, [(s.start, s.end) for s in document.sentences]):
            for m in decode_mentions(window, encoder, "gum"):
                found.append((int(window.pieces.starts[m.first]), int(window.pieces.ends[m.last]), names[m.label]))
        tally.add("GUM news entities", found, [(a, b, kind) for a, b, kind, _ in document.mentions])
    return tally.f1()


def score_own(encoder: Encoder, items: Sequence[Item]) -> dict[str, float]:
    tally = Tally()
    for item in items:
        sentences = [(s, e) for s, e, _ in find_sentences(item.text)] if item.is_report else [(0, len(item.text))]
        seen = perceive(item.text, sentences, encoder)
        _add_spans(tally, seen, item)
        _add_links(tally, seen, item)
    return tally.f1()


def _add_spans(tally: Tally, seen: Perception, item: Item) -> None:
    by_sign = {sign: [t for t in item.tags if t.sign == sign] for sign in ":!?"}
    tally.add("mentions", [(m.span.start, m.span.end, m.kind) for m in seen.mentions], [(t.start, t.end, t.kind) for t in by_sign[":"]])
    tally.add(
        "triggers typed", [(t.span.start, t.span.end, t.type) for t in seen.triggers], [(t.start, t.end, t.kind) for t in by_sign["!"]]
    )
    tally.add("triggers", [(t.span.start, t.span.end) for t in seen.triggers], [(t.start, t.end) for t in by_sign["!"]])
    tally.add("cues", [(c.span.start, c.span.end, c.kind) for c in seen.cues], [(t.start, t.end, t.kind) for t in by_sign["?"]])
    modality = {(t.start, t.end): (t.value("mod") or "asserted") for t in by_sign["!"]}
    both = [t for t in seen.triggers if (t.span.start, t.span.end) in modality]
    tally.add(
        "modality of found triggers",
        [(t.span.start, t.modality) for t in both],
        [(t.span.start, modality[t.span.start, t.span.end]) for t in both],
    )
    if item.is_report:
        tally.add("coreference pairs", _pairs((m.cluster, m.span.start, m.span.end) for m in seen.mentions),
                  _pairs((t.ident, t.start, t.end) for t in by_sign[":"] if t.kind != "content"))  # fmt: skip


def _pairs(mentions: Iterable[tuple[object, int, int]]) -> list[Triple]:
    listed = list(mentions)
    return [(a[1:], b[1:]) for n, a in enumerate(listed) for b in listed[n + 1 :] if a[0] == b[0]]


def _add_links(tally: Tally, seen: Perception, item: Item) -> None:
    by_ident: dict[str, list[Tag]] = {}
    for tag in item.tags:
        by_ident.setdefault(tag.ident, []).append(tag)
    speakers = {
        (seen_cue.span.start, seen.mentions[s].span.end)
        for seen_cue in seen.cues
        if seen_cue.kind in ("say", "deny")
        for s in seen_cue.speakers
    }
    gold = {(t.start, _near(by_ident[i], t).end) for t in item.tags if t.sign == "?" and t.kind in ("say", "deny") for i in t.linked("by")}
    tally.add("speaker links", speakers, gold)
    arguments = {(t.span.start, a.role, seen.mentions[a.mention].span.end) for t in seen.triggers for a in t.arguments}
    wanted = {
        (t.start, role, _near(by_ident[i], t).end) for t in item.tags if t.sign == "!" for role in EVENT_ROLES for i in t.linked(role)
    }
    tally.add("arguments", arguments, wanted)
    for role in ("by", "to", "victim"):
        tally.add(f"argument {role}", [a for a in arguments if a[1] == role], [a for a in wanted if a[1] == role])


def _near(tags: Sequence[Tag], to: Tag) -> Tag:
    return min(tags, key=lambda t: abs(t.start - to.start))


def evaluate(path: Path, data: Path, corpus: Path, limit: int | None = None) -> dict[str, float]:
    """The measures of one encoder file; ``limit`` looks at so many documents of each source only."""
    encoder = load_encoder(path, threads=2)
    gum = [d for d in treebanks.read_conllu(data / "syntax/gum.conllu.gz") if treebanks.is_held_out(d) and d.genre == "news"]
    return {
        **score_syntax(encoder, treebanks.read_conllu(data / "syntax/ewt-dev.conllu.gz")[:limit]),
        **score_gum(encoder, gum[:limit]),
        **score_own(encoder, own.load_items(corpus)[1][:limit]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("encoders", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--limit", type=int, help="look at so many documents of each source only")
    given = parser.parse_args()
    columns: Mapping[str, Mapping[str, float]] = {p.stem: evaluate(p, given.data, given.corpus, given.limit) for p in given.encoders}
    print("| measure | " + " | ".join(columns) + " |\n|---" * 1 + "|---:" * len(columns) + "|")
    for name in next(iter(columns.values())):
        print(f"| {name} | " + " | ".join(f"{c[name]:.1f}" for c in columns.values()) + " |")


if __name__ == "__main__":
    main()
