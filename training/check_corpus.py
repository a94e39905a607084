"""Check the corpus files and count what they hold: ``python -m training.check_corpus [FILE...]``; exit status 1 when something is wrong."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from training.notation import Item, NotationError, read_corpus

CORPUS = Path(__file__).parent / "corpus"


def main(names: Sequence[str]) -> int:
    paths = [Path(n) for n in names] or sorted(CORPUS.glob("*.txt"))
    items: list[Item] = []
    wrong = 0
    for path in paths:
        try:
            items += read_corpus(path)
        except NotationError as problem:
            wrong += 1
            print(problem, file=sys.stderr)
    for item in items:
        for tag in item.tags:
            if tag.sign == "!" and " " in tag.text:
                wrong += 1
                print(f"{item.name}: {tag.text!r} is an event of several words; tag its head alone", file=sys.stderr)
    slugs = Counter(i.name for i in items)
    doubles = [name for name, n in slugs.items() if n > 1]
    doubles += [text[:60] for text, n in Counter(i.text for i in items).items() if n > 1]
    for name in doubles:
        print(f"{name}: stands twice; give it another name or text", file=sys.stderr)
    print(
        f"{sum(not i.is_report for i in items)} sentences, {sum(i.is_report for i in items)} reports, {sum(len(i.text.split()) for i in items)} words"
    )
    for sign, title in ((":", "mentions"), ("!", "events and ties"), ("?", "cues")):
        counted = Counter(t.kind for i in items for t in i.tags if t.sign == sign)
        print(f"{title}: " + ", ".join(f"{k} {n}" for k, n in counted.most_common()))
    print(
        "modality: "
        + ", ".join(
            f"{k} {n}" for k, n in Counter(t.value("mod") or "asserted" for i in items for t in i.tags if t.sign == "!").most_common()
        )
    )
    return 1 if wrong or doubles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
