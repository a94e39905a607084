"""Compile the registry's YAML files into the JSON that ships beside them, and check every entry on the way.

    python tools/build_registry.py

Loading compares the compiled file with the YAML files by hash: after a change of YAML it is slower until this has run, never wrong.
"""

from __future__ import annotations

from casus.codebook.registry import compile_registry, compiled_path, load_registry

if __name__ == "__main__":
    compiled_path().write_bytes(compile_registry())
    print(f"{compiled_path()}: {len(load_registry().entries)} entries, {compiled_path().stat().st_size} bytes")
