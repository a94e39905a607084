"""A trained model into the one file that ships: ``python -m training.export MODEL_FOLDER --minilm FOLDER --data FOLDER --out encoder.zip``.

``--bits`` is ``fp32``, ``row8`` (8 bits with a scale a weight's column and a piece), ``int8`` (dynamic, one scale a batch) or ``block8``
(weights in 8 bits by blocks); bench/RESULTS.md has the table that chose. Word vectors are kept in 8 bits with a scale a word in all 8-bit
forms.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from training import labels, notation, pieces
from training.graph import ByteWords, traced
from training.model import Encoder
from training.row8 import to_row8


def export(folder: Path, minilm: Path, data: Path, out: Path, bits: str, keep: tuple[str, ...] = ()) -> None:
    """Write the encoder file. ``data``: as for training, to fit the vectors of pieces; ``keep``: parts of node names that stay in fp32."""
    saved = torch.load(folder / "model.pt", weights_only=True)
    encoder = Encoder(saved["about"]["layout"])
    encoder.load_state_dict(saved["encoder"])
    if bits != "fp32":
        encoder.words = ByteWords(encoder.words.weight.detach())  # type: ignore[assignment]
    graph = _quantised(traced(encoder.eval()), bits, keep)
    arrays = BytesIO()
    np.savez_compressed(arrays, **{k: v.numpy().astype(np.float16) for k, v in saved["pairs"].items()})  # type: ignore[arg-type]
    vectors, fit = pieces.fitted(minilm, data)
    files = {"model.onnx": graph, "vectors.npz": vectors, "tokenizer.json": (minilm / "tokenizer.json").read_bytes(), "pairs.npz": arrays.getvalue(),
             "about.json": json.dumps(_about(saved["about"], bits, fit), indent=1).encode()}  # fmt: skip
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():  # a fixed time, so that the same weights give the same bytes
            archive.writestr(
                zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED if name != "model.onnx" else zipfile.ZIP_STORED
            )
    sha256 = hashlib.sha256(out.read_bytes()).hexdigest()
    out.with_suffix(".sha256").write_text(f"{sha256}  {out.name}\n", encoding="ascii")  # what the package checks the file against
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB, {bits}, SHA-256 {sha256}")


def _about(about: dict[str, Any], bits: str, fit: dict[str, float]) -> dict[str, Any]:
    names = {"upos": labels.UPOS, "deprel": labels.DEPREL, "own": labels.OWN_TYPES, "gum": labels.GUM_TYPES, "trigger": labels.TRIGGERS,
             "cue": labels.CUES, "link": labels.LINKS, "muc_role": labels.MUC_ROLES, "muc_type": labels.MUC_TYPES,
             "modality": list(notation.MODALITIES), "trend": list(notation.TRENDS), "lemma": about["lemma_scripts"]}  # fmt: skip
    rest = {k: v for k, v in about.items() if k != "lemma_scripts"}
    return {**rest, "labels": names, "rectified": list(labels.RECTIFIED), "bits": bits, "vectors": fit}


def _quantised(graph: bytes, bits: str, keep: tuple[str, ...]) -> bytes:
    if bits == "fp32":
        return graph
    model = onnx.load_from_string(graph)
    if bits == "row8":
        return to_row8(model, keep).SerializeToString()
    left = [n.name for n in model.graph.node if any(k in n.name for k in keep)]
    if bits == "block8":
        from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

        quantizer = MatMulNBitsQuantizer(model, bits=8, block_size=64, is_symmetric=True, accuracy_level=4, nodes_to_exclude=left)
        quantizer.process()
        return quantizer.model.model.SerializeToString()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "fp32.onnx", Path(folder) / "int8.onnx"
        onnx.save(model, source)
        quantize_dynamic(
            source, target, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"], nodes_to_exclude=left
        )
        return target.read_bytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bits", choices=("fp32", "row8", "int8", "block8"), default="row8")
    parser.add_argument("--keep", nargs="*", default=[])
    given = parser.parse_args()
    export(given.model, given.minilm, given.data, given.out, given.bits, tuple(given.keep))


if __name__ == "__main__":
    main()
