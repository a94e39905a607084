"""Organisations that the registry lacks, found by the words of their names, with ids that link them over reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casus.codebook.roles import RoleRules
from casus.codebook.spelling import fold_name
from casus.model import ActorKind, ActorMention, Annotated, Sentence, Span, Token
from casus.resolve.definitions import short_form

_SLUG = re.compile(r"[^a-z0-9]+")
_JOINING = ("of", "for", "the", "and", "de", "in")


def find_organisations(
    annotated: Annotated, known: Sequence[ActorMention], roles: RoleRules, country: str | None
) -> Iterator[ActorMention]:
    """Capitalised names that hold Front, Brigade, Ministry..., and the abbreviations defined for them.

    ``country``: the one country that the report speaks of, if it is one.
    """
    met = [m for sentence in annotated.sentences for m in _in_sentence(annotated, sentence, known, roles, country)]
    yield from met
    yield from _short_forms(annotated.report.text, [*known, *met], met)


def _in_sentence(
    annotated: Annotated, sentence: Sentence, known: Sequence[ActorMention], roles: RoleRules, country: str | None
) -> Iterator[ActorMention]:
    if _is_title_cased(annotated, sentence):
        return
    at = sentence.first
    while at < sentence.last:
        end = _capital_run(annotated.tokens, at, sentence.last)
        heads = [t.text for t in annotated.tokens[at:end] if t.text in roles.kind_of_head]
        if end - at >= 2 and heads:
            span = Span.of(annotated.report.text, annotated.tokens[at].start, annotated.tokens[end - 1].end)
            if not any(m.span.overlaps(span) for m in known):
                identity = found_id(span.text, roles, country, annotated.report.report_id)
                yield ActorMention(span, identity, span.text, _kind(heads[-1], roles))
        at = max(end, at + 1)


def found_id(name: str, roles: RoleRules, country: str | None, report_id: str) -> str:
    """One id for all spellings of a name. A name of general words ("Supreme Court") is one only within a country, or a report."""
    words = [w for w in _SLUG.split(fold_name(name)) if w and w != "the"]
    own = "_".join(words)
    if not all(w in roles.general for w in words):
        return f"found.{own}"
    return f"found.{own}.{country.lower()}" if country else f"found.{own}.{report_id}"


def _kind(head: str, roles: RoleRules) -> ActorKind:
    return roles.kind_of_head[head]


def _short_forms(text: str, known: Sequence[ActorMention], met: Sequence[ActorMention]) -> Iterator[ActorMention]:
    bound: dict[str, ActorMention] = {}
    for mention in met:
        short = short_form(text, mention.span.start, mention.span.end)
        if short:
            bound.setdefault(short, mention)
    for short, mention in bound.items():
        for found in re.finditer(rf"(?<![\w-]){re.escape(short)}(?!\w)", text):
            span = Span.of(text, found.start(), found.end())
            if not any(m.span.overlaps(span) for m in known):
                yield ActorMention(span, mention.actor_id, mention.name, mention.kind)


def _capital_run(tokens: Sequence[Token], at: int, last: int) -> int:
    """The end of a run of capitalised words from ``at``, with *of*, *for*, *the*, *and* allowed inside."""
    end = at
    while end < last and tokens[end].pos == "PROPN":
        end += 1
        look = end
        while look < last and look - end < 2 and tokens[look].text in _JOINING:
            look += 1
        if end < look < last and tokens[look].pos == "PROPN" and tokens[end].text not in ("and", "in", "the"):
            end = look
    return end


def _is_title_cased(annotated: Annotated, sentence: Sentence) -> bool:
    words = [t for t in annotated.tokens[sentence.first : sentence.last] if t.text[0].isalpha()]
    return len(words) > 3 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)
