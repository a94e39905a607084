"""Report to Annotated: sentences, tokens, quantities, cues, and what the encoder sees."""

from __future__ import annotations

from collections.abc import Sequence

from casus.annotate.cues import find_cues
from casus.annotate.encoder import Encoder, load_encoder
from casus.annotate.perceive import perceive_all
from casus.annotate.quantities import find_quantities
from casus.annotate.sentences import find_sentences
from casus.annotate.shipped import checked_file, shipped_encoder, shipped_sha256
from casus.annotate.tokens import tokenize
from casus.annotate.vectors import text_vectors
from casus.codebook.cues import load_cue_rules
from casus.codebook.errors import EncoderError
from casus.codebook.words import load_words
from casus.model import Annotated, Perception, Report, Sentence, Token

__all__ = [
    "Encoder",
    "EncoderError",
    "annotate",
    "checked_file",
    "load_encoder",
    "perceive_reports",
    "shipped_encoder",
    "shipped_sha256",
    "text_vectors",
]


def annotate(report: Report, perception: Perception | None = None) -> Annotated:
    """What perception finds in the report's text; no names, places or dates yet (see ``casus.resolve``).

    ``perception``: what ``perceive_reports`` saw in this report, if an encoder is at hand.
    """
    words = load_words()
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    title_end = len(report.title) if report.title and report.text.startswith(report.title) else 0
    for start, end, paragraph in find_sentences(report.text):
        first = len(tokens)
        tokens += tokenize(report.text, start, end, words)
        sentences.append(Sentence(start, end, first, len(tokens), paragraph, end <= title_end + 1))
    cues = find_cues(report.text, sentences, tokens, load_cue_rules())
    quantities = find_quantities(report.text)
    return Annotated(report, tuple(sentences), tuple(tokens), quantities, cues, perception=perception or Perception())


def perceive_reports(reports: Sequence[Report], encoder: Encoder | None) -> list[Perception]:
    """What the encoder sees in each report, all together in batches by length; nothing without an encoder."""
    if encoder is None:
        return [Perception() for _ in reports]
    return perceive_all([(r.text, [(s, e) for s, e, _ in find_sentences(r.text)]) for r in reports], encoder)
