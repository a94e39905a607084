"""Settings of all tests: helpers importable as ``coded``, where shared texts lie, how long property tests look."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

settings.register_profile("dev", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared texts and coded examples; tests that need it are skipped where it is missing."""
    folder = Path(os.environ.get("CASUS_SHARED", HERE.parent.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"the shared texts are not at {folder}; set CASUS_SHARED to their folder")
    return folder


@pytest.fixture(scope="session")
def sample() -> Path:
    """The dispatches that ship with the package."""
    return HERE.parent / "src" / "casus" / "data" / "sample"
