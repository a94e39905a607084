"""The corpus notation: text with tags in angle brackets, read into spans over the plain text.

    <1:group Gunmen> <2!ASSAULT.firearms by=1 victim=3 at=5 on=6 killed=4 killed> <3:people <4:num at least 12> farmers>
    in <5:place Zamfara> on <6:time Tuesday>, <7:org police> <8?say by=7 of=2 said>.

``ID:type text`` is a mention, ``ID!TYPE.mode role=ID,ID text`` the word or words of an event or a tie, ``ID?kind role=ID text``
a cue. A mention's id may stand again: the two mean one thing (coreference). Tags nest. Files hold items: after ``@s`` every
line is one sentence; after ``@report SLUG published=DAY`` every line is a paragraph until the next ``@``; ``#`` begins a comment.
docs/corpus.md says what is tagged and how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ENTITY_TYPES = ("per", "org", "group", "people", "place", "fac", "time", "weapon", "num", "money", "happening", "thing", "content")
EVENT_TYPES = tuple(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
RELATION_TYPES = tuple(
    """allied_with opposed_to part_of member_of splinter_of pledged_allegiance_to supports shelters directs negotiates_with recognizes
    recruits_from leads founded renamed_to operates_in controls_territory shares_ideology_with designates_terrorist delists
    wants_extradition guards strength_estimate""".split()
)
MODES = frozenset(
    """visit third-party multilateral phone withdraw release disarm ceasefire access resign assist change yield meet disapprove
    investigate allege restrict arrest relations expel territory violence demo riot strike hunger boycott obstruct vandalize convict
    discontinue troops weapons police militia seize censor curfew martial-law deport withhold misinformation cyber abduct beat
    torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control
    unconventional""".split()
)
CUE_KINDS = ("say", "hedge", "deny", "negate", "plan", "threaten", "fail", "predict", "condition")
MODALITIES = ("asserted", "alleged", "claimed", "denied", "planned", "foiled", "threatened", "predicted", "hypothetical")
EVENT_ROLES = ("by", "to", "victim", "with", "at", "on", "killed", "injured", "abducted", "detained", "displaced", "amount")
CUE_ROLES = ("by", "of", "what")
TRENDS = ("strengthening", "weakening", "ended", "state")


class NotationError(ValueError):
    """A text that breaks the notation; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. ``sign`` is ``:`` (mention), ``!`` (event or tie) or ``?`` (cue); ``start`` and ``end`` count characters of the plain text."""

    ident: str
    sign: str
    kind: str
    mode: str | None
    start: int
    end: int
    text: str
    links: tuple[tuple[str, tuple[str, ...]], ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def linked(self, role: str) -> tuple[str, ...]:
        return dict(self.links).get(role, ())

    def value(self, name: str) -> str | None:
        return dict(self.values).get(name)


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence or one report: plain text and its tags in order of their start, outer before inner."""

    name: str
    text: str
    tags: tuple[Tag, ...]
    is_report: bool
    published: str | None = None


@dataclass(slots=True)
class _Open:
    ident: str
    sign: str
    kind: str
    mode: str | None
    start: int
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


_HEAD = re.compile(r"<(\w+)([:!?])([A-Za-z_]+)(?:\.([a-z-]+))?((?: [a-z]+=[\w,-]+)*) ")
_VALUES = frozenset({"mod", "neg", "trend"})


def parse(name: str, source: str, is_report: bool = False, published: str | None = None) -> Item:
    """The plain text and tags of one item; ``NotationError`` says what is wrong and where."""
    out: list[str] = []
    length = at = 0
    open_tags: list[_Open] = []
    tags: list[Tag] = []
    while at < len(source):
        char = source[at]
        if char == "<":
            head = _HEAD.match(source, at)
            if not head:
                raise NotationError(
                    f"{name}: no tag at {source[at : at + 40]!r}; write <ID:type text>, <ID!TYPE role=ID text> or <ID?kind text>"
                )
            open_tags.append(_opened(name, head, length))
            at = head.end()
        elif char == ">":
            if not open_tags:
                raise NotationError(f"{name}: '>' closes nothing near {source[max(0, at - 30) : at + 5]!r}")
            tags.append(_closed(name, open_tags.pop(), length, "".join(out)))
            at += 1
        else:
            out.append(char)
            length += 1
            at += 1
    if open_tags:
        raise NotationError(f"{name}: tag {open_tags[-1].ident} is never closed")
    item = Item(name, "".join(out), tuple(sorted(tags, key=lambda t: (t.start, -t.end))), is_report, published)
    problems = list(check(item))
    if problems:
        raise NotationError("; ".join(problems))
    return item


def _opened(name: str, head: re.Match[str], start: int) -> _Open:
    tag = _Open(head[1], head[2], head[3], head[4], start)
    for pair in head[5].split():
        key, _, value = pair.partition("=")
        if key in _VALUES:
            tag.values[key] = value
        else:
            tag.links[key] = tuple(value.split(","))
    return tag


def _closed(name: str, tag: _Open, end: int, text: str) -> Tag:
    words = text[tag.start : end]
    if not words or words != words.strip():
        raise NotationError(f"{name}: tag {tag.ident} must hold text without blanks at its ends, not {words!r}")
    return Tag(tag.ident, tag.sign, tag.kind, tag.mode, tag.start, end, words, tuple(tag.links.items()), tuple(tag.values.items()))


def check(item: Item) -> Iterator[str]:
    """What is wrong with the tags of one item."""
    kinds = {t.ident: t.sign for t in item.tags}
    types: dict[str, str] = {}
    for tag in item.tags:
        where = f"{item.name}: tag {tag.ident} ({tag.text[:30]!r})"
        if kinds[tag.ident] != tag.sign or (tag.sign != ":" and sum(t.ident == tag.ident for t in item.tags) > 1):
            yield f"{where}: its id stands for something else too"
        if tag.sign == ":" and types.setdefault(tag.ident, tag.kind) != tag.kind:
            yield f"{where}: is {tag.kind} here and {types[tag.ident]} elsewhere"
        yield from (f"{where}: {p}" for p in _tag_problems(tag, kinds))


def _tag_problems(tag: Tag, kinds: dict[str, str]) -> Iterator[str]:
    known = {":": ENTITY_TYPES, "!": (*EVENT_TYPES, *RELATION_TYPES), "?": CUE_KINDS}[tag.sign]
    if tag.kind not in known:
        yield f"no type {tag.kind}; one of {' '.join(known)}"
    if tag.mode is not None and (tag.sign != "!" or tag.mode not in MODES):
        yield f"no mode {tag.mode}"
    roles = {":": (), "!": EVENT_ROLES, "?": CUE_ROLES}[tag.sign]
    for role, idents in tag.links:
        if role not in roles:
            yield f"no role {role}"
        yield from (f"{role}={i} stands nowhere" for i in idents if i not in kinds)
        wanted = "!" if role == "of" else ":"
        yield from (f"{role}={i} is not of the sign '{wanted}'" for i in idents if kinds.get(i, wanted) != wanted)
    allowed = {"mod": MODALITIES, "neg": ("1",), "trend": TRENDS}
    for name, value in tag.values:
        if tag.sign != "!" or value not in allowed[name]:
            yield f"{name}={value} is not known here"


def read_corpus(path: Path) -> list[Item]:
    """The items of one file; ``NotationError`` lists everything that is wrong in it."""
    items: list[Item] = []
    problems: list[str] = []
    for name, lines, is_report, published in _blocks(path):
        try:
            items.append(parse(name, "\n\n".join(lines) if is_report else lines[0], is_report, published))
        except NotationError as problem:
            problems.append(str(problem))
    if problems:
        raise NotationError("\n".join(problems))
    return items


def _blocks(path: Path) -> Iterator[tuple[str, list[str], bool, str | None]]:
    report: tuple[str, list[str], str | None] | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            if report and report[1]:
                yield report[0], report[1], True, report[2]
            report = _report_head(path, number, line)
        elif report is not None:
            report[1].append(line)
        else:
            yield f"{path.name}:{number}", [line], False, None
    if report and report[1]:
        yield report[0], report[1], True, report[2]


def _report_head(path: Path, number: int, line: str) -> tuple[str, list[str], str | None] | None:
    words = line.split()
    if words[0] == "@s":
        return None
    if words[0] != "@report" or len(words) < 2:
        raise NotationError(f"{path.name}:{number}: begin an item with @s or @report SLUG, not {line[:30]!r}")
    published = next((w.partition("=")[2] for w in words[2:] if w.startswith("published=")), None)
    return f"{path.stem}/{words[1]}", [], published
