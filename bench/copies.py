"""Copies and derived texts: pairs of reports of one incident that go back to one text, against the pairs that the coders name.

    python bench/copies.py SHARED/incidents

Gold: the groups of two in "copies" of incidents.json (syndicated copies, paraphrases, translations, rewritten statements) and the
larger groups' pairs. Found: pairs tied as ``copy`` or ``derived``; a shared agency credit alone is no claim about the text.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from casus.link.copies import find_copies
from casus.link.origins import find_ties
from casus.model import Report
from casus.read import Source, read_source


def main(folder: Path) -> None:
    incidents = json.loads((folder / "incidents.json").read_text(encoding="utf-8"))
    gold = {frozenset(p): c["kind"] for i in incidents for c in i.get("copies", ()) for p in combinations(c["reports"], 2)}
    rows = {r["id"]: r for r in map(json.loads, (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines())}
    source = Source("reports.jsonl", (folder / "reports.jsonl").read_bytes())
    reports = [r for r in read_source(source).reports if r.external_id in rows]
    copies, by_incident = find_copies(reports), defaultdict(list)
    for report in reports:
        by_incident[rows[report.external_id]["incident_set"]].append(report)
    found = {pair: words for group in by_incident.values() for pair, words in _tied(group, copies).items()}
    for pair in sorted(map(sorted, found.keys() | gold.keys())):
        key = frozenset(pair)
        print(f"{'-'.join(pair):14} {'named' if key in gold else 'not named':10} {found.get(key, 'not found')}")
    hit = len(found.keys() & gold.keys())
    precision, recall = hit / max(1, len(found)), hit / len(gold)
    print(f"named {len(gold)} found {len(found)} right {hit}: P {precision:.3f} R {recall:.3f} F1 {2 * hit / (len(found) + len(gold)):.3f}")


def _tied(group: list[Report], copies: dict[str, str]) -> dict[frozenset[str], str]:
    name = {r.report_id: str(r.external_id) for r in group}
    return {frozenset((name[t.first], name[t.second])): f"{t.kind}: {t.words}" for t in find_ties(group, copies) if t.kind != "agency"}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
