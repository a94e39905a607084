"""Report to Annotated: sentences, tokens, quantities, cues."""

from __future__ import annotations

from casus.annotate.cues import find_cues
from casus.annotate.quantities import find_quantities
from casus.annotate.sentences import find_sentences
from casus.annotate.tokens import tokenize
from casus.codebook.cues import load_cue_rules
from casus.codebook.words import load_words
from casus.model import Annotated, Report, Sentence, Token

__all__ = ["annotate"]


def annotate(report: Report) -> Annotated:
    """What perception finds in the report's text; no names, places or dates yet (see ``casus.resolve``)."""
    words = load_words()
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    title_end = len(report.title) if report.title and report.text.startswith(report.title) else 0
    for start, end, paragraph in find_sentences(report.text):
        first = len(tokens)
        tokens += tokenize(report.text, start, end, words)
        sentences.append(Sentence(start, end, first, len(tokens), paragraph, end <= title_end + 1))
    cues = find_cues(report.text, sentences, tokens, load_cue_rules())
    return Annotated(report, tuple(sentences), tuple(tokens), find_quantities(report.text), cues)
