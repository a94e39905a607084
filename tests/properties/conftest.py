"""Makes the helpers of tests of linking importable as ``make`` and ``worlds``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "link"))
