"""Entries by their examples, over plain vectors that count shared words: what counts as near, what does not, and who is told with it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from casus.annotate import annotate
from casus.codebook.events import load_event_rules
from casus.codebook.relations import load_relation_rules
from casus.extract.nearest import Floats, load_near
from casus.model import Claim
from casus.run.coding import Kit, as_report, code_report
from coded import kit, report

OWN = """
- id: press.closure
  type: COERCE
  frame: act
  unless: [for repairs]
  examples:
    - The authorities silenced the newspaper over its coverage.
    - Officials silenced the radio station over its coverage.
    - The regulator silenced the channel over its coverage.
  counter: [The orchestra silenced the radio station over its coverage with music and lights.]
- id: own.lobby
  relation: speaks_up_for
  sign: 1
  frame: act
  examples:
    - Qatar championed Hamas abroad.
    - Iran championed Hezbollah abroad with vigour.
    - Turkey championed Hamas abroad in letters.
  counter: [The teacher championed her pupil at school and at home.]
"""


def shared_words(texts: Sequence[str]) -> Floats:
    """Words hashed to 512 places; cosines are shares of common words."""
    out = np.zeros((len(texts), 512), dtype=np.float32)
    for row, text in zip(out, texts, strict=True):
        for word in text.lower().split():
            row[zlib.crc32(word.encode()) % 512] += 1
        row /= max(1e-9, float(np.linalg.norm(row)))
    return out


@pytest.fixture
def near_kit(tmp_path: Path) -> Kit:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    events, relations = load_event_rules(extra=[path]), load_relation_rules(extra=[path])
    near = load_near(shared_words, events, relations, lambda text: annotate(as_report(text)))
    return replace(kit(), events=events, relations=relations, encoder=None, near=near)


def near_claims(text: str, using: Kit) -> list[Claim]:
    return [c for c in code_report(report(text), using).claims if c.rule.startswith("near:")]


def test_a_sentence_like_two_examples_is_a_claim_with_its_parties(near_kit: Kit) -> None:
    (claim,) = near_claims("Police silenced the weekly over its coverage.", near_kit)
    assert (claim.kind, claim.type, claim.rule, claim.modality) == ("event", "COERCE", "near:press.closure", "asserted")
    assert [p.name for p in claim.actors] == ["Police"]
    assert claim.confidence < 0.65


def test_names_do_not_decide(near_kit: Kit) -> None:
    (claim,) = near_claims("Russia championed Serbia abroad.", near_kit)
    assert (claim.kind, claim.type, claim.rule, claim.sign) == ("relation", "speaks_up_for", "near:own.lobby", 1)
    assert ([p.name for p in claim.actors], [p.name for p in claim.recipients]) == (["Russia"], ["Serbia"])


def test_a_clause_is_enough(near_kit: Kit) -> None:
    text = "The weather was mild in the old harbour for most of the week, while police silenced the weekly over its coverage."
    assert [c.type for c in near_claims(text, near_kit)] == ["COERCE"]


@pytest.mark.parametrize(
    "text",
    [
        "The orchestra silenced the weekly over its coverage with music and lights.",  # nearer to the counter-example
        "Police read the weekly.",  # shares too little
        "Did police silence the weekly over its coverage?",
        "Police silenced the weekly over its coverage for repairs.",  # unless
        "Did the authorities silence the newspaper over its coverage?",
    ],
)
def test_what_is_left(text: str, near_kit: Kit) -> None:
    assert near_claims(text, near_kit) == []


def test_where_a_rule_fires_nothing_is_added(near_kit: Kit) -> None:
    found = code_report(report("Police silenced the weekly over its coverage and arrested two editors."), near_kit).claims
    assert [c.rule for c in found if c.kind == "event"] == ["coerce.arrest"]


def test_an_example_left_out_is_nobodys(near_kit: Kit) -> None:
    assert near_kit.near is not None
    text = "The authorities silenced the newspaper over its coverage."
    left = near_kit.near.without(text)
    assert text in near_kit.near.texts and text not in left.texts
    assert len(left.texts) == len(left.vectors) == len(left.owners) == len(left.against) == len(near_kit.near.texts) - 1


def test_without_vectors_examples_find_nothing(near_kit: Kit) -> None:
    assert near_claims("Police silenced the weekly over its coverage.", replace(near_kit, near=None)) == []
