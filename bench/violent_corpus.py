"""Which articles tell of one shooting: document links on the violent_corpus dev set (measured only; nothing is learned from it).

    python bench/violent_corpus.py SHARED/bench/violent_corpus pred.json
    python SHARED/score/score_cdec.py SHARED/bench/violent_corpus/dev.links.jsonl pred.json --fill --pairs-doc

Each article's title and beginning (2,500 characters, day of publication as given) is coded as any report, and ``casus.link.link`` links
the attacks with the weights that ship. The corpus has one incident an article: that of its attacks which most articles tell, and of
these the one that it tells first (``--first``: the first attack's, whatever other articles tell).
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from casus.link import link
from casus.model import Claim, Report, Span, sha256_hex
from casus.run.coding import Kit, code_report, load_kit

_HEAD = 2500
_QUOTE = 500


def main(folder: Path, out: Path, first: bool = False) -> None:
    docs = [json.loads(line) for line in (folder / "dev.docs.jsonl").read_text(encoding="utf-8").splitlines()]
    kit = load_kit()
    reports = [_report(doc) for doc in docs]
    claims = {report.report_id: _claims(report, kit) for report in reports}
    linked = link(reports, [c for told in claims.values() for c in told], kit.registry)
    incident_of = {c: i.incident_id for i in linked.incidents for c in i.claim_ids}
    told_by = {i.incident_id: len(i.report_ids) for i in linked.incidents}
    found = {report_id: list(dict.fromkeys(incident_of[c.claim_id] for c in told)) for report_id, told in claims.items()}
    pred = {report_id: incidents[0] if first else max(incidents, key=told_by.__getitem__) for report_id, incidents in found.items()}
    out.write_text(json.dumps(pred), encoding="utf-8")
    print(f"documents {len(docs)} incidents {len(set(pred.values()))}")


def _report(doc: dict[str, Any]) -> Report:
    text = f"{doc.get('title') or ''}\n\n{doc.get('text') or ''}"[:_HEAD]
    day = date.fromisoformat(doc["dct"]) if re.fullmatch(r"\d{4}-\d\d-\d\d", doc["dct"] or "") else None
    name, sha = doc["doc_id"], sha256_hex(text.encode())
    return Report(name, name, name, 0, doc.get("title"), None, None, day, "given" if day else None, "en", "news", text, (), sha)


def _claims(report: Report, kit: Kit) -> list[Claim]:
    """The attacks that Casus codes in the head, in the order told; the head itself as one where it codes none."""
    told = sorted((c for c in code_report(report, kit).claims if c.type == "ASSAULT"), key=lambda c: c.quote.start)
    if told:
        return told
    quote = Span(0, min(_QUOTE, len(report.text)), report.text[:_QUOTE])
    return [Claim(f"c-{report.report_id}", report.report_id, "event", "ASSAULT", quote, "head", 1.0, mode=("firearms",))]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--first" in sys.argv)
