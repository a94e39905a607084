"""News of deaths in Syria: place, who did it, how, and tolls by counted group, for a scorer of fields.

    python bench/fakes.py ARTICLES.jsonl PREDICTED.jsonl

An article is {"doc_id", "text", "title", "published"}. Everything is read off casus's own claims, places and figures; the tables below only
say what that collection calls them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from by_line import Row, answer, as_report

from casus.annotate import annotate
from casus.extract.figures import FoundFigure, find_figures
from casus.model import Annotated, Claim, Report
from casus.resolve import resolve
from casus.run.coding import Kit, code_report, load_kit

#: first-order division, or town, to the collection's governorate
GOVERNORATES = {
    "aleppo": "aleppo", "idlib": "idlib", "damascus": "damascus", "rif-dimashq": "damascus", "rif dimashq": "damascus", "rural damascus": "damascus",
    "deir ez-zor": "deir ezzor", "deir ezzor": "deir ezzor", "raqqa": "raqqa", "ar-raqqah": "raqqa", "homs": "homs", "al-hasakah": "hasakeh",
    "hasakah": "hasakeh", "al-hasakeh": "hasakeh", "hasakeh": "hasakeh", "hama": "hama", "daraa": "daraa", "latakia": "lattakia",
    "lattakia": "lattakia", "quneitra": "quneitra", "tartus": "tartous", "tartous": "tartous",
}  # fmt: skip
SIDES: tuple[tuple[str, str], ...] = (
    ("the organization of the islamic state in iraq and the levant - isis", r"\bIS\b|ISIS|ISIL|Islamic State|Daesh|\bjihadis"),
    ("international coalition forces", r"coalition|U\.?S\.?[- ]led|\bU\.?S\.?\b (?:air|war|strike|raid|jet)|American|Turk(?:ey|ish)"),
    ("al-nusra front", r"Nusra|Fatah? al-Sham|Tahrir al-Sham|\bHTS\b"),
    ("self administration forces", r"\bSDF\b|\bYPG\b|Kurdish|Syrian Democratic Forces"),
    ("syrian government or russian troops", r"regime|government|Syrian (?:army|troops|air|war|forces|military)|Russia|Assad|loyalist|barrel bomb|pro-government|\barmy\b"),
    ("armed opposition groups", r"rebel|opposition|Free Syrian Army|\bFSA\b|insurgent|Jaish|Ahrar"),
)  # fmt: skip
CAUSES: tuple[tuple[str, str], ...] = (
    ("chemical and toxic gases", r"chemical|sarin|chlorine|\bgas\b|nerve agent|toxic|mustard"),
    ("execution", r"execut|behead|crucif|massacr|hanged|stoned|slaughter|throats?|\bthrown off"),
    ("shelling", r"air ?-?strike|air ?-?raid|barrel|shell|bombard|rocket|missile|mortar|artillery|warplane|airstrike|\bstrikes\b|helicopter|\braids?\b|\bjets?\b|aircraft|air attack|\bbombed\b"),
    ("explosion", r"car bomb|suicide|blast|explosi|explod|blew up|blown up|land ?mine|\bbomb\b|\bbombs\b|booby|\bIED\b|detonat"),
    ("shooting", r"\bshot|gunm[ae]n|sniper|gunfire|shooting|opened fire|ambush"),
)  # fmt: skip
_DEED = (
    r"(?:air ?-?strikes?|air ?-?raids?|air attacks?|strikes?|raids?|bombard\w+|bombing|shelling|shells?|barrel bombs?|rockets?|missiles?|attacks?|offensive|"
    r"jets?|war ?planes?|planes|aircraft|helicopters?|bombers?|artillery|mortars?|snipers?|gunm[ae]n|fighters (?:killed|shot|executed))"
)
_ACTS = r"(?:[Kk]ill(?:s|ed)?|[Ee]xecute[sd]?|[Ss]hot|[Ff]oil(?:s|ed)?|[Ss]hell(?:s|ed)|[Tt]arget(?:s|ed)|[Pp]ound(?:s|ed)?|[Bb]ombed|[Bb]eheaded|[Mm]assacred)"
#: words between a side's name and its deed: "US-led coalition air strikes", "Russian and Syrian regime war planes"
_NEAR = r"(?:[\s-]+[\w’'-]+){0,3}?[\s-]+"
#: whose ground it is, or whom a deed was aimed at, is not who did it
HELD = re.compile(
    r"(?i)\b[\w.’'-]+[- ](?:held|controlled|besieged|run|ruled|occupied)\b|\b(?:against|on|targeting|of|from)\s+(?:the\s+)?[\w’'. -]{0,30}?(?:stronghold|bastion|IS\b|ISIS|ISIL|Daesh|Islamic State|jihadis\w*|Nusra\w*)"
)
FIGHTERS = re.compile(
    r"(?i)fighter|soldier|troop|militant|rebel|jihadi|insurgent|\bIS\b|ISIS|militia|officer|guard|gunm[ae]n|members? of the (?:army|group|forces)|combatant|commander|personnel|forces|extremist|terrorist|pro-"
)
GROUPS = {"children": r"(?i)child|infant|bab(?:y|ies)|minor|kids", "women": r"(?i)wom[ae]n"}


def report_of(article: Row) -> Report:
    day = date.fromisoformat(article["published"]) if article.get("published") else None
    return as_report(re.sub(r"\s{3,}", "\n\n", article["text"]), day)


def governorate(annotated: Annotated) -> str:
    """The governorate named first, a town before a country; "aleppo" where none is: the one most written about."""
    for mention in annotated.places:
        if mention.place is not None and mention.place.country == "SYR":
            for name in (mention.place.admin1, mention.place.name, mention.span.text):
                found = GOVERNORATES.get((name or "").lower().removesuffix(" governorate"))
                if found:
                    return found
    return "aleppo"


def first_of(table: Iterable[tuple[str, str]], texts: Sequence[str]) -> str:
    """The name whose words stand first in the first text that has any."""
    for text in texts:
        hits = [(m.start(), name) for name, words in table if (m := re.search(words, text, re.IGNORECASE if table is CAUSES else 0))]
        if hits:
            return min(hits)[1]
    return "unknown"


def side(claims: Sequence[Claim]) -> str:
    """Who stands as actor of most attacks that are told with deaths."""
    deadly = [c for c in claims if c.type == "ASSAULT" and c.actors and any(f.what == "killed" for f in c.figures)]
    votes = Counter(
        first_of(SIDES, [" ".join(p.name for p in c.actors), " ".join(p.span.text for p in c.actors if p.span)]) for c in deadly[:3]
    )
    votes.pop("unknown", None)
    return votes.most_common(1)[0][0] if votes else "unknown"


def doer(texts: Sequence[str]) -> str:
    """Whose deed it is by the words around the deed: "Russian air strikes", "shelled by the army", "the car bomb was claimed by"."""
    for text in (HELD.sub(" ", t) for t in texts):
        hits = [
            (m.start(), name)
            for name, words in SIDES
            for pattern in (rf"(?:{words}){_NEAR}(?:{_DEED}|{_ACTS})\b", rf"\bby\s+(?:the\s+)?(?:[\w’'.-]+\s+){{0,2}}?(?:{words})")
            if (m := re.search(pattern, text))
        ]
        if hits:
            return min(hits)[1]
    return "unknown"


def tolls(found: Sequence[FoundFigure]) -> dict[str, int]:
    """Deaths by group: the first toll of civilians and of fighters, and of children and women as parts."""
    dead = [f for f in found if f.figure.what == "killed" and not (f.background or f.hypothetical or f.figure.vague)]
    out = {"civilians": 0, "noncivilians": 0, "children": 0, "women": 0}
    for figure in dead:
        words = figure.figure.of.text if figure.figure.of else ""
        low = figure.figure.low or figure.figure.high or 0
        for name, pattern in GROUPS.items():
            if re.search(pattern, words) and not out[name]:
                out[name] = low
        if figure.partial or figure.superseded:
            continue
        group = "noncivilians" if FIGHTERS.search(words) or figure.figure.of_group in ("attackers", "recipient", "actor") else "civilians"
        if not out[group]:
            out[group] = low
    return out


def prediction(article: Row, kit: Kit) -> Row:
    report = report_of(article)
    annotated = resolve(annotate(report), kit.resolver)[0]
    claims = code_report(report, kit).claims
    found = find_figures(annotated, kit.figures)
    told = [
        annotated.report.text[annotated.sentences[f.sentence].start : annotated.sentences[f.sentence].end]
        for f in found
        if f.figure.what == "killed"
    ]
    lead = annotated.report.text[:600]
    cause = first_of(CAUSES, [*told[:2], lead])
    actor = doer([article.get("title") or "", *told[:2], lead])
    actor = actor if actor != "unknown" else side(claims)
    return {
        "doc_id": article["doc_id"],
        "location": governorate(annotated),
        "actor": "unknown"
        if cause == "explosion" and actor == SIDES[4][0]
        else actor,  # a bomb that went off: whose, the nearest name does not say
        "cause": cause,
        **tolls(found),
    }


if __name__ == "__main__":
    answer(__doc__, "articles", lambda: partial(prediction, kit=load_kit()))
