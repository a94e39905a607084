"""Event type of a marked sentence: casus's own claims, named by PLOVER root, and the macro F1 over the roots.

    python bench/plover.py SENTENCES.tsv [--misses]

A row has sentence, source, target, gold_root and marked_sentence, in which <s> and <t> stand round the two parties. The sentence is coded
as a report of its own; of its claims the one that is told of those parties is taken, then one whose words stand nearest to them. The collection keeps to the roots of CAMEO, so the claim's CAMEO code names its root
(a signed treaty is SUPPORT there, a lifted sanction YIELD), and means an act that is only intended as AGREE, THREATEN or REJECT. A tie between
two actors is named by its sign where no event is told.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casus.model import Claim, Party, Report
from casus.run.coding import Kit, code_report, load_kit

#: the first two figures of a CAMEO code
ROOTS = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE",
    "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT",
}  # fmt: skip
#: modes that the collection puts under another root than the claim's code does
MODES = {"convict": "ACCUSE", "cyber": "ASSAULT"}
FRIENDLY = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"})
HOSTILE = frozenset({"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"})
#: a tie named by its sign: friendly, neither, hostile
SIGNS = {1: "SUPPORT", 0: "none", -1: "REJECT"}
_MARK = re.compile(r"</?[st]>")
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and where its two parties stand in it (characters); each may stand there more than once."""

    text: str
    sources: tuple[Stretch, ...]
    targets: tuple[Stretch, ...]


def unmarked(sentence: str) -> Marked:
    """``<s>A</s> hit <t>B</t>`` as text with stretches; a mark that is never closed is dropped."""
    text, at, found, begun = "", 0, {"s": [], "t": []}, {"s": -1, "t": -1}  # type: tuple[str, int, dict[str, list[Stretch]], dict[str, int]]
    for mark in _MARK.finditer(sentence):
        text += sentence[at : mark.start()]
        at, name = mark.end(), mark[0].strip("</>")
        if not mark[0].startswith("</"):
            begun[name] = len(text)
        elif begun[name] >= 0:
            found[name].append((begun[name], len(text)))
            begun[name] = -1
    return Marked(text + sentence[at:], tuple(found["s"]), tuple(found["t"]))


def meets(parties: Sequence[Party], stretches: Sequence[Stretch]) -> bool:
    return any(p.span.start < end and start < p.span.end for p in parties for start, end in stretches)


def fit(claim: Claim, marked: Marked) -> tuple[int, int, int, int]:
    """How well a claim is told of the two parties, best highest: an event, parties in their roles, nearness of its words, earliness."""
    right = meets(claim.actors, marked.sources) + meets(claim.recipients, marked.targets)
    ends = [end for _, end in marked.sources] or [0]
    return (claim.kind == "event", right, -min(abs(claim.quote.start - end) for end in ends), -claim.quote.start)


def intended(name: str, claim: Claim) -> str:
    """The root of an act of ``name`` that may be only meant: help to come is AGREE, harm to come THREATEN, help that will not come REJECT."""
    if name in FRIENDLY and (claim.negated or claim.modality in ("planned", "denied", "foiled", "threatened")):
        return "AGREE" if claim.modality == "planned" and not claim.negated else "REJECT"
    return "THREATEN" if name in HOSTILE and claim.modality in ("planned", "threatened") and not claim.negated else name


def root(claim: Claim) -> str:
    """The root of a claim: by its code, and by whether the act is done, intended or refused."""
    if claim.kind == "event" and claim.type:
        named = next((MODES[m] for m in claim.mode if m in MODES), ROOTS.get((claim.cameo or "")[:2], claim.type))
        return intended(named, claim)
    return SIGNS[claim.sign] if claim.sign is not None else "none"


def predicted(marked: Marked, kit: Kit) -> str:
    """The PLOVER root of the claim that fits best; ``none`` where the sentence makes none."""
    report = Report("r", "bench", None, 0, None, None, None, None, None, "en", "news", marked.text, (), "")
    claims = [c for c in code_report(report, kit).claims if c.kind in ("event", "relation")]
    return root(max(claims, key=lambda c: fit(c, marked))) if claims else "none"


def f1_by_root(pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of every root that the (gold, predicted) pairs hold as gold."""
    gold, said, right = Counter(g for g, _ in pairs), Counter(p for _, p in pairs), Counter(g for g, p in pairs if g == p)
    rows = {name: (right[name] / said[name] if said[name] else 0.0, right[name] / number) for name, number in gold.items()}
    return {name: (p, r, 2 * p * r / (p + r) if p + r else 0.0) for name, (p, r) in sorted(rows.items())}


def macro(rows: dict[str, tuple[float, float, float]]) -> float:
    return sum(f1 for _, _, f1 in rows.values()) / len(rows) if rows else 0.0


def read(path: Path) -> Iterator[tuple[str, Marked]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield row["gold_root"], unmarked(row["marked_sentence"])


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("sentences", type=Path)
    ask.add_argument("--misses", action="store_true", help="print the sentences whose root is not the gold one")
    given = ask.parse_args()
    kit = load_kit()
    told = [(gold, predicted(marked, kit), marked.text) for gold, marked in read(given.sentences)]
    rows = f1_by_root([(gold, said) for gold, said, _ in told])
    for name, (p, r, f1) in rows.items():
        print(f"{name:10} P {p:.3f} R {r:.3f} F1 {f1:.3f}")
    print(
        f"macro F1 {macro(rows):.3f}  right {sum(g == s for g, s, _ in told)} of {len(told)}  no claim {sum(s == 'none' for _, s, _ in told)}"
    )
    for gold, said, text in told if given.misses else ():
        if gold != said:
            print(gold, said, text, sep="\t")


if __name__ == "__main__":
    main()
