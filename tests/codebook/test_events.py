"""The event codebook as data: every entry is sound, and a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from casus.codebook.errors import CodebookError
from casus.codebook.events import PLOVER_TYPES, load_event_rules

ENTRY = """
- id: test.rule
  type: PROTEST
  frame: act
  verbs: [march]
  examples: [They marched.]
  counter: [They sat.]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "events.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_sixteen_types_have_rules() -> None:
    assert {r.type for r in load_event_rules().rules.values()} == PLOVER_TYPES


def test_a_file_of_ones_own_loads(tmp_path: Path) -> None:
    assert list(load_event_rules(written(tmp_path, ENTRY)).rules) == ["test.rule"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("type: PROTEST", "type: PARTY", "one of the PLOVER types"),
        ("frame: act", "frame: sideways", "frame must be one of"),
        ("counter: [They sat.]", "counter: []", "under counter"),
        ("verbs: [march]", "verbs: [march]\n  needs_party: many", "needs_party must be one of"),
        ("verbs: [march]", "verbz: [march]", "unknown fields verbz"),
        ("verbs: [march]", "verbs: ['march ...']", "begin and end with a word"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        load_event_rules(written(tmp_path, ENTRY.replace(old, new)))


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="stands there twice"):
        load_event_rules(written(tmp_path, ENTRY + ENTRY))


def test_crosswalks_name_known_classes() -> None:
    acled = {r.acled[0] for r in load_event_rules().rules.values() if r.acled}
    assert acled <= {
        "Battles",
        "Explosions/Remote violence",
        "Protests",
        "Riots",
        "Strategic developments",
        "Violence against civilians",
    }
    assert {r.ucdp for r in load_event_rules().rules.values()} <= {None, "state-based", "non-state", "one-sided"}
