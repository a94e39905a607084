"""Cue words of a report: who speaks, how sure, denied, planned, foiled."""

from __future__ import annotations

from collections.abc import Sequence

from casus.codebook.cues import CueRules
from casus.codebook.patterns import longest
from casus.model import Cue, Sentence, Span, Token


def find_cues(text: str, sentences: Sequence[Sentence], tokens: Sequence[Token], rules: CueRules) -> tuple[Cue, ...]:
    """Cues in text order; of one kind, overlapping matches give way to the longest. Cues of two kinds may overlap."""
    out: list[Cue] = []
    for sentence in sentences:
        found = rules.index.matches(tokens, sentence.first, sentence.last)
        for kind in {match.what.kind for match in found}:
            for match in longest(m for m in found if m.what.kind == kind):
                span = Span.of(text, tokens[match.first].start, tokens[match.last - 1].end)
                out.append(Cue(span, kind, match.what.rule_id))
    return tuple(sorted(out, key=lambda cue: (cue.span, cue.kind)))
