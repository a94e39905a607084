"""Write docs/codebook.md anew from the codebook's YAML: every rule with its words, its examples and its counter-examples.

.venv/bin/python tools/write_codebook.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from casus.codebook.files import shipped_yaml

PAGE = Path(__file__).resolve().parents[1] / "docs" / "codebook.md"
_HEAD = """# The codebook

Made from `src/casus/data/codebook/*.yaml` and `src/casus/data/lexicon/cues.yaml` by `tools/write_codebook.py`; do not edit by hand.
`casus codebook check` tries every rule on the sentences below. An entry is matched by its words; in sentences where no rule fires, by
nearness to its examples ("finds") and counter-examples ("leaves") too, if the build has an encoder ([own-codebook.md](own-codebook.md)).
Words: `a|b` takes either, `...` spans up to four words, `word~` takes
every form of a verb.
"""
_SHAPES = ("verbs", "nouns", "words", "after", "before", "toll")
_ABOUT = (
    "mode",
    "context",
    "cameo",
    "acled",
    "ucdp",
    "frame",
    "sign",
    "trend",
    "swap",
    "to",
    "subjects",
    "objects",
    "needs_party",
    "weak",
    "lone",
)


def page() -> str:
    """The whole page."""
    parts = [
        _HEAD,
        *_section("Events", "One rule a kind of happening; the type is PLOVER's.", shipped_yaml("codebook/events.yaml"), "type"),
        *_section("Relations", "Ties: *subject relation object* reads as a clause.", shipped_yaml("codebook/relations.yaml"), "relation"),
        *_section("Figures", "Words that tie a number to harm.", shipped_yaml("codebook/figures.yaml"), "what"),
        *_section("Cues", "Words that say who speaks and how sure it is.", shipped_yaml("lexicon/cues.yaml"), "kind"),
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def _section(title: str, about: str, entries: Iterable[Mapping[str, Any]], key: str) -> Iterator[str]:
    yield f"## {title}\n\n{about}\n"
    for entry in sorted(entries, key=lambda e: (str(e[key]), str(e.get("id", "")))):
        yield from _rule(entry, key)


def _rule(entry: Mapping[str, Any], key: str) -> Iterator[str]:
    name = entry.get("id", entry[key])
    yield f"### {name}\n"
    yield f"**{entry[key]}**" + "".join(f"; {field}: {_shown(entry[field])}" for field in _ABOUT if field in entry) + "\n"
    if not any(entry.get(shape) for shape in _SHAPES):
        yield "- matched by its examples alone"
    for shape in (*_SHAPES, "unless", "not_of"):
        if entry.get(shape):
            yield f"- {shape}: " + ", ".join(f"`{words}`" for words in entry[shape])
    yield from (f"- finds: {text}" for text in entry["examples"])
    yield from (f"- leaves: {text}" for text in entry["counter"])
    yield ""


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
