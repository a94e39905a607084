"""Claims gained, lost and changed between two exports, slot by slot: what a change of the rules did to real texts.

    python bench/compare.py OLD NEW [--kind event] [--slots actors,recipients] [--width 200]

OLD and NEW are folders that ``casus export --to jsonl`` wrote. Reports are paired by source, external id and part; claims of a pair of
reports one to one where their quotes overlap: the same kind and type first, then the longer shared stretch. Exit status 0, whatever
changed; 2 where a folder holds no export.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Claim = Mapping[str, Any]
Key = tuple[str, str, int]
SLOTS = ("type", "modality", "negated", "said_by", "actors", "recipients", "place", "time", "figures", "responsibility")


@dataclass(frozen=True, slots=True)
class Change:
    """A claim of the old export, of the new one, or both; ``slots`` maps what differs to its old and new words."""

    report: str
    old: Claim | None
    new: Claim | None
    slots: Mapping[str, tuple[str, str]]

    @property
    def kind(self) -> str:
        return "gained" if self.old is None else "lost" if self.new is None else "changed"

    @property
    def claim(self) -> Claim:
        shown = self.new or self.old
        assert shown is not None
        return shown


def compare(old: Path, new: Path) -> Iterator[Change]:
    """Every difference in the order of the new export's reports, then of the text."""
    before, after = _by_report(old), _by_report(new)
    for key in (*after, *(k for k in before if k not in after)):
        changes = _of_report(_name(key), before.get(key, ()), after.get(key, ()))
        yield from sorted(changes, key=lambda c: (c.claim["quote"]["start"], c.kind))


def _of_report(report: str, old: Sequence[Claim], new: Sequence[Claim]) -> Iterator[Change]:
    pairs = _paired(old, new)
    for i, claim in enumerate(old):
        if i not in pairs:
            yield Change(report, claim, None, {})
            continue
        differs = _differences(claim, new[pairs[i]])
        if differs:
            yield Change(report, claim, new[pairs[i]], differs)
    yield from (Change(report, None, claim, {}) for j, claim in enumerate(new) if j not in pairs.values())


def _paired(old: Sequence[Claim], new: Sequence[Claim]) -> dict[int, int]:
    """Positions in ``old`` to positions in ``new``, greedily by likeness; claims that share no word stay alone."""
    scored = ((_likeness(a, b), -i, -j) for i, a in enumerate(old) for j, b in enumerate(new))
    out: dict[int, int] = {}
    for _, i, j in sorted((s for s in scored if s[0] is not None), reverse=True):
        if -i not in out and -j not in out.values():
            out[-i] = -j
    return out


def _likeness(a: Claim, b: Claim) -> tuple[int, int, int, int] | None:
    shared = min(a["quote"]["end"], b["quote"]["end"]) - max(a["quote"]["start"], b["quote"]["start"])
    if shared <= 0 or a["kind"] != b["kind"]:
        return None
    alike = sum(_shown(a, slot) == _shown(b, slot) for slot in SLOTS)
    return (a["type"] == b["type"], a["claim_id"] == b["claim_id"], alike, shared)


def _differences(a: Claim, b: Claim) -> dict[str, tuple[str, str]]:
    told = ((slot, _shown(a, slot), _shown(b, slot)) for slot in SLOTS)
    return {slot: (x, y) for slot, x, y in told if x != y}


def _shown(claim: Claim, slot: str) -> str:
    """A slot's value in short; "-" where there is none."""
    value = claim.get(slot)
    if isinstance(value, list):
        return ", ".join(sorted(_figure(v) if slot == "figures" else _party(v) for v in value)) or "-"
    if isinstance(value, dict):
        return _SHORT[slot](value)
    return "-" if value is None else str(value)


def _party(party: Mapping[str, Any]) -> str:
    words = (party.get("span") or {}).get("text")
    return str(party["name"]) if words in (None, party["name"]) else f"{party['name']} ({words})"


def _figure(figure: Mapping[str, Any]) -> str:
    return f"{figure['what']} {figure['low']}..{figure['high']} of {figure['of_group']}"


def _place(place: Mapping[str, Any]) -> str:
    return f"{place.get('name')} {place.get('country')} {place['precision']}"


def _time(time: Mapping[str, Any]) -> str:
    return f"{time.get('start')}..{time.get('end')} {time['precision']}"


def _responsibility(told: Mapping[str, Any]) -> str:
    sides = ((side, ", ".join(_party(p) for p in told.get(side) or ())) for side in ("claimed_by", "blamed_on", "denied_by"))
    return "; ".join(f"{side} {who}" for side, who in sides if who) or "nobody has claimed it"


_SHORT = {"place": _place, "time": _time, "responsibility": _responsibility}


def _name(key: Key) -> str:
    return key[1] or f"{Path(key[0]).name}#{key[2]}"


def _by_report(folder: Path) -> dict[Key, list[Claim]]:
    if not (folder / "claims.jsonl").is_file():
        raise FileNotFoundError(f"{folder} holds no claims.jsonl: give a folder that 'casus export --to jsonl' wrote")
    keys = {r["report_id"]: (str(r["source"]), str(r["external_id"] or ""), int(r["part"])) for r in _lines(folder / "reports.jsonl")}
    out: dict[Key, list[Claim]] = defaultdict(list)
    for claim in _lines(folder / "claims.jsonl"):
        out[keys[claim["report_id"]]].append(claim)
    return out


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def show(change: Change, width: int) -> str:
    """A change as lines of text."""
    claim = change.claim
    head = f"{change.kind:7} {change.report} {claim['kind']} {claim['type']} [{claim['rule']}]"
    words = f"        {' '.join(claim['quote']['text'].split())[:width]}"
    whole = {s: ("", _shown(claim, s)) for s in ("actors", "recipients", "place", "time", "figures")} if change.kind != "changed" else {}
    slots = [f"        {s}: {f'{a} -> ' if a else ''}{b}" for s, (a, b) in (change.slots or whole).items() if b != "-" or a]
    return "\n".join([head, words, *slots])


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("old", type=Path)
    ask.add_argument("new", type=Path)
    ask.add_argument("--kind", choices=("event", "relation", "figure", "statement"), help="only claims of this kind")
    ask.add_argument("--slots", help="of the changed claims only those where one of these slots differs, parted by commas")
    ask.add_argument("--width", type=int, default=200, help="how much of a quote is shown, in characters")
    args = ask.parse_args()
    wanted = set(args.slots.split(",")) if args.slots else set(SLOTS)
    if wanted - set(SLOTS):
        ask.error(f"--slots knows {', '.join(SLOTS)}")
    try:
        changes = [c for c in compare(args.old, args.new) if args.kind in (None, c.claim["kind"])]
    except FileNotFoundError as wrong:
        ask.error(str(wrong))
    shown = [c for c in changes if c.kind != "changed" or wanted & c.slots.keys()]
    print("\n".join(show(c, args.width) for c in shown))
    counts = Counter(c.kind for c in shown)
    slots = Counter(s for c in shown for s in c.slots)
    print(f"{counts['gained']} gained, {counts['lost']} lost, {counts['changed']} changed")
    print(", ".join(f"{slot} {n}" for slot, n in slots.most_common()) or "no slot differs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
