"""What the scripts share that answer a collection line by line: a JSON object in, a JSON object out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from casus.model import Report

Row = dict[str, Any]


def as_report(text: str, published: date | None = None) -> Report:
    """The text of a collection as a report of news without a source."""
    return Report("r", "bench", None, 0, None, None, None, published, "given" if published else None, "en", "news", text, (), "")


def answer(about: str | None, asked: str, ready: Callable[[], Callable[[Row], Row]]) -> None:
    """The whole of such a script: reads the file named first, writes the one named second, a line for a line.

    ``about`` is the script's help, ``asked`` what the lines are, ``ready`` loads what it needs once and gives what answers a row.
    """
    ask = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument(asked, type=Path)
    ask.add_argument("predicted", type=Path)
    given = ask.parse_args()
    predict = ready()
    lines = getattr(given, asked).read_text(encoding="utf-8").splitlines()
    given.predicted.write_text("".join(json.dumps(predict(json.loads(line))) + "\n" for line in lines), encoding="utf-8")
