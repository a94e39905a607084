"""Casus turns reports about armed conflict and politics into a dataset that can be defended.

import casus
book = casus.code(["clippings/"], "casebook")
book.incidents.to_pandas()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casus.export import export, write_report
    from casus.run.pipeline import code
    from casus.store import Casebook, CasebookError, check

__version__ = "0.1.0"
__all__ = ["Casebook", "CasebookError", "__version__", "check", "code", "export", "write_report"]

_HOMES = {
    "Casebook": "casus.store",
    "CasebookError": "casus.store",
    "check": "casus.store",
    "code": "casus.run.pipeline",
    "export": "casus.export",
    "write_report": "casus.export",
}


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used, so that ``casus --help`` need not wait for them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'casus' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
