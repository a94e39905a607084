"""UD treebanks (CoNLL-U) into examples: words, parts of speech, trees, lemmas; GUM's mentions and coreference."""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

from training.examples import Example, Window, cut_windows
from training.labels import DEPREL, GUM_TYPES, UPOS

#: GUM's genres whose texts are CC BY or CC BY-SA by its licence file
GUM_GENRES = frozenset("academic bio court voyage news interview".split())
#: held out of training: the published development and test documents of these genres and, of the news, every fourth
_GUM_HELD = re.compile(
    r"GUM_(?:news_(?:homeopathic|iodine|nasa|sensitive)|academic_(?:exposure|librarians|discrimination|eegimaa)|bio_(?:byron|emperor|dvorak|jespersen)"
    r"|interview_(?:cyclone|gaming|hill|libertarian)|voyage_(?:athens|coron|oakland|vavau))$"
)


@dataclass(slots=True)
class Sentence:
    """``words``: (form, lemma, upos, head 1-based or 0, deprel, start, end) with offsets in the document's text."""

    start: int
    end: int
    words: list[tuple[str, str, str, int, str, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    name: str
    genre: str
    text: str
    sentences: list[Sentence]
    mentions: list[tuple[int, int, str, str]] = field(default_factory=list)  # start, end, type, entity


def lemma_script(form: str, lemma: str) -> str:
    """How to make the lemma of a form: ``"3+y"`` cuts three characters and adds a *y*; ``"="`` keeps the form's capitals."""
    if form == lemma:
        return "="
    low, wanted = form.lower(), lemma.lower()
    common = 0
    while common < min(len(low), len(wanted)) and low[common] == wanted[common]:
        common += 1
    return f"{len(low) - common}+{wanted[common:]}"


def lemma_scripts(documents: Sequence[Document], least: int = 4) -> list[str]:
    """Scripts that occur at least so often, commonest first."""
    counted = Counter(lemma_script(w[0], w[1]) for d in documents for s in d.sentences for w in s.words)
    return [script for script, n in counted.most_common() if n >= least]


def read_conllu(path: Path) -> list[Document]:
    """Documents of a gzipped CoNLL-U file."""
    documents: list[Document] = []
    for block in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n"):
        found = re.search(r"^# newdoc id = (\S+)", block, re.M)
        if found or not documents:
            name = found[1] if found else path.stem
            documents.append(Document(name, name.split("_")[1] if "_" in name else name.split("-")[0], "", []))
        if block.strip():
            _add_sentence(documents[-1], block)
    return documents


def _add_sentence(document: Document, block: str) -> None:
    text = re.search(r"^# text = (.*)$", block, re.M)
    rows = [r for r in (line.split("\t") for line in block.splitlines() if line[:1].isdigit()) if r[0].isdigit()]
    if not text or not rows:
        return
    start = len(document.text) + (1 if document.text else 0)
    sentence = Sentence(start, start + len(text[1]))
    at = 0
    for row in rows:
        place = text[1].find(row[1], at)
        if place < 0 or place - at > 2:
            place = at  # a word that is not written as it stands; its offsets are those of what follows
            end = at
        else:
            end = place + len(row[1])
        sentence.words.append((row[1], row[2], row[3], int(row[6]), row[7], start + place, start + end))
        at = end
    document.text += ("\n" if document.text else "") + text[1]
    document.sentences.append(sentence)
    _add_mentions(document, sentence, [row[9] for row in rows])


def _add_mentions(document: Document, sentence: Sentence, misc: Sequence[str]) -> None:
    """GUM's ``Entity=(1-person-new-...`` brackets; split antecedents and discontinuous mentions are passed over."""
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (_, _, _, _, _, start, end), cell in zip(sentence.words, misc, strict=True):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", cell)
        for piece in re.findall(r"\([^()]+\)?|[^()]+\)", found[1]) if found else ():
            fields = piece.strip("()").split("-")
            identity = fields[0]
            if piece.startswith("("):
                opened[identity].append((start, fields[1] if len(fields) > 1 else ""))
            if piece.endswith(")") and opened[identity]:
                first, kind = opened[identity].pop()
                if kind in GUM_TYPES and first < end:
                    document.mentions.append((first, end, kind, identity))


def is_held_out(document: Document) -> bool:
    return bool(_GUM_HELD.match(document.name))


def to_examples(
    documents: Sequence[Document], tokenizer: Tokenizer, scripts: Sequence[str], limit: int, with_mentions: bool = False
) -> Iterator[Example]:
    """Windows with trees, and mentions where the treebank has them; sentences whose words part a wordpiece are left out."""
    script_ids = {s: i for i, s in enumerate(scripts)}
    for document in documents:
        for window in cut_windows(document.text, [(s.start, s.end) for s in document.sentences], tokenizer, limit):
            example = window.example(document.name)
            _add_words(example, window, document, script_ids)
            if with_mentions:
                _add_spans(example, window, document)
            if example.words:
                yield example


def _add_words(example: Example, window: Window, document: Document, scripts: dict[str, int]) -> None:
    by_start = {s.start: s for s in document.sentences}
    example.words, example.word_starts = [], []
    for number, (first, last) in enumerate(window.sentences):
        low, high = int(window.pieces.starts[first - 1]), int(window.pieces.ends[last - 2])
        sentence = by_start.get(low) or next((s for s in document.sentences if s.start <= low < s.end), None)
        positions = [window.position(w[5]) if w[5] < w[6] else None for w in sentence.words] if sentence else []
        if not sentence or high < sentence.words[-1][6] or None in positions or len(set(positions)) < len(positions):
            continue
        offset = len(example.words)
        for (form, lemma, upos, head, deprel, _, _), position in zip(sentence.words, positions, strict=True):
            label = DEPREL.index(deprel) if deprel in DEPREL else DEPREL.index(deprel.split(":")[0])
            script = scripts.get(lemma_script(form, lemma), -1)
            assert position is not None
            example.words.append((position, UPOS.index(upos), offset + head - 1 if head else -1, label, script, number))
            example.word_starts.append(position)


def _add_spans(example: Example, window: Window, document: Document) -> None:
    found = [(window.span(start, end), kind, entity) for start, end, kind, entity in document.mentions]
    inside = [(span, kind, entity) for span, kind, entity in found if span]
    example.gum_spans = [(span[0], span[1], GUM_TYPES.index(kind)) for span, kind, _ in inside]
    clusters: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for span, _, entity in inside:
        clusters[entity].append(span)
    example.clusters = list(clusters.values())
